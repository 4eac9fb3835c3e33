namespace PatContracts.Http.Shared;

/// <summary>A path with parameters: <c>/v3/access-profiles/{id}</c>. Compared with a request's path segment by segment, unescaped.</summary>
internal sealed class RouteTemplate(string template)
{
    /// <summary>The segments.</summary>
    public IReadOnlyList<SegmentTemplate> Segments { get; } =
    [
        .. Parts(template).Select(part => SegmentTemplate.Parse(part) ?? throw new ArgumentException(Problem(template), nameof(template))),
    ];

    /// <summary>Why a text is not a template; null if it is one.</summary>
    public static string? Problem(string template)
    {
        if (!template.StartsWith('/')) return "must begin with '/'";
        if (template.AsSpan().IndexOfAny('?', '#') >= 0) return "must have neither query nor fragment";
        string[] parts = Parts(template);
        if (Array.Exists(parts, static part => part.Length == 0)) return "must not have empty segments";
        return Array.TrueForAll(parts, static part => SegmentTemplate.Parse(part) is not null) ? null : "must have a name in each pair of braces";
    }

    /// <summary>Splits the path of a request into its segments, unescaped, so that an escaped slash does not separate segments.</summary>
    public static string[] Split(string path)
    {
        string[] segments = Parts(path);
        for (int i = 0; i < segments.Length; i++)
        {
            if (segments[i].Contains('%', StringComparison.Ordinal)) segments[i] = Uri.UnescapeDataString(segments[i]);
        }

        return segments;
    }

    /// <summary>Whether the segments of a path match.</summary>
    public bool IsMatch(string[] segments)
    {
        if (segments.Length != Segments.Count) return false;
        for (int i = 0; i < segments.Length; i++)
        {
            if (!Segments[i].IsMatch(segments[i])) return false;
        }

        return true;
    }

    private static string[] Parts(string path)
    {
        string trimmed = path.Trim('/');
        return trimmed.Length == 0 ? [] : trimmed.Split('/');
    }
}
