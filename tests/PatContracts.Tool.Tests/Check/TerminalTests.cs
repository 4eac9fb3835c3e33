using System.Diagnostics;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

public sealed class TerminalTests
{
    private const string Broken = "samples/payloads/broken/created-is-no-date-time.json";

    [Fact]
    public void An_excerpt_masks_values()
    {
        string[] lines = Plain(Command.Run("check", Broken, "--color", "always").Output).Split('\n');
        Assert.Equal("   12 │   \"created\": \"***\",", lines[1]);
        Assert.Equal("      │              ^^^^^", lines[2]);
    }

    [Fact]
    public void An_excerpt_shows_values_on_request()
    {
        string[] lines = Plain(Command.Run("check", Broken, "--color", "always", "--show-values").Output).Split('\n');
        Assert.Equal("   12 │   \"created\": \"07.03.2024\",", lines[1]);
        Assert.Equal("      │              ^^^^^^^^^^^^", lines[2]);
    }

    [Fact]
    public void Redirected_output_has_no_escape_sequences_and_no_excerpts()
    {
        CommandResult result = Command.Run("check", Broken);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Equal(2, result.Lines.Count);
    }

    [Fact]
    public void A_terminal_gets_colors_and_excerpts_unless_NO_COLOR_is_set()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "script (util-linux) makes a terminal.");
        string colored = OnTerminal(noColor: false);
        Assert.Matches("\u001b\\[[0-9;]+m", colored);
        Assert.Contains("\"created\"", colored, StringComparison.Ordinal);
        string plain = OnTerminal(noColor: true);
        Assert.DoesNotMatch("\u001b\\[[0-9;]+m", plain);
        Assert.Contains("\"created\"", plain, StringComparison.Ordinal);

        static string OnTerminal(bool noColor)
        {
            ProcessStartInfo plain = Command.StartInfo(Repository.Root, ["check", Broken]);
            var start = new ProcessStartInfo("/usr/bin/script")
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["TERM"] = "xterm-256color";
            if (noColor) start.Environment["NO_COLOR"] = "1";
            else start.Environment.Remove("NO_COLOR");
            string command = string.Join(' ', new[] { plain.FileName }.Concat(plain.ArgumentList).Select(part => $"'{part}'"));
            foreach (string argument in (string[])["-qec", command, "/dev/null"]) start.ArgumentList.Add(argument);
            return Command.Run(start).Output;
        }
    }

    [Fact]
    public void Control_characters_in_names_do_not_reach_the_terminal()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", "{\"\\u001b[31m\\nx\":1}");
        folder.Write("s.schema.json", """{"additionalProperties":false}""");
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json");
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Equal(2, result.Lines.Count);
    }

    [Fact]
    public void A_closed_pipe_is_not_an_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses a shell.");
        using var folder = new TemporaryFolder();
        folder.Write("a.ndjson", string.Concat(Enumerable.Repeat(Payloads.WithoutCreated + "\n", 5000)));
        ProcessStartInfo plain = Command.StartInfo(folder.Path, ["check", "a.ndjson", "--max-findings", "100000"]);
        string command = string.Join(' ', new[] { plain.FileName }.Concat(plain.ArgumentList).Select(part => $"'{part}'"));
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["-c", command + " | head -n 1"]) start.ArgumentList.Add(argument);
        CommandResult result = Command.Run(start);
        Assert.Equal("", result.Error);
        Assert.Single(result.Lines);
    }

    [Fact]
    public void Help_ends_with_examples()
    {
        CommandResult result = Command.Run("check", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Examples:\n  pat-contracts check payloads\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_command_is_a_usage_error_with_a_suggestion()
    {
        CommandResult result = Command.Run("chekc", "x");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(("", "pat-contracts: error: There is no command \"chekc\". Did you mean check?\nSee \"pat-contracts --help\".\n"), (result.Output, result.Error));
    }

    private static string Plain(string output) => System.Text.RegularExpressions.Regex.Replace(output, "\u001b\\[[0-9;]*m", "");
}
