namespace PatContracts.Http.Routing;

/// <summary>A path with segments that may be anything: <c>/v3/access-profiles/{id}</c>.</summary>
internal sealed class RouteTemplate(string template)
{
    private readonly string[] _segments = template.Trim('/').Split('/');

    /// <summary>Why a text is not a template, or null where it is one.</summary>
    public static string? Problem(string template)
    {
        if (!template.StartsWith('/')) return "must begin with '/'";
        foreach (string segment in template.Trim('/').Split('/'))
        {
            bool isHole = IsHole(segment);
            if (segment.Length == 0) return "must not have empty segments";
            if (!isHole && segment.AsSpan().IndexOfAny("{}?#") >= 0) return "must have whole segments in braces, and neither query nor fragment";
        }

        return null;
    }

    public bool IsMatch(ReadOnlySpan<char> path)
    {
        path = path.Trim('/');
        for (int i = 0; i < _segments.Length; i++)
        {
            int end = path.IndexOf('/');
            bool isLast = i == _segments.Length - 1;
            if (isLast != end < 0) return false;
            ReadOnlySpan<char> segment = isLast ? path : path[..end];
            if (IsHole(_segments[i]) ? segment.IsEmpty : !segment.SequenceEqual(_segments[i])) return false;
            path = isLast ? [] : path[(end + 1)..];
        }

        return true;
    }

    private static bool IsHole(string segment) =>
        segment.Length > 2 && segment[0] == '{' && segment[^1] == '}' && segment.AsSpan(1, segment.Length - 2).IndexOfAny('{', '}') < 0;
}
