using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the expressions that create objects of bound models, and analyzes those that do not assign every required member at once.</summary>
internal static class Constructions
{
    /// <summary>Calls <paramref name="report"/> for each such object that escapes without all its required members on every path.</summary>
    public static void Register(CompilationStartAnalysisContext context, ContractContext contracts, Action<OperationAnalysisContext, MissingMembersResult> report)
    {
        context.RegisterOperationAction(
            operation =>
            {
                if (Candidate(operation.Operation, contracts, operation.CancellationToken) is not { RequiredCount: > 0 } model || IsForLater(operation)) return;

                FlowResult flow = contracts.Flow.Of(
                    operation.Operation,
                    operation.ContainingSymbol,
                    operation.GetControlFlowGraph,
                    operation.CancellationToken);
                if (MissingMembersResult.Of(flow, operation.Operation.Syntax, model) is { } result && !IsFilledElsewhere(result, operation.CancellationToken)) report(operation, result);
            },
            OperationKind.ObjectCreation,
            OperationKind.TypeParameterObjectCreation,
            OperationKind.With,
            OperationKind.DefaultValue,
            OperationKind.Invocation);
    }

    /// <summary>
    /// Whether an object is created blank to be filled later: <c>= new()</c> as the initial value of a field or property, and what a pool creates.
    /// </summary>
    private static bool IsForLater(OperationAnalysisContext context)
    {
        if (context.Operation is not IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } creation) return false;

        IOperation? parent = creation.Parent;
        while (parent is IConversionOperation) parent = parent.Parent;
        if (parent is IFieldInitializerOperation or IPropertyInitializerOperation) return true;

        INamedTypeSymbol? type = context.ContainingSymbol.ContainingType;
        if (type?.AllInterfaces.Any(IsPool) == true) return true;

        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (IsPool(current)) return true;
        }

        return false;

        static bool IsPool(INamedTypeSymbol candidate) => candidate.Name.IndexOf("Pool", StringComparison.Ordinal) >= 0;
    }

    /// <summary>Whether an object is stored in a field or property of the type around, whose members that type assigns elsewhere: a builder, a parser.</summary>
    private static bool IsFilledElsewhere(MissingMembersResult result, CancellationToken cancellationToken)
    {
        if (result.Incomplete.StoredIn is not { ContainingType: { } type } member) return false;

        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in reference.GetSyntax(cancellationToken).DescendantNodes())
            {
                if (node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var assigned } }
                    && NameOf(receiver) == member.Name
                    && result.Missing.Concat(result.MaybeMissing).Any(missing => missing.Symbol.Name == assigned))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? NameOf(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        PostfixUnaryExpressionSyntax suppressed => NameOf(suppressed.Operand),
        _ => null,
    };

    /// <summary>The model of what an expression creates, when it is not plain at once that nothing is missing.</summary>
    private static BoundModel? Candidate(IOperation operation, ContractContext contracts, CancellationToken cancellationToken)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                return contracts.Models.TryGet(MadeBy(((IInvocationOperation)operation).TargetMethod), out BoundModel? model) ? model : null;
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)operation;
                return contracts.Models.TryGet(creation.Type, out model)
                    && !GivesAll(model, creation.Initializer)
                    && !PiecemealConstruction.IsCompleted(creation, model, contracts, cancellationToken) ? model : null;
            case OperationKind.TypeParameterObjectCreation:
                var generic = (ITypeParameterObjectCreationOperation)operation;
                return contracts.Models.TryGet(generic.Type, out model) && !GivesAll(model, generic.Initializer) ? model : null;
            case OperationKind.With:
                var copy = (IWithOperation)operation;
                bool isReportedAtItsSource = copy.Operand is IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation;
                return !isReportedAtItsSource && contracts.Models.TryGet(copy.Type, out model) && !GivesAll(model, copy.Initializer) ? model : null;
            case OperationKind.DefaultValue when operation is { Type.IsValueType: true, ConstantValue.HasValue: false }:
                return contracts.Models.TryGet(operation.Type, out model) && model.Type.IsValueType ? model : null;
            default:
                return null;
        }
    }

    /// <summary>What a call makes: a private method may leave the verdict on what it makes to its callers.</summary>
    private static ITypeSymbol? MadeBy(IMethodSymbol method)
    {
        if (KnownMethods.IsCreateInstance(method)) return method.TypeArguments[0];
        if (method is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, ReturnsVoid: false }) return null;

        return method.IsAsync && method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } ? result : method.ReturnType;
    }

    /// <summary>The quick way out: an initializer that names every required member needs no analysis.</summary>
    private static bool GivesAll(BoundModel model, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null || initializer.Initializers.Length < model.RequiredCount) return false;

        int given = 0;
        foreach (IOperation part in initializer.Initializers)
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol }, Value: var value }
                || !model.TryGetMember(symbol, out BoundMember? member)
                || !member.IsRequired)
            {
                continue;
            }

            // What may be left out on the wire, or is null for a reason, is for the analysis.
            if (member.Json.OmitsNull && value.ConstantValue is not { HasValue: true, Value: not null }) return false;
            given++;
        }

        return given == model.RequiredCount;
    }
}
