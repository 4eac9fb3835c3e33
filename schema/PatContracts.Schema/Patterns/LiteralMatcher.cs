using System.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Matches a pattern that is literal text: at the start, at the end, both, or anywhere.</summary>
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

    /// <summary>Returns the matcher of a pattern, or null if the pattern is more than literal text.</summary>
    public static LiteralMatcher? TryBuild(PatternNode root)
    {
        PatternSteps steps = PatternSteps.Of(root);
        if (steps.Steps is null) return null;
        var literal = new StringBuilder();
        foreach (PatternStep step in steps.Steps)
        {
            if (!step.IsOnce || step.Set.RangeCount != 1) return null;
            (int first, int last) = step.Set.Range(0);
            // Half a surrogate pair occurs in no text.
            if (first != last || first is >= 0xD800 and <= 0xDFFF) return null;
            literal.Append(char.ConvertFromUtf32(first));
        }

        return new LiteralMatcher(Encoding.UTF8.GetBytes(literal.ToString()), steps.AtStart, steps.AtEnd);
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8, ref PatternBudget budget)
    {
        if (_atStart) return Of(_atEnd ? utf8.SequenceEqual(_literal) : utf8.StartsWith(_literal));
        return Of(_atEnd ? utf8.EndsWith(_literal) : utf8.IndexOf(_literal) >= 0);
    }
}
