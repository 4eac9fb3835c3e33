namespace PatContracts.Http.Shared;

/// <summary>A path with parameters, such as <c>/v3/access-profiles/{id}</c>. Compared with the path of a request segment by segment, unescaped.</summary>
internal sealed class RouteTemplate(string template)
{
    /// <summary>The segments.</summary>
    public IReadOnlyList<SegmentTemplate> Segments { get; } =
    [
        .. Parts(template).Select(part => SegmentTemplate.Parse(part) ?? throw new ArgumentException(Problem(template), nameof(template))),
    ];

    /// <summary>Returns why a string is not a valid template, or null if it is.</summary>
    public static string? Problem(string template)
    {
        if (!template.StartsWith('/')) return "must begin with '/'";
        if (template.AsSpan().IndexOfAny('?', '#') >= 0) return "must have neither query nor fragment";
        string[] parts = Parts(template);
        if (Array.Exists(parts, static part => part.Length == 0)) return "must not have empty segments";
        return Array.TrueForAll(parts, static part => SegmentTemplate.Parse(part) is not null) ? null : "must have a name in each pair of braces";
    }

    /// <summary>Splits the path of a request into unescaped segments. An escaped slash does not separate segments.</summary>
    public static string[] Split(string path)
    {
        string[] segments = Parts(path);
        for (int i = 0; i < segments.Length; i++)
        {
            if (segments[i].Contains('%', StringComparison.Ordinal)) segments[i] = Uri.UnescapeDataString(segments[i]);
        }

        return segments;
    }

    /// <summary>Returns whether the segments of a path match the template.</summary>
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
