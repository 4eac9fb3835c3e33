using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Rules;

/// <summary>Determines whether code that tests a flag handles an absent one explicitly: it names null, or distinguishes all three states.</summary>
internal static class NullHandling
{
    /// <summary>Whether null is handled for a flag next to its test, before it, or in the filter that selected the token.</summary>
    /// <param name="test">The test.</param>
    /// <param name="flag">The flag.</param>
    /// <param name="absent">What an absent flag means.</param>
    /// <param name="cancellationToken">A token to cancel the search.</param>
    public static bool IsAround(IOperation test, ValuePath flag, bool absent, CancellationToken cancellationToken)
    {
        // In an expression tree, null follows the rules of the database, not those of C#.
        if (IsInExpressionTree(test)) return true;

        FlagStates states = ManagedGuards.StatesAt(test, flag, cancellationToken);
        return (states & FlagStates.Absent) == 0
            || (states & (absent ? FlagStates.False : FlagStates.True)) == 0
            || NamesNull(Locals.RootOf(test), flag, cancellationToken)
            || IsTestedAgain(test, flag, cancellationToken);
    }

    private static bool IsInExpressionTree(IOperation operation)
    {
        for (IOperation? around = operation; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation { Parent: (IConversionOperation or IDelegateCreationOperation) and { Type.Name: "Expression" } })
            {
                return true;
            }

            if (around is IArgumentOperation { Parameter.Type: { Name: "Expression", ContainingNamespace.Name: "Expressions" } }) return true;
        }

        return false;
    }

    /// <summary>Whether the body compares the flag with null or replaces null in it, directly or in a method that it calls.</summary>
    private static bool NamesNull(IOperation body, ValuePath flag, CancellationToken cancellationToken)
    {
        var tests = NullTests.In(body, cancellationToken);
        return tests.Include(flag) || tests.CallsWith(flag).Any(IsHandledBy);

        bool IsHandledBy(IInvocationOperation call) =>
            FunctionBody.OfMethod(call.TargetMethod, call.SemanticModel, cancellationToken) is { } function
            && function.PathInside(flag, call.Instance, call.Arguments, cancellationToken) is { } inside
            && (Writes.To(function.Body, inside, cancellationToken) || NullTests.In(function.Body, cancellationToken).Include(inside));
    }

    /// <summary>Whether the flag is tested again after the test: null then has a separate branch.</summary>
    private static bool IsTestedAgain(IOperation test, ValuePath flag, CancellationToken cancellationToken)
    {
        var tests = NullTests.In(Locals.RootOf(test), cancellationToken);
        for (IOperation current = test; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.Condition == current:
                    if (IsTestedIn(conditional.WhenTrue) || (conditional.WhenFalse is { } otherwise && IsTestedIn(otherwise))) return true;

                    return Jumps.Leaves(conditional.WhenTrue)
                        && conditional.Parent is IBlockOperation block
                        && tests.AreIn(TextSpan.FromBounds(conditional.Syntax.Span.End, block.Syntax.Span.End), flag);
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation selection } arm:
                    return selection.Arms.Any(other => other != arm && IsTestedIn(other));
                case IBinaryPatternOperation either when IsTestedIn(either.LeftPattern == current ? either.RightPattern : either.LeftPattern):
                    return true;
                case ISwitchCaseOperation { Parent: ISwitchOperation selection } section:
                    return section.Clauses.Any(clause => clause != current && IsTestedIn(clause))
                        || selection.Cases.Any(other => other != section && IsTestedIn(other));
                case IBlockOperation or IAnonymousFunctionOperation:
                    return false;
            }
        }

        return false;

        bool IsTestedIn(IOperation region) => tests.AreIn(region, flag);
    }
}
