namespace PatContracts.Tool.Rules;

/// <summary>
/// The documentation page of a rule, embedded in the command. The page of <c>schema/required</c> is <c>docs/rules/schema/required.md</c>, the page of
/// <c>PAT1001</c> is <c>docs/rules/PAT1001.md</c>.
/// </summary>
internal sealed class RulePage
{
    private const string Prefix = "rules/";
    private const string Extension = ".md";

    private RulePage(string rule, string markdown)
    {
        Rule = rule;
        Markdown = markdown;
        string[] lines = markdown.Split('\n');
        Title = lines[0].TrimStart('#', ' ');
        Summary = string.Join(' ', lines.Skip(1).SkipWhile(string.IsNullOrWhiteSpace).TakeWhile(static line => !string.IsNullOrWhiteSpace(line)).Select(static line => line.Trim()));
    }

    /// <summary>The name of the rule.</summary>
    public string Rule { get; }

    /// <summary>The URL of the page, for links in reports.</summary>
    public string Address => $"{ToolVersion.ProjectPage}/blob/main/docs/rules/{Rule}{Extension}";

    /// <summary>The content of the page.</summary>
    public string Markdown { get; }

    /// <summary>The heading of the page.</summary>
    public string Title { get; }

    /// <summary>The first paragraph of the page.</summary>
    public string Summary { get; }

    /// <summary>The names of all rules with a page, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(RulePage).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static name => name[Prefix.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Throws if no rule has a name.</summary>
    /// <exception cref="ToolException">No rule has this name.</exception>
    public static void RequireName(string rule)
    {
        if (Unknown(rule) is { } message) throw ToolException.Usage(message);
    }

    /// <summary>Returns the message for an unknown rule, or null if the rule exists.</summary>
    public static string? Unknown(string rule)
    {
        if (All.Contains(rule, StringComparer.Ordinal)) return null;
        // The last part of a name is the most significant one.
        string hint = Suggestions.For(rule, All);
        if (hint.Length == 0 && !rule.Contains('/', StringComparison.Ordinal) && All.FirstOrDefault(name => Suggestions.For(rule, [name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]]).Length > 0) is { } near)
        {
            hint = $" Did you mean {near}?";
        }

        return $"There is no rule \"{rule}\".{(hint.Length > 0 ? hint : $" \"{CommandLine.Name} explain\" lists all rules")}";
    }

    /// <summary>Returns the page of a rule, ignoring case, or null.</summary>
    public static RulePage? Find(string rule)
    {
        string? known = All.FirstOrDefault(name => name.Equals(rule, StringComparison.OrdinalIgnoreCase));
        if (known is null) return null;
        using Stream page = typeof(RulePage).Assembly.GetManifestResourceStream(Prefix + known + Extension)!;
        using var reader = new StreamReader(page);
        return new RulePage(known, reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
