using System.Text.RegularExpressions;

namespace PatContracts.Tool.Tests.Documentation;

/// <summary>The command accepts every command line in the documentation.</summary>
public sealed partial class CommandExampleTests
{
    public static TheoryData<string> Lines =>
    [
        .. Directory.EnumerateFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.File("samples"), "*.md", SearchOption.AllDirectories))
            .Append(Repository.File("README.md"))
            .Where(page => Path.GetFileName(page) != "command-reference.md")
            .SelectMany(page => Blocks().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")).SelectMany(block => Invocation().Matches(block.Value)))
            .Select(match => match.Groups["line"].Value.Trim())
            // A sentence can mention a command without its arguments.
            .Where(line => line.Contains(' ', StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_command_line_on_a_page_is_accepted(string line) =>
        Assert.Empty(CommandLine.Build().Parse(Variable().Replace(line, "variable")).Errors.Select(error => error.Message));

    [Fact]
    public void Command_lines_are_found() => Assert.InRange(Lines.Count, 25, int.MaxValue);

    /// <summary>A block of shell commands, or code within a sentence.</summary>
    [GeneratedRegex(@"^```(sh|bash|console|)\n.*?^```|(?<!`)`(dotnet )?pat-contracts [^`\n]+`", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();

    /// <summary>The arguments of one invocation, up to a pipe, a redirection, another command or a comment.</summary>
    [GeneratedRegex(@"(?<=^|^\$ |^`|\| |; |&& |^dotnet |^`dotnet |-- )pat-contracts (?<line>(""[^""\n]*""|'[^'\n]*'|[^|;&>`\n#'""]|#(?=/|\w))+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Invocation();

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex Variable();
}
