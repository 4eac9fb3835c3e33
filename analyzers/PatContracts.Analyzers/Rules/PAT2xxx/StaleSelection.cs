using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>A condition that chooses tokens, and whose choice goes to a call that takes them away.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Token">The parameter or variable that it chooses.</param>
/// <param name="SkipsOthers">Whether the tokens for which it holds are the ones left alone: <c>if (…) continue;</c>.</param>
internal sealed record StaleSelection(IOperation Condition, ISymbol Token, bool SkipsOthers)
{
    private const int MaxSteps = 8;

    /// <summary>The selection that a read of a member is a part of, if it ends in a call that takes tokens away.</summary>
    public static StaleSelection? Of(IOperation read, CancellationToken cancellationToken)
    {
        if (TokenOf(read) is not { } token) return null;

        for (IOperation current = read; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return Sequences.ResultOf(lambda) is { } condition
                        && SymbolEqualityComparer.Default.Equals(token.ContainingSymbol, lambda.Symbol)
                        && Sequences.CallOf(lambda) is { } call
                        && IsSelection(call)
                        && TakesAway(call, MaxSteps, cancellationToken)
                            ? new(condition, token, SkipsOthers: false)
                            : null;
                case IConditionalOperation { Syntax: IfStatementSyntax } test:
                    return test.Condition == current ? OfTest(test, token) : null;
                case IBlockOperation { Parent: not IAnonymousFunctionOperation }
                    or ILoopOperation
                    or IExpressionStatementOperation
                    or IVariableDeclarationGroupOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The condition with a test of the flag before it.</summary>
    public string With(string test)
    {
        string condition = Condition.Syntax.ToString();
        string operand = Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or IConditionalOperation or ICoalesceOperation
            ? $"({condition})"
            : condition;
        string negated = test.StartsWith("!", StringComparison.Ordinal) ? test.Substring(1) : test.Replace("!=", "==");
        return SkipsOthers ? $"{negated} || {condition}" : $"{test} && {operand}";
    }

    private static ISymbol? TokenOf(IOperation read) => ((IMemberReferenceOperation)read).Instance switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    private static bool IsSelection(IInvocationOperation call) => call.TargetMethod.Name
        is "Where" or "TakeWhile" or "SkipWhile" or "FindAll" or "Find" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault"
        or "Single" or "SingleOrDefault";

    /// <summary>Inside a loop over tokens: the branch takes the token away, or skips to the next one before it would be.</summary>
    private static StaleSelection? OfTest(IConditionalOperation test, ISymbol token)
    {
        for (IOperation? around = test.Parent; around is not null; around = around.Parent)
        {
            if (around is not IForEachLoopOperation loop || !loop.Locals.Contains(token, SymbolEqualityComparer.Default)) continue;
            if (TakesAway(test.WhenTrue, token)) return new(test.Condition, token, SkipsOthers: false);

            bool skips = test is { WhenFalse: null, WhenTrue: var body } && IsContinue(body);
            return skips && loop.Body is IBlockOperation block && block.Operations.SkipWhile(part => part != test).Any(part => TakesAway(part, token))
                ? new(test.Condition, token, SkipsOthers: true)
                : null;
        }

        return null;
    }

    private static bool IsContinue(IOperation body) => body switch
    {
        IBlockOperation { Operations: [{ } only] } => IsContinue(only),
        IBranchOperation { BranchKind: BranchKind.Continue } => true,
        _ => false,
    };

    /// <summary>Whether what an expression gives ends in such a call: as its argument, element by element, or by way of a variable.</summary>
    private static bool TakesAway(IOperation selected, int steps, CancellationToken cancellationToken)
    {
        if (steps == 0) return false;

        switch (selected.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call }:
                return IsTakingAway(call) || (call.TargetMethod.IsExtensionMethod && Continues(call, selected, steps, cancellationToken));
            case IInvocationOperation call when call.Instance == selected:
                return Continues(call, selected, steps, cancellationToken);
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or ITranslatedQueryOperation or ICoalesceOperation:
                return TakesAway(selected.Parent, steps, cancellationToken);
            case IForEachLoopOperation loop when loop.Collection == selected:
                return loop.Locals.Any(token => TakesAway(loop.Body, token));
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } declarator }:
                return IsTakenAwayLater(variable, declarator, steps, cancellationToken);
            default:
                return false;
        }
    }

    private static bool Continues(IInvocationOperation call, IOperation selected, int steps, CancellationToken cancellationToken)
    {
        if (Sequences.LambdasOf(call).FirstOrDefault() is { } lambda && !lambda.Syntax.Span.Contains(selected.Syntax.Span)
            && lambda.Symbol.Parameters.Any(token => TakesAway(lambda.Body, token)))
        {
            return true;
        }

        return call.TargetMethod.Name is "Select" or "Cast" or "OfType" or "Chunk" || Sequences.KeepsElements(call)
            ? TakesAway(call, steps - 1, cancellationToken)
            : false;
    }

    private static bool IsTakenAwayLater(ILocalSymbol variable, IOperation declarator, int steps, CancellationToken cancellationToken)
    {
        IOperation root = declarator;
        while (root.Parent is { } parent) root = parent;
        foreach (IOperation part in root.Descendants())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, variable)) continue;
            if (TakesAway(reference, steps - 1, cancellationToken)) return true;
            if (reference.Parent is IMemberReferenceOperation && reference.Type?.TypeKind == TypeKind.Class && IsArgumentOfTakingAway(reference)) return true;
        }

        return false;
    }

    private static bool TakesAway(IOperation body, ISymbol token) => body.DescendantsAndSelf().Any(part =>
        part is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, token) && IsArgumentOfTakingAway(part)
        || part is IParameterReferenceOperation parameter && SymbolEqualityComparer.Default.Equals(parameter.Parameter, token) && IsArgumentOfTakingAway(part));

    private static bool IsArgumentOfTakingAway(IOperation reference)
    {
        for (IOperation? current = reference.Parent; current is not null and not IBlockOperation; current = current.Parent)
        {
            if (current is IInvocationOperation call && IsTakingAway(call)) return true;
        }

        return false;
    }

    /// <summary>A call by the name of it, unless it takes something out of a collection, a text or a folder.</summary>
    private static bool IsTakingAway(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        string name = method.Name;
        if (!name.StartsWith("Delete", StringComparison.Ordinal)
            && !name.StartsWith("Remove", StringComparison.Ordinal)
            && !name.StartsWith("Revoke", StringComparison.Ordinal)
            && !name.StartsWith("Rotate", StringComparison.Ordinal))
        {
            return false;
        }

        ITypeSymbol receiver = call.Instance?.Type ?? method.ContainingType;
        string space = method.ContainingType.ContainingNamespace.ToDisplayString();
        return receiver.SpecialType == SpecialType.None
            && space is not ("System" or "System.IO" or "System.Text" or "System.Linq")
            && !space.StartsWith("System.Collections", StringComparison.Ordinal)
            && !receiver.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable);
    }
}
