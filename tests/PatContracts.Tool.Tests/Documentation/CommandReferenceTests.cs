using System.Text;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Documentation;

/// <summary>docs/command-reference.md matches the help of the command.</summary>
public sealed class CommandReferenceTests
{
    private const string Page = "docs/command-reference.md";

    [Fact]
    public void The_reference_matches_the_help()
    {
        string expected = Reference();
        if (Environment.GetEnvironmentVariable("PATCONTRACTS_UPDATE_DOCS") is not null) File.WriteAllText(Repository.File(Page), expected);
        Assert.Equal(expected, File.ReadAllText(Repository.File(Page)));
    }

    private static string Reference()
    {
        CommandResult root = Command.RunProcess(Repository.Root, null, "--help");
        string[] commands = [.. root.Lines.SkipWhile(line => line != "Commands:").Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0])];
        Assert.True(commands.Length > 10, root.Output);
        var page = new StringBuilder("# Command reference\n\n");
        page.Append("Generated from the help of `pat-contracts`; a test compares them. To update this page, run the tests of the command with `PATCONTRACTS_UPDATE_DOCS=1`.\n");
        Append(page, "pat-contracts", root);
        foreach (string command in commands) Append(page, $"pat-contracts {command}", Command.RunProcess(Repository.Root, null, command, "--help"));
        return page.ToString();
    }

    private static void Append(StringBuilder page, string name, CommandResult help)
    {
        Assert.Equal(0, help.ExitCode);
        page.Append("\n## ").Append(name).Append("\n\n```text\n");
        page.Append(string.Join('\n', help.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd())));
        page.Append("\n```\n");
    }
}
