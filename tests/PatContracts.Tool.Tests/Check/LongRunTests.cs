using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>Runs over large inputs in a separate process: memory, progress and interruption. <c>eng/large-run.sh</c> does the same with a gigabyte.</summary>
[Collection(nameof(MeasuresMemory))]
public sealed class LongRunTests(LongRunTests.LargeFile data) : IClassFixture<LongRunTests.LargeFile>
{
    private const long Megabyte = 1 << 20;

    // Covers windows, worker threads and the runtime; well below the size of the input.
    private const long MostMemory = 128 * Megabyte;

    private static readonly long Size = LongRun.Count(176, full: 256) * Megabyte;

    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public async Task Memory_use_is_far_below_the_size_of_the_input()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        using Process process = Start("--format", "json");
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        long peak = 0;
        while (!process.WaitForExit(10)) peak = Math.Max(peak, Peak(process));
        Report report = Report.Parse(await output);
        Assert.Equal((1, data.Lines, 1L), (process.ExitCode, report.Summary.Payloads, report.Summary.Errors));
        Assert.InRange(peak, 20 * Megabyte, MostMemory);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_run_and_reports_the_findings_so_far()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        using Process process = Start("--format", "json", "--output", $"text={data.Folder["partial.txt"]}");
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!process.HasExited && BytesRead(process) < 24 * Megabyte) Thread.Sleep(1);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)), "The command is still running.");
        Report report = Report.Parse(await output);
        Assert.Equal(130, process.ExitCode);
        Assert.True(report.Summary.Interrupted);
        Assert.InRange(report.Summary.Payloads, 1, data.Lines - 1);
        Assert.Equal("schema/required", Assert.Single(report.Findings).Rule);
        Assert.EndsWith(" (interrupted)\n", data.Folder.Read("partial.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_shown_on_a_terminal_and_erased_at_the_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "script (util-linux) makes a terminal.");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string pipe = data.Folder["slow.ndjson"];
        using (Process make = Process.Start("mkfifo", [pipe])) await make.WaitForExitAsync(cancellation);
        ProcessStartInfo plain = Command.StartInfo(data.Folder.Path, ["check", "slow.ndjson"]);
        var start = new ProcessStartInfo("/usr/bin/script") { WorkingDirectory = data.Folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["TERM"] = "xterm-256color";
        string command = string.Join(' ', new[] { plain.FileName }.Concat(plain.ArgumentList).Select(part => $"'{part}'"));
        foreach (string argument in (string[])["-qec", command, "/dev/null"]) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        await using (FileStream writer = new(pipe, FileMode.Open, FileAccess.Write))
        {
            byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Payloads.Valid + "\n", 10_000)));
            for (int i = 0; i < 15; i++)
            {
                await writer.WriteAsync(lines, cancellation);
                await Task.Delay(200, cancellation);
            }
        }

        await process.WaitForExitAsync(cancellation);
        string shown = await output;
        Assert.Matches("\r\u001b\\[2Kchecking: 0 of 1 files, [1-9][0-9]* MB, [0-9]+ MB/s, [0-9,]+ finding", shown);
        int last = shown.LastIndexOf("checking:", StringComparison.Ordinal);
        Assert.Contains("\r\u001b[2K", shown[last..], StringComparison.Ordinal);
        Assert.Matches("1 file, 150,000 payloads against v2026: ", Regex.Replace(shown, "\u001b\\[[0-9;]*m", ""));
    }

    private Process Start(params string[] options)
    {
        ProcessStartInfo start = Command.Interruptible(Command.StartInfo(data.Folder.Path, ["check", "large.ndjson", .. options]));
        start.RedirectStandardError = false;
        return Process.Start(start)!;
    }

    /// <summary>Returns the peak resident memory of the process in bytes, or 0 if it has exited.</summary>
    private static long Peak(Process process) => Number(process, "status", "VmHWM:") * 1024;

    private static long BytesRead(Process process) => Number(process, "io", "rchar:");

    private static long Number(Process process, string file, string name)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process.Id}/{file}").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A file with tokens of about one kilobyte each. The first lacks <c>created</c>.</summary>
    public sealed class LargeFile : IDisposable
    {
        public LargeFile()
        {
            using var file = new FileStream(Folder["large.ndjson"], FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
            string scope = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"demo:scope-number-{i}:read\""));
            byte[] middle = Encoding.UTF8.GetBytes($"\",\"name\":\"n\",\"scope\":[{scope}],\"owner\":{{\"type\":\"IDENTITY\",\"name\":\"o\",\"id\":\"");
            file.Write(Encoding.UTF8.GetBytes(Payloads.WithoutCreated + "\n"));
            for (Lines = 1; file.Position < Size; Lines++)
            {
                file.Write(Encoding.UTF8.GetBytes($"{{\"id\":\"id-{Lines}"));
                file.Write(middle);
                file.Write(Encoding.UTF8.GetBytes($"{Lines}\"}},\"created\":\"2024-03-07T05:00:00Z\"}}\n"));
            }
        }

        internal TemporaryFolder Folder { get; } = new();

        public long Lines { get; private set; }

        public void Dispose() => Folder.Dispose();
    }
}
