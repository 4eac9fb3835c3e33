namespace PatContracts.Http.Shared;

/// <summary>
/// One segment of a <see cref="RouteTemplate"/>: <c>tokens</c>, <c>{id}</c> or <c>report.{format}</c>. A parameter matches one or more characters.
/// </summary>
internal sealed class SegmentTemplate
{
    // The literals before, between and after the parameters.
    private readonly string[] _literals;

    private SegmentTemplate(string[] literals) => _literals = literals;

    /// <summary>Whether the segment has no parameter.</summary>
    public bool IsLiteral => _literals.Length == 1;

    /// <summary>The segment without the names of its parameters. Segments with equal patterns match the same strings.</summary>
    public string Pattern => string.Join("{}", _literals);

    /// <summary>The number of characters outside parameters. A template with a greater literal length is more specific.</summary>
    public int LiteralLength => _literals.Sum(static literal => literal.Length);

    /// <summary>Parses a segment. Returns null if its braces are not balanced or enclose no name.</summary>
    public static SegmentTemplate? Parse(string segment)
    {
        List<string> literals = [];
        int start = 0;
        while (true)
        {
            int open = segment.IndexOf('{', start);
            int end = open < 0 ? segment.Length : open;
            string literal = segment[start..end];
            if (literal.Contains('}', StringComparison.Ordinal)) return null;
            literals.Add(Uri.UnescapeDataString(literal));
            if (open < 0) return new SegmentTemplate([.. literals]);
            int close = segment.IndexOf('}', open);
            if (close <= open + 1 || segment.IndexOf('{', open + 1, close - open - 1) >= 0) return null;
            start = close + 1;
        }
    }

    /// <summary>Returns whether an unescaped segment of a path matches.</summary>
    public bool IsMatch(ReadOnlySpan<char> segment)
    {
        if (IsLiteral) return segment.SequenceEqual(_literals[0]);
        if (!segment.StartsWith(_literals[0])) return false;
        segment = segment[_literals[0].Length..];
        for (int i = 1; i < _literals.Length - 1; i++)
        {
            if (segment.IsEmpty) return false;
            // The first occurrence leaves the most text for the remaining literals.
            int at = segment[1..].IndexOf(_literals[i]);
            if (at < 0) return false;
            segment = segment[(1 + at + _literals[i].Length)..];
        }

        return segment.Length > _literals[^1].Length && segment.EndsWith(_literals[^1]);
    }
}
