using System.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Finds a pattern in UTF-8, one way or another.</summary>
internal abstract class PatternMatcher
{
    public abstract PatternMatch Match(ReadOnlySpan<byte> utf8);

    protected static PatternMatch Answer(bool matches) => matches ? PatternMatch.Yes : PatternMatch.No;
}

/// <summary>A pattern that is just a text, at the beginning, at the end, both or anywhere.</summary>
internal sealed class LiteralMatcher : PatternMatcher
{
    private readonly byte[] _literal;
    private readonly bool _atStart;
    private readonly bool _atEnd;

    private LiteralMatcher(byte[] literal, bool atStart, bool atEnd)
    {
        _literal = literal;
        _atStart = atStart;
        _atEnd = atEnd;
    }

    /// <summary>The matcher of a pattern, or null where the pattern is more than a text.</summary>
    public static LiteralMatcher? TryBuild(PatternNode root)
    {
        PatternSteps steps = PatternSteps.Of(root);
        if (steps.Steps is null) return null;
        var literal = new StringBuilder();
        foreach (PatternStep step in steps.Steps)
        {
            if (!step.IsOnce || step.Set.RangeCount != 1) return null;
            (int first, int last) = step.Set.Range(0);
            // Half a surrogate pair is found in no text.
            if (first != last || first is >= 0xD800 and <= 0xDFFF) return null;
            literal.Append(char.ConvertFromUtf32(first));
        }

        return new LiteralMatcher(Encoding.UTF8.GetBytes(literal.ToString()), steps.AtStart, steps.AtEnd);
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        if (_atStart) return Answer(_atEnd ? utf8.SequenceEqual(_literal) : utf8.StartsWith(_literal));
        return Answer(_atEnd ? utf8.EndsWith(_literal) : utf8.IndexOf(_literal) >= 0);
    }
}

/// <summary>
/// A pattern that begins at the start and is a row of repeated characters of which none can take what the next needs, such as
/// <c>^[A-Z]{2}[0-9]{4,}$</c>: each step takes all it can get and there is nothing to try again.
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

    /// <summary>The matcher of a pattern, or null where the pattern has another form.</summary>
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

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        int position = 0;
        foreach ((CharacterTest test, int minimum, int maximum) in _steps)
        {
            int taken = 0;
            while (taken < maximum && position < utf8.Length && test.TryTake(utf8, ref position)) taken++;
            if (taken < minimum) return PatternMatch.No;
        }

        return Answer(!_atEnd || position == utf8.Length);
    }
}
