using System.CommandLine;
using PatContracts.Tool.Output;
using PatContracts.Tool.Rules;
using Spectre.Console;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts explain</c>: the page of a rule.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> Rule = new("RULE")
    {
        Description = "A rule of a report, such as schema/required or PAT1001; its last part is enough where it is the only one of that name. Without it, all rules.",
        HelpName = "RULE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "explain",
            "Says what a rule means and how to mend what breaks it.",
            ("pat-contracts explain schema/required", "one rule"),
            ("pat-contracts explain", "all rules, one a line"))
        {
            Rule, SharedOptions.Color,
        };
        Rule.CompletionSources.Add(static _ => RulePage.All);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using Stream output = Terminal.Output;
        using StreamWriter writer = Terminal.Utf8Writer(output);
        if (parsed.GetValue(Rule) is not { } rule)
        {
            foreach (string name in RulePage.All) writer.WriteLine(RulePage.Find(name)!.Title);
            return (int)ExitCode.Clean;
        }

        MarkdownText.Write(new Terminal(SharedOptions.ColorOf(parsed)).Lines(writer, isStandardOutput: true), PageOf(rule).Markdown);
        return (int)ExitCode.Clean;
    }

    /// <exception cref="ToolException">There is no such rule, or more than one.</exception>
    private static RulePage PageOf(string rule)
    {
        if (RulePage.Find(rule) is { } page) return page;
        string[] candidates = [.. RulePage.All.Where(name => name.EndsWith("/" + rule, StringComparison.OrdinalIgnoreCase))];
        if (candidates.Length == 1) return RulePage.Find(candidates[0])!;
        if (candidates.Length == 0) candidates = [.. RulePage.All.Where(name => name.Contains(rule, StringComparison.OrdinalIgnoreCase))];
        if (candidates.Length > 0) throw ToolException.Usage($"There is no rule \"{rule}\". Did you mean {string.Join(" or ", candidates)}?");
        RulePage.RequireName(rule);
        throw new InvalidOperationException("A rule without a page has no name.");
    }
}

/// <summary>Markdown on a terminal: as it is written, with headings and code set apart by style.</summary>
internal static class MarkdownText
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Code = new(Color.Aqua);

    public static void Write(IAnsiConsole console, string markdown)
    {
        bool isCode = false;
        foreach (string line in markdown.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
                continue;
            }

            if (isCode) console.Write(new Text($"    {line}\n", Code));
            else if (line.StartsWith('#')) console.Write(new Text($"{line.TrimStart('#', ' ')}\n", Heading));
            else console.Write(new Text($"{line}\n"));
        }
    }
}
