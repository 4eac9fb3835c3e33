using System.Buffers;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Matches any pattern by backtracking, as specified by ECMA-262: back-references, look-ahead, look-behind (which matches from right to left), captures that
/// are reset in each iteration of a loop, and loops that end at an empty iteration. Every instruction costs a step of the budget.
/// </summary>
internal sealed class BacktrackingMatcher(ParsedPattern pattern) : PatternMatcher
{
    private readonly BacktrackingProgram _program = BacktrackingCompiler.Compile(pattern);

    public override PatternMatch Match(ReadOnlySpan<byte> utf8, ref PatternBudget budget)
    {
        int[] registers = ArrayPool<int>.Shared.Rent(_program.Registers);
        var attempt = new BacktrackingAttempt(_program, utf8, registers, budget.Remaining);
        try
        {
            PatternMatch outcome = attempt.Search();
            // A full stack also consumes the rest of the budget.
            budget.TrySpend(outcome == PatternMatch.Undecided ? long.MaxValue : budget.Remaining - attempt.Steps);
            return outcome;
        }
        finally
        {
            attempt.Dispose();
            ArrayPool<int>.Shared.Return(registers);
        }
    }
}
