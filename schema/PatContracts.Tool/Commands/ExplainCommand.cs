using System.CommandLine;
using System.Diagnostics;
using PatContracts.Tool.Output;
using PatContracts.Tool.Rules;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts explain</c>: prints the page of a rule.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> Rule = new("RULE")
    {
        Description = "A rule, such as schema/required or PAT1001. The last part of a name is enough if it is unambiguous. Default: list all rules.",
        HelpName = "RULE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "explain",
            "Explain a rule and how to fix violations of it.",
            ("pat-contracts explain schema/required", "one rule"),
            ("pat-contracts explain", "all rules, one per line"))
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

    /// <exception cref="ToolException">The name is unknown or ambiguous.</exception>
    private static RulePage PageOf(string rule)
    {
        if (RulePage.Find(rule) is { } page) return page;
        string[] candidates = [.. RulePage.All.Where(name => name.EndsWith("/" + rule, StringComparison.OrdinalIgnoreCase))];
        if (candidates.Length == 1) return RulePage.Find(candidates[0])!;
        if (candidates.Length == 0) candidates = [.. RulePage.All.Where(name => name.Contains(rule, StringComparison.OrdinalIgnoreCase))];
        if (candidates.Length > 0) throw ToolException.Usage($"There is no rule \"{rule}\". Did you mean {string.Join(" or ", candidates)}?");
        RulePage.RequireName(rule);
        throw new UnreachableException();
    }
}
