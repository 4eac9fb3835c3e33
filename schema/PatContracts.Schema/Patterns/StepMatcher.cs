namespace PatContracts.Schema.Patterns;

/// <summary>
/// Matches an anchored sequence of repeated characters in which no step can consume a character that the next one needs, such as <c>^[A-Z]{2}[0-9]{4,}$</c>:
/// each step consumes as much as it can, and backtracking is unnecessary.
/// </summary>
internal sealed class StepMatcher : PatternMatcher
{
    private readonly (CharacterTest Test, int Minimum, int Maximum)[] _steps;
    private readonly bool _atEnd;

    private StepMatcher(IReadOnlyList<PatternStep> steps, bool atEnd)
    {
        _steps = [.. steps.Select(step => (new CharacterTest(step.Set), step.Minimum, step.Maximum))];
        _atEnd = atEnd;
    }

    /// <summary>Returns the matcher of a pattern, or null if the pattern has another form.</summary>
    public static StepMatcher? TryBuild(PatternNode root)
    {
        PatternSteps steps = PatternSteps.Of(root);
        if (steps.Steps is null || !steps.AtStart) return null;
        for (int i = 0; i < steps.Steps.Count; i++)
        {
            if (!IsDecided(steps.Steps, i)) return null;
        }

        return new StepMatcher(steps.Steps, steps.AtEnd);
    }

    private static bool IsDecided(IReadOnlyList<PatternStep> steps, int index)
    {
        if (steps[index].Minimum == steps[index].Maximum) return true;
        for (int next = index + 1; next < steps.Count; next++)
        {
            if (steps[index].Set.Overlaps(steps[next].Set)) return false;
            if (steps[next].Minimum > 0) return true;
        }

        return true;
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8, ref PatternBudget budget)
    {
        int position = 0;
        foreach ((CharacterTest test, int minimum, int maximum) in _steps)
        {
            int taken = 0;
            while (taken < maximum && position < utf8.Length && test.TryConsume(utf8, ref position)) taken++;
            if (taken < minimum) return PatternMatch.No;
        }

        return Of(!_atEnd || position == utf8.Length);
    }
}
