using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Inputs;

public sealed class FolderTests
{
    [Fact]
    public void Special_files_are_reported_and_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices in the file system.");
        using var folder = new TemporaryFolder();
        folder.Write("ok.json", Payloads.Valid);
        Process.Start("mkfifo", folder["pipe.json"]).WaitForExit();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder["socket.json"]));
        File.CreateSymbolicLink(folder["zero.json"], "/dev/zero");
        File.CreateSymbolicLink(folder["nowhere.json"], "missing");
        File.CreateSymbolicLink(folder["circle"], ".");
        // .NET cannot create a name that is not UTF-8.
        Process.Start(new ProcessStartInfo("bash", ["-c", "cd \"$0\" && echo {} > $'caf\\xe9.json' && echo > $'caf\\xe9.txt' && mkdir $'f\\xe9'", folder.Path]))!.WaitForExit();
        foreach (string[] arguments in (string[][])[["check", "."], ["check", "**/*.json"], ["audit", "."]])
        {
            CommandResult result = Command.RunIn(folder.Path, arguments);
            string all = result.Output + result.Error;
            Assert.Equal(3, result.ExitCode);
            Assert.Contains("pipe.json:1:1: error input/unreadable: The file cannot be read: it is a named pipe, not a regular file", all, StringComparison.Ordinal);
            Assert.Contains("socket.json:1:1: error input/unreadable: The file cannot be read: it is a socket, not a regular file", all, StringComparison.Ordinal);
            Assert.Contains("zero.json:1:1: error input/unreadable: The file cannot be read: it is a device, not a regular file", all, StringComparison.Ordinal);
            Assert.Contains("nowhere.json:1:1: error input/unreadable: The file cannot be read: it does not exist", all, StringComparison.Ordinal);
            Assert.Contains("caf\uFFFD.json:1:1: error input/unreadable: The file cannot be read: its name is not UTF-8", all, StringComparison.Ordinal);
            Assert.Contains("f\uFFFD:1:1: error input/unreadable: The folder cannot be read: its name is not UTF-8", all, StringComparison.Ordinal);
            Assert.DoesNotContain(".txt", all, StringComparison.Ordinal);
        }

        // .NET cannot delete such files either.
        Process.Start(new ProcessStartInfo("bash", ["-c", "cd \"$0\" && rm -r *caf* f*", folder.Path]))!.WaitForExit();
    }

    [Fact]
    public void Files_that_the_run_itself_reads_or_writes_are_not_payloads_unless_they_are_specified()
    {
        using var folder = new TemporaryFolder();
        folder.Write("payload.json", Payloads.Valid);
        folder.Write("shape.json", """{"$ref":"other.json"}""");
        folder.Write("other.json", """{"type":"object"}""");
        folder.Write("known.json", Command.RunIn(folder.Path, "check", "payload.json", "--format", "json").Output);
        folder.Write("settings.json", "{}");
        string[] own = ["--schema", "shape.json", "--ref", "other.json", "--baseline", "known.json", "--config", "settings.json", "--output", "json=report.json"];
        for (int run = 0; run < 2; run++) Assert.Equal("1 file, 1 payload against shape.json: no findings\n", Command.RunIn(folder.Path, ["check", ".", .. own]).Output);
        Assert.Equal("1 file, 1 payload against shape.json: no findings\n", Command.RunIn(folder.Path, ["check", "*.json", .. own]).Output);
        Assert.StartsWith("2 files", Command.RunIn(folder.Path, ["check", ".", "shape.json", .. own]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_folders_are_not_payloads_when_a_parent_folder_is_searched()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/payload.json", Payloads.Valid);
        folder.Write("data/order.json", """{"$ref":"common/id.json"}""");
        folder.Write("data/common/id.json", """{"type":"object"}""");
        folder.Write("data/common/deep/other.json", """{"type":"object"}""");
        string[] own = ["--schema", "data/order.json", "--ref", "data/common"];
        foreach (string paths in (string[])["data", ".", "**/*.json"]) Assert.StartsWith("1 file, 1 payload against data/order.json:", Command.RunIn(folder.Path, ["check", paths, .. own]).Output, StringComparison.Ordinal);
        // A folder that is specified itself is searched.
        Assert.StartsWith("2 files, 2 payloads against data/order.json:", Command.RunIn(folder.Path, ["check", "data/common", .. own]).Output, StringComparison.Ordinal);
        Assert.StartsWith("3 files, 3 payloads against data/order.json:", Command.RunIn(folder.Path, "check", "data", "--schema", "data/order.json", "--ref", "data").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_document_with_an_address_is_not_a_payload()
    {
        using var folder = new TemporaryFolder();
        folder.Write("payload.json", Payloads.Valid);
        folder.Write("api.json", """{"openapi":"3.1.0","info":{"title":"t","version":"1"},"components":{"schemas":{"Token":{"type":"object"}}}}""");
        string[] check = ["check", ".", "--schema", "api.json#/components/schemas/Token"];
        Assert.Equal("1 file, 1 payload against api.json#/components/schemas/Token: no findings\n", Command.RunIn(folder.Path, check).Output);
        folder.Write("pat-contracts.json", """{"inputs":[{"paths":["."],"schema":"api.json#/components/schemas/Token"}]}""");
        Assert.Equal("1 file, 1 payload against api.json#/components/schemas/Token: no findings\n", Command.RunIn(folder.Path, "check").Output);
    }

    [Fact]
    public void Earlier_exports_are_not_audited_again()
    {
        using var folder = new TemporaryFolder();
        folder.Write("new.json", $"[{Payloads.Valid}]");
        folder.Write("old.json", $"[{Payloads.Valid}]");
        folder.Write("older/1.json", $"[{Payloads.Valid}]");
        CommandResult result = Command.RunIn(folder.Path, "audit", ".", "--since", "old.json", "--since", "older", "--format", "csv");
        Assert.Equal(2, result.Lines.Count);
        Assert.Contains(",new.json,", result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_deleted_after_the_search_is_reported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A named pipe that is read first.");
        using var folder = new TemporaryFolder();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Process.Start("mkfifo", folder["pipe"]).WaitForExit();
        foreach (string command in (string[])["check", "audit"])
        {
            folder.Write("files/a.json", Payloads.Valid);
            folder.Write("files/b.json", Payloads.Valid);
            ProcessStartInfo start = Command.StartInfo(folder.Path, command == "check" ? ["check", "pipe", "files", "-j", "1"] : ["audit", "pipe", "files"]);
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
            // When the pipe is opened for reading, the search is complete.
            await using (FileStream pipe = await OpenPipe(folder["pipe"], cancellation))
            {
                File.Delete(folder["files/a.json"]);
                pipe.Write(Encoding.UTF8.GetBytes(Payloads.Valid));
            }

            await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(30), cancellation);
            Assert.Equal(3, process.ExitCode);
            Assert.Contains("files/a.json:1:1: error input/unreadable: The file cannot be read: it does not exist", await output + await error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("check", "TERM")]
    [InlineData("check", "INT")]
    [InlineData("audit", "TERM")]
    public async Task A_signal_ends_a_run_that_is_blocked_by_a_read(string command, string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sends signals.");
        using var folder = new TemporaryFolder();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Process.Start("mkfifo", folder["pipe"]).WaitForExit();
        using Process process = Process.Start(Command.Interruptible(Command.StartInfo(folder.Path, [command, "pipe"])))!;
        Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
        await using FileStream pipe = await OpenPipe(folder["pipe"], cancellation);
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(cancellation);
        await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(20), cancellation);
        Assert.True(process.ExitCode is 130 or 143, $"{process.ExitCode}");
        Assert.Equal("", await error);
    }

    [Fact]
    public void The_file_that_standard_output_is_redirected_to_is_not_a_payload()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Where standard output goes is known on Linux.");
        using var folder = new TemporaryFolder();
        folder.Write("payload.json", Payloads.Valid);
        ProcessStartInfo plain = Command.StartInfo(folder.Path, ["check", ".", "--format", "json"]);
        var start = new ProcessStartInfo("bash", ["-c", "\"$0\" \"$@\" > report.json", plain.FileName, .. plain.ArgumentList])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Assert.Equal(0, Command.Run(start).ExitCode);
        Assert.Equal(["payload.json"], Report.Parse(folder.Read("report.json")).Results.Select(static result => result.Path));
    }

    [Theory]
    [InlineData(".config/*.json", "1 file,")]
    [InlineData("**/.config/*.json", "2 files,")]
    [InlineData("deep/.c*/*.json", "1 file,")]
    [InlineData("**/node_modules/*.json", "1 file,")]
    [InlineData(".config", "1 file,")]
    [InlineData("**/*.json", "\"**/*.json\" matches no file, except in \".config\": hidden folders and node_modules are searched only if they are specified")]
    [InlineData("deep", "also compressed as .gz), except in \"deep/.config\": hidden folders")]
    [InlineData("deep/*/c.json", "\"deep/*/c.json\" matches no file, except in \"deep/node_modules\": ")]
    [InlineData("deep/**/nothing.json", "\"deep/**/nothing.json\" matches no file\n")]
    public void Hidden_and_ignored_folders_are_searched_if_they_are_specified(string argument, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write(".config/a.json", Payloads.Valid);
        folder.Write("deep/.config/b.json", Payloads.Valid);
        folder.Write("deep/node_modules/c.json", Payloads.Valid);
        CommandResult result = Command.RunIn(folder.Path, "check", argument);
        Assert.Equal(expected.Contains('"', StringComparison.Ordinal) || expected.StartsWith("also", StringComparison.Ordinal) ? 2 : 0, result.ExitCode);
        Assert.Contains(expected, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Configured_inputs_that_match_nothing_are_reported_like_arguments()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.Valid);
        folder.Write("pat-contracts.json", """{"inputs":[{"paths":["a.json"]},{"paths":["pay/*.jsn","gone.json"]}]}""");
        CommandResult result = Command.RunIn(folder.Path, "check");
        Assert.Equal((2, "pat-contracts: error: \"pay/*.jsn\" matches no file; There is no file or folder \"gone.json\"\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void The_first_line_of_ndjson_can_be_an_array_of_any_length()
    {
        using var folder = new TemporaryFolder();
        string list = $"[{string.Join(',', Enumerable.Range(0, 4000).Select(static i => Payloads.Valid.Replace("t1", $"t{i}", StringComparison.Ordinal).Replace("\"n\"", $"\"n{i}\"", StringComparison.Ordinal)))}]";
        foreach ((string name, string text) in ((string, string)[])[("long", list), ("shorter", list[..(list.IndexOf("},{\"id\":\"t900\"", StringComparison.Ordinal) + 1)] + "]")])
        {
            string lines = $"\n{text} \r\n\n[{Payloads.WithoutCreated}]\n{{}}\n";
            folder.Write(name + ".json", lines);
            folder.Write(name + ".json.gz", Payloads.Gzip(lines));
            folder.Write(name + "-16.json", Encoding.Unicode.GetBytes(lines));
            folder.Write(name + "-list.json", $"\n{text}\n");
            folder.Write(name + "-list-broken.json", $"\n{text}\n,\n");
        }

        Report report = Report.Parse(Command.RunIn(folder.Path, "check", ".", "--severity", "input/encoding=off", "--format", "json").Output);
        foreach (InputReport result in report.Results)
        {
            bool isList = result.Path.Contains("list", StringComparison.Ordinal);
            Assert.Equal(isList ? 1 : 3, result.Payloads);
            if (!isList) Assert.Equal([4, 5, 5, 5, 5, 5], result.Findings.Select(static finding => finding.Line));
        }

        CommandResult input = Command.RunWithInput(File.ReadAllBytes(folder["long.json"]), "check", "-");
        Assert.Contains("1 file, 3 payloads against v2026: 6 errors", input.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_and_bidirectional_characters_in_names_are_escaped_in_every_format()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Names that Windows does not allow.");
        using var folder = new TemporaryFolder();
        folder.Write("a\u202Eb\u001B[31m\nc\u200F.json", Payloads.WithoutCreated);
        foreach (string arguments in (string[])["check text", "check json", "check sarif", "check junit", "check github", "check gitlab", "check msbuild", "audit text", "audit json", "audit csv"])
        {
            string output = Command.RunIn(folder.Path, arguments.Split(' ')[0], ".", "--format", arguments.Split(' ')[1]).Output;
            Assert.DoesNotContain(output, static c => c is '\u202E' or '\u200F' or '\u001B');
            Assert.DoesNotContain("31m\nc", output, StringComparison.Ordinal);
            Assert.Contains("31m", output, StringComparison.Ordinal);
        }
    }

    // Completes when the command opens the other end.
    private static Task<FileStream> OpenPipe(string path, CancellationToken cancellation) =>
        Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite), cancellation).WaitAsync(TimeSpan.FromSeconds(30), cancellation);
}
