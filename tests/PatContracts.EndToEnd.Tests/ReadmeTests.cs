using System.Text.RegularExpressions;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>A user who follows README step by step gets the output that it shows.</summary>
[Collection(Consumer.BuildsRepository)]
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    /// <summary>The commands for a clone of the repository, each with its output.</summary>
    public static TheoryData<string, string> Commands =>
        [.. ConsoleBlock().Matches(Readme).Select(match => (match.Groups["command"].Value, match.Groups["output"].Value))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_in_a_clone_prints_what_README_shows(string command, string output)
    {
        using var consumer = new Consumer();
        Consumer.Outcome outcome = consumer.RunIn(Repository.Root, "bash", "-c", command);
        Assert.Equal(output.Trim(), (outcome.Output + outcome.Error).Trim());
    }

    /// <summary>
    /// Executes every block that is marked as a step, in the order of the page, in an initially empty folder: writes files, runs commands, and compares their
    /// output.
    /// </summary>
    [Fact]
    public void A_new_user_in_an_empty_folder_gets_the_output_that_README_shows()
    {
        using var consumer = new Consumer();
        string project = Path.Combine(consumer.Folder, Path.GetFileName(consumer.Folder) + ".csproj");
        consumer.PackageSource();
        string[] known = [];
        Consumer.Outcome? last = null;
        int compared = 0;
        foreach (Match step in StepBlock().Matches(Readme))
        {
            string text = step.Groups["text"].Value;
            switch (step.Groups["step"].Value.Split(' ', 2))
            {
                case ["write", string file]:
                    consumer.Write(file, text);
                    break;
                case ["run"]:
                    foreach (string command in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        last = consumer.Run("bash", "-c", OnPacked(command));
                    }

                    break;
                case ["prints"]:
                    Assert.Equal(text.Trim(), last!.Output.Trim());
                    compared++;
                    break;
                case ["builds", "with"]:
                    known = text.Trim().Split('\n');
                    last!.Expect(0).Says(known);
                    compared++;
                    break;
                case ["also", "builds with"]:
                    last!.Expect(0).Says([.. known, .. text.Trim().Split('\n')]);
                    compared++;
                    break;
                case ["add", "to the project"]:
                    File.WriteAllText(project, File.ReadAllText(project).Replace("</Project>", text + "</Project>", StringComparison.Ordinal));
                    break;
                default:
                    Assert.Fail($"README contains an unknown step: {step.Groups["step"].Value}");
                    break;
            }
        }

        Assert.Equal(5, compared);
    }

    /// <summary>Every block of code is tested: it is a step, a command for a clone, or C# code that the documentation tests compile.</summary>
    [Fact]
    public void Every_block_of_README_is_tested()
    {
        int blocks = Fence().Count(Readme) / 2;
        // The only other block is the second command for a clone, which runs all tests.
        Assert.Equal(blocks - 1, StepBlock().Count(Readme) + ConsoleBlock().Count(Readme) + CodeBlock().Count(Readme));
        Assert.Contains("```sh\ndotnet test\n```", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_README_links_to_exists()
    {
        string[] missing = [.. Link().Matches(Readme).Select(match => match.Groups["path"].Value).Where(path => !Path.Exists(Repository.File(path)))];
        Assert.Empty(missing);
    }

    /// <summary>Returns the command with the version of the packed packages, which is a prerelease.</summary>
    private static string OnPacked(string command) =>
        command.StartsWith("dotnet add package ", StringComparison.Ordinal) || command.StartsWith("dotnet tool install ", StringComparison.Ordinal)
            ? $"{command} --version {PackedPackages.Version}"
            : command;

    [GeneratedRegex(@"```console\n\$ (?<command>[^\n]+)\n(?<output>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"<!-- step: (?<step>[^\n]+?) -->\n```[a-z]+\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex StepBlock();

    /// <summary>Matches C# code that is not a step.</summary>
    [GeneratedRegex("(?<!-->\n)^```csharp", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^```", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
