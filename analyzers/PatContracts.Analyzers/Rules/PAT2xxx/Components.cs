using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the expressions from which the parts of a tuple or an anonymous object were created.</summary>
internal static class Components
{
    private const int MaxSteps = 12;

    /// <summary>Returns the expression that initialized a member of a tuple or an anonymous object, or null.</summary>
    public static IOperation? Of(IMemberReferenceOperation member, CancellationToken cancellationToken)
    {
        if (member.Instance is not { } instance || member.Member.ContainingType is not ({ IsAnonymousType: true } or { IsTupleType: true })) return null;

        return MadeOf(instance, MaxSteps, cancellationToken) switch
        {
            IAnonymousObjectCreationOperation creation => creation.Initializers
                .OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(part => part.Target is IPropertyReferenceOperation { Property.Name: var name } && name == member.Member.Name)
                ?.Value,
            ITupleOperation tuple when IndexOf(member.Member) is >= 0 and var index && index < tuple.Elements.Length => tuple.Elements[index],
            _ => null,
        };
    }

    /// <summary>Returns the expression that initialized a variable in <c>var (a, b) = …</c>, or null.</summary>
    public static IOperation? OfDeconstructed(SyntaxNode designation, SemanticModel model, CancellationToken cancellationToken)
    {
        (SyntaxNode? all, int index) = designation.Parent switch
        {
            ParenthesizedVariableDesignationSyntax { Parent: DeclarationExpressionSyntax whole } several =>
                (whole, several.Variables.IndexOf((VariableDesignationSyntax)designation)),
            DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax tuple } argument } =>
                ((SyntaxNode)tuple, tuple.Arguments.IndexOf(argument)),
            _ => (null, -1),
        };
        return index >= 0
            && all?.Parent is AssignmentExpressionSyntax assignment && assignment.Left == all
            && model.GetOperation(assignment.Right, cancellationToken) is { } value
            && MadeOf(value, MaxSteps, cancellationToken) is ITupleOperation made
            && index < made.Elements.Length
                ? made.Elements[index]
                : null;
    }

    /// <summary>Returns the expression that a recursive pattern is matched against, unless it is part of another pattern.</summary>
    public static IOperation? OfInput(IRecursivePatternOperation pattern) => pattern.Parent switch
    {
        IIsPatternOperation test => Sequences.Strip(test.Value),
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation { Value: var value } } => Sequences.Strip(value),
        IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation { Value: var value } } => Sequences.Strip(value),
        _ => null,
    };

    /// <summary>Returns the property of a record that a positional pattern reads at a position.</summary>
    public static string? PositionalMember(IRecursivePatternOperation pattern, int position) =>
        position >= 0 && pattern.DeconstructSymbol is IMethodSymbol { ContainingType.IsRecord: true, IsImplicitlyDeclared: true } deconstruct
        && position < deconstruct.Parameters.Length
            ? deconstruct.Parameters[position].Name
            : null;

    private static int IndexOf(ISymbol member) =>
        member is IFieldSymbol { ContainingType: { IsTupleType: true } tuple } field
            ? tuple.TupleElements.IndexOf(
                tuple.TupleElements.FirstOrDefault(element => element.Name == field.Name || element.CorrespondingTupleField?.Name == field.Name)!)
            : -1;

    /// <summary>The tuple or anonymous object to which an expression evaluates.</summary>
    private static IOperation? MadeOf(IOperation operation, int steps, CancellationToken cancellationToken)
    {
        if (steps == 0) return null;

        switch (Sequences.Strip(operation))
        {
            case ITupleOperation or IAnonymousObjectCreationOperation:
                return Sequences.Strip(operation);
            case ILocalReferenceOperation local when local.Local.DeclaringSyntaxReferences is [var declaration]:
                if (declaration.GetSyntax(cancellationToken) is ForEachStatementSyntax syntax
                    && local.SemanticModel?.GetOperation(syntax, cancellationToken) is IForEachLoopOperation loop)
                {
                    return ElementMadeOf(loop.Collection, steps - 1, cancellationToken);
                }

                return Locals.Declared(local, cancellationToken) is { } value ? MadeOf(value, steps - 1, cancellationToken) : null;
            case IParameterReferenceOperation { Parameter: { } parameter } reference:
                return Sequences.LambdaOf(parameter, reference) is { } lambda
                    && SymbolEqualityComparer.Default.Equals(lambda.Symbol.Parameters[0], parameter)
                    && Sequences.RunBy(lambda) is { } sequence
                        ? ElementMadeOf(sequence, steps - 1, cancellationToken)
                        : null;
            case IInvocationOperation call:
                return FunctionBody.OfMethod(call.TargetMethod, call.SemanticModel, cancellationToken) is { Result: { } returned }
                    ? MadeOf(returned, steps - 1, cancellationToken)
                    : null;
            case IMemberReferenceOperation member when Of(member, cancellationToken) is { } part:
                return MadeOf(part, steps - 1, cancellationToken);
            default:
                return null;
        }
    }

    /// <summary>The tuple or anonymous object that is the element of a sequence.</summary>
    private static IOperation? ElementMadeOf(IOperation sequence, int steps, CancellationToken cancellationToken)
    {
        if (steps == 0) return null;

        switch (Sequences.Strip(sequence))
        {
            case IInvocationOperation call when Sequences.KeepsElements(call):
                return Sequences.ReceiverOf(call) is { } receiver ? ElementMadeOf(receiver, steps - 1, cancellationToken) : null;
            case IInvocationOperation { TargetMethod.Name: "Select" or "SelectMany" or "Join" or "Zip" } call:
                return Sequences.LambdasOf(call).LastOrDefault() is { } selector && Sequences.ResultOf(selector) is { } result
                    ? MadeOf(result, steps - 1, cancellationToken)
                    : null;
            case ILocalReferenceOperation local:
                return Locals.Declared(local, cancellationToken) is { } value ? ElementMadeOf(value, steps - 1, cancellationToken) : null;
            default:
                return null;
        }
    }
}
