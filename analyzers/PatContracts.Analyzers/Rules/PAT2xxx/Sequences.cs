using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Reads chains of calls on sequences, <c>tokens.Where(…).OrderBy(…).Select(…)</c>, and query expressions.</summary>
internal static class Sequences
{
    /// <summary>Returns the sequence for whose elements a lambda is invoked, if the lambda is an argument of a call on it.</summary>
    public static IOperation? RunBy(IAnonymousFunctionOperation lambda) =>
        CallOf(lambda) is { } call && ReceiverOf(call) is { } receiver && !receiver.Syntax.Span.Contains(lambda.Syntax.Span) ? receiver : null;

    /// <summary>Returns the call of which a lambda is an argument.</summary>
    public static IInvocationOperation? CallOf(IAnonymousFunctionOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation) parent = parent.Parent;
        return parent as IInvocationOperation;
    }

    /// <summary>Returns the lambda around an expression that declares a parameter.</summary>
    public static IAnonymousFunctionOperation? LambdaOf(ISymbol parameter, IOperation within)
    {
        for (IOperation? around = within; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol)) return lambda;
        }

        return null;
    }

    /// <summary>Returns the receiver of a call: the instance, or the first argument of an extension method.</summary>
    public static IOperation? ReceiverOf(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? Strip(call.Arguments[0].Value) : null);

    /// <summary>Whether the elements of the result are elements of the receiver.</summary>
    public static bool KeepsElements(IInvocationOperation call) => call.TargetMethod.Name
        is "Where" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "Reverse" or "Take" or "Skip" or "TakeWhile"
        or "SkipWhile" or "TakeLast" or "SkipLast" or "Distinct" or "DistinctBy" or "ToList" or "ToArray" or "ToImmutableArray" or "ToImmutableList"
        or "ToHashSet" or "AsEnumerable" or "AsQueryable" or "AsParallel" or "AsReadOnly" or "ToListAsync" or "ToArrayAsync" or "FindAll"
        or "WithCancellation" or "ConfigureAwait";

    /// <summary>Returns the lambdas passed to a call.</summary>
    public static IEnumerable<IAnonymousFunctionOperation> LambdasOf(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (Strip(argument.Value) is IAnonymousFunctionOperation lambda) yield return lambda;
        }
    }

    /// <summary>Returns the only expression that a lambda returns, or null.</summary>
    public static IOperation? ResultOf(IAnonymousFunctionOperation lambda) =>
        lambda.Body.Operations is [IReturnOperation { ReturnedValue: { } value }, ..] ? Unparenthesized(value) : null;

    /// <summary>Returns an expression as written in the code, including the receiver of <c>?.</c>.</summary>
    public static string CodeOf(IOperation operation)
    {
        SyntaxNode syntax = operation.Syntax;
        while (syntax is MemberBindingExpressionSyntax or InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax }
            && syntax.Parent is { } around)
        {
            syntax = around;
        }
        return DiagnosticFormatting.Quote(syntax);
    }

    /// <summary>Whether an expression in another function may read something that is not in scope at a position.</summary>
    public static bool IsOutOfReach(IOperation read, SyntaxNode at) => !at.FullSpan.Contains(read.Syntax.Span)
        && read.Syntax.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() != at.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>();

    /// <summary>Removes conversions, delegates, queries, parentheses and <c>await</c>.</summary>
    public static IOperation Strip(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                case ITranslatedQueryOperation query:
                    operation = query.Operation;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static IOperation Unparenthesized(IOperation operation) =>
        operation is IParenthesizedOperation parenthesized ? Unparenthesized(parenthesized.Operand) : operation;
}
