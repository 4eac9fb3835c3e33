using System.Text;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

public sealed class InputTests
{
    [Fact]
    public void The_valid_samples_are_clean()
    {
        CommandResult result = Command.Run("check", "samples/payloads/valid");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("16 files, 18 payloads against v2026 and v2026-list: no findings\n", result.Output);
    }

    [Theory]
    [InlineData("missing-scope.json", "1:1: error schema/required: The required property \"scope\" is missing", 1)]
    [InlineData("null-managed.json", "14:14: error schema/type: Expected a boolean, found null (at /managed)", 1)]
    [InlineData("owner-type-unknown.json", "8:13: error schema/enum: Expected \"IDENTITY\" (at /owner/type)", 1)]
    [InlineData("created-without-seconds.json", "12:14: error schema/format: Expected an RFC 3339 date-time (at /created)", 1)]
    [InlineData("list-second-name-is-a-number.json", "19:13: error schema/type: Expected a string, found a number (at /1/name)", 1)]
    [InlineData("duplicate-name.json", "4:3: error json/duplicate-name: The object already has a member with this name (at /name)", 1)]
    [InlineData("truncated.json", "12:22: error json/truncated: The text ends in the middle of a value (at /created)", 3)]
    public void A_broken_sample_is_reported_with_its_location(string file, string finding, int exitCode)
    {
        CommandResult result = Command.Run("check", "samples/payloads/broken/" + file);
        Assert.Equal($"samples/payloads/broken/{file}:{finding}", result.Lines[^2]);
        // Unreadable inputs are listed first.
        Assert.Equal(exitCode == 3 ? 3 : 2, result.Lines.Count);
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public void Every_broken_sample_has_exactly_one_error()
    {
        CommandResult result = Command.Run("check", "samples/payloads/broken");
        string[] files = [.. Directory.EnumerateFiles(Repository.File("samples/payloads/broken")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(files, result.Lines.Skip(1).SkipLast(1).Select(line => line.Split(':')[0]["samples/payloads/broken/".Length..]));
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void Standard_input_is_a_payload()
    {
        CommandResult result = Command.RunWithInput(Encoding.UTF8.GetBytes(Payloads.WithoutCreated), "check", "-");
        Assert.Equal("<stdin>:1:1: error schema/required: The required property \"created\" is missing", result.Lines[0]);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Gzip_is_decompressed_from_files_and_from_standard_input()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json.gz", Payloads.Gzip("\n" + Payloads.WithoutCreated));
        CommandResult file = Command.RunIn(folder.Path, "check", ".");
        Assert.StartsWith("a.json.gz:2:1: error schema/required", file.Output, StringComparison.Ordinal);
        CommandResult input = Command.RunWithInput(Payloads.Gzip("\n" + Payloads.WithoutCreated), "check", "-");
        Assert.StartsWith("<stdin>:2:1: error schema/required", input.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Corrupt_gzip_is_unreadable()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json.gz", [.. Payloads.Gzip(Payloads.Valid).Take(10), .. Enumerable.Repeat((byte)0xFF, 20)]);
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json.gz");
        Assert.Contains("error input/unreadable: The file cannot be read", result.Output, StringComparison.Ordinal);
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void Ndjson_is_recognized_by_content_and_findings_are_located_by_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", $"{Payloads.Valid}\n\n{Payloads.WithoutCreated}\r\n[{Payloads.Valid},{Payloads.WithoutCreated}]\n");
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--format", "json");
        JsonFinding[] findings = Report.Parse(result.Output).Results.Single().Findings;
        Assert.Equal(3, Report.Parse(result.Output).Results.Single().Payloads);
        Assert.Equal(["schema/required", "schema/required"], findings.Select(finding => finding.Rule));
        Assert.Equal([3, 4], findings.Select(finding => finding.Line));
        Assert.Equal([1, Payloads.Valid.Length + 3], findings.Select(finding => finding.Column));
        long third = Payloads.Valid.Length + 2;
        Assert.Equal([third, third + Payloads.WithoutCreated.Length + 2 + Payloads.Valid.Length + 2], findings.Select(finding => finding.Offset));
        Assert.Equal(["", "/1"], findings.Select(finding => finding.Instance));
    }

    [Fact]
    public void A_line_of_ndjson_that_is_not_json_does_not_hide_the_next()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.ndjson", $"{{\"id\":\n{Payloads.WithoutCreated}\n");
        CommandResult result = Command.RunIn(folder.Path, "check", "a.ndjson");
        Assert.Equal(
            ["a.ndjson:1:7: error json/truncated: The text ends in the middle of a value (at /id)", "a.ndjson:2:1: error schema/required: The required property \"created\" is missing"],
            result.Lines.Skip(1).Take(2));
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void An_indented_document_is_not_ndjson()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", "[\n" + Payloads.Valid + "\n]\n");
        folder.Write("b.json", "{\n\"id\":{}\n,\n\"name\":[]\n}\n");
        CommandResult result = Command.RunIn(folder.Path, "check", ".", "--format", "json");
        Assert.Equal([1, 1], Report.Parse(result.Output).Results.Select(one => one.Payloads));
    }

    [Fact]
    public void Globs_folders_and_files_are_read_once_in_a_stable_order()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in (string[])["b/2.json", "b/1.json", "b/c/3.json", "a.json", "b/.hidden/4.json", "b/note.txt", "x.schema.json"]) folder.Write(file, Payloads.WithoutCreated);
        Assert.Equal(["b/1.json", "b/2.json", "b/c/3.json", "a.json"], Paths("b", "a.json", "b/**/*.json"));
        Assert.Equal(["b/1.json", "b/2.json"], Paths("b/*.json", "--jobs", "4"));
        Assert.Equal(["b/1.json", "b/2.json", "b/c/3.json"], Paths("./b", "--jobs", "1"));
        Assert.Equal(["a.json", "b/1.json", "b/2.json", "b/c/3.json"], Paths("."));

        string[] Paths(params string[] arguments) =>
            [.. Report.Parse(Command.RunIn(folder.Path, ["check", .. arguments, "--format", "json"]).Output).Results.Select(result => result.Path)];
    }

    [Theory]
    [InlineData("nowhere.json", "There is no file or folder \"nowhere.json\"")]
    [InlineData("**/*.nothing", "\"**/*.nothing\" matches no file")]
    [InlineData("no-folder/*.json", "\"no-folder/*.json\" matches no file")]
    [InlineData("there.{json,har}", "There is no file or folder \"there.{json,har}\"; globs support only * and **")]
    [InlineData("empty", "\"empty\" contains no payload files (*.json, *.ndjson, *.jsonl, *.har, also compressed as .gz)")]
    public void An_argument_that_matches_no_file_is_a_usage_error(string path, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("there.json", Payloads.Valid);
        folder.Write("empty/readme.txt", "");
        CommandResult result = Command.RunIn(folder.Path, "check", "there.json", path);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal($"pat-contracts: error: {message}\n", result.Error);
    }

    [Fact]
    public void No_arguments_without_a_configuration_are_a_usage_error()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Command.RunIn(folder.Path, "check");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: Specify files", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_not_json()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", "");
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json");
        Assert.StartsWith("a.json:1:1: error json/empty:", result.Lines[1], StringComparison.Ordinal);
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void Inputs_without_permission_are_reported_and_the_rest_is_checked()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("File modes are POSIX.");
            return;
        }

        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "Requires setpriv (util-linux) to drop the rights of root.");
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.Valid);
        folder.Write("closed.json", Payloads.Valid);
        folder.Write("closed/b.json", Payloads.Valid);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(folder["closed.json"], UnixFileMode.None);
        File.SetUnixFileMode(folder["closed"], UnixFileMode.None);
        System.Diagnostics.ProcessStartInfo plain = Command.StartInfo(folder.Path, ["check", "."]);
        var start = new System.Diagnostics.ProcessStartInfo("/usr/bin/setpriv")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["--reuid=65534", "--clear-groups", plain.FileName, .. plain.ArgumentList]) start.ArgumentList.Add(argument);
        CommandResult result = Command.Run(start);
        Assert.SkipWhen(result.Output.Length == 0, "Other users cannot run the command here.");
        Assert.Equal(
            [
                "2 inputs could not be read completely: closed.json, closed",
                "closed.json:1:1: error input/unreadable: The file cannot be read: permission denied",
                "closed:1:1: error input/unreadable: The folder cannot be read: permission denied",
                "3 files, 1 payload against v2026: 2 errors",
            ],
            result.Lines);
        Assert.Equal(3, result.ExitCode);
        File.SetUnixFileMode(folder["closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
