using System.Text.RegularExpressions;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>What README shows is what a run prints.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static TheoryData<string, string> Commands => [.. ConsoleBlock().Matches(Readme).Select(match => (match.Groups["command"].Value, match.Groups["output"].Value))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_prints_what_README_shows(string command, string output)
    {
        using var consumer = new Consumer();
        Consumer.Outcome outcome = consumer.RunIn(Repository.Root, "bash", "-c", command);
        Assert.Equal(output.Trim(), (outcome.Output + outcome.Error).Trim());
    }

    [Fact]
    public void The_program_that_README_shows_builds_with_the_warning_it_shows()
    {
        string program = ConsumerBlock().Match(Readme).Groups["program"].Value;
        string[] expected = OutputBlock().Match(Readme).Groups["output"].Value.Trim().Split('\n');
        using Consumer consumer = new Consumer().Project("App.csproj", "net10.0", properties: "<OutputType>Exe</OutputType>").Write("Program.cs", program);
        Consumer.Outcome outcome = consumer.Dotnet("build").Expect(0);
        Assert.Equal(expected, outcome.DiagnosticLines);
    }

    [Fact]
    public void Every_file_that_README_links_to_is_there()
    {
        string[] missing = [.. Link().Matches(Readme).Select(match => match.Groups["path"].Value).Where(path => !Path.Exists(Path.Combine(Repository.Root, path)))];
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"```console\n\$ (?<command>[^\n]+)\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"<!-- consumer -->\n```csharp\n(?<program>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsumerBlock();

    [GeneratedRegex(@"<!-- consumer output -->\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex OutputBlock();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)\)")]
    private static partial Regex Link();
}
