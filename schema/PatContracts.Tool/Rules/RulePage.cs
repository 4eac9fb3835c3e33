namespace PatContracts.Tool.Rules;

/// <summary>
/// A rule's page of the documentation, carried inside the command. The page of <c>schema/required</c> is <c>docs/rules/schema/required.md</c>, that of
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

    /// <summary>The rule's name.</summary>
    public string Rule { get; }

    /// <summary>The page's address on the web, for reports that link it.</summary>
    public string Address => $"{ToolVersion.ProjectPage}/blob/main/docs/rules/{Rule}{Extension}";

    /// <summary>The page as it is written.</summary>
    public string Markdown { get; }

    /// <summary>The page's heading.</summary>
    public string Title { get; }

    /// <summary>The page's first paragraph.</summary>
    public string Summary { get; }

    /// <summary>The rules that have a page, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(RulePage).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static name => name[Prefix.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Ends the run when there is no rule of a name.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static void RequireName(string rule)
    {
        if (Unknown(rule) is { } message) throw ToolException.Usage(message);
    }

    /// <summary>What to say of a name that no rule has; null where one has it.</summary>
    public static string? Unknown(string rule)
    {
        if (All.Contains(rule, StringComparer.Ordinal)) return null;
        // The last part of a name says most about what was meant.
        string hint = Suggestions.For(rule, All);
        if (hint.Length == 0 && !rule.Contains('/', StringComparison.Ordinal) && All.FirstOrDefault(name => Suggestions.For(rule, [name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]]).Length > 0) is { } near)
        {
            hint = $" Did you mean {near}?";
        }

        return $"There is no rule \"{rule}\".{(hint.Length > 0 ? hint : $" \"{CommandLine.Name} explain\" lists them")}";
    }

    /// <summary>A rule's page, whatever the case the rule is written in; null where there is none.</summary>
    public static RulePage? Find(string rule)
    {
        string? known = All.FirstOrDefault(name => name.Equals(rule, StringComparison.OrdinalIgnoreCase));
        if (known is null) return null;
        using Stream page = typeof(RulePage).Assembly.GetManifestResourceStream(Prefix + known + Extension)!;
        using var reader = new StreamReader(page);
        return new RulePage(known, reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
