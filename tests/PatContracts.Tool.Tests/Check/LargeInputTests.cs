using System.Diagnostics;
using System.Text;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>Inputs that are larger than the heap of the command.</summary>
public sealed class LargeInputTests
{
    private const int Heap = 0x6000000;

    // Larger than the heap, also in an ordinary run.
    private static readonly int Size = LongRun.Count(112, full: 160) << 20;

    [Theory]
    [Trait(LongRun.Trait, LongRun.Long)]
    [InlineData("1")]
    [InlineData("3")]
    public void Ndjson_of_any_size_is_checked_in_bounded_memory(string jobs)
    {
        using var folder = new TemporaryFolder();
        (long lines, long lastLine) = Write(folder["large.ndjson"], "", "\n", "\n", Size);
        CommandResult result = Command.RunProcess(folder.Path, SmallHeap, "check", "large.ndjson", "--format", "json", "--jobs", jobs);
        Report report = Report.Parse(result.Output);
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Equal(lines, report.Summary.Payloads);
        Assert.Equal(["schema/required", "pat/duplicate-id"], report.Findings.Select(finding => finding.Rule));
        Assert.Equal([1, (int)lastLine], report.Findings.Select(finding => finding.Line));
    }

    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void A_list_of_any_size_is_checked_in_bounded_memory()
    {
        using var folder = new TemporaryFolder();
        (long elements, long _) = Write(folder["large.json"], "[", ",\n", "]", Size);
        CommandResult result = Command.RunProcess(folder.Path, SmallHeap, "check", "large.json", "--format", "json");
        Report report = Report.Parse(result.Output);
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Equal(["/0", $"/{elements - 1}/id"], report.Findings.Select(finding => finding.Instance));
        Assert.Equal(["schema/required", "pat/duplicate-id"], report.Findings.Select(finding => finding.Rule));
        Assert.Equal([1, (int)elements], report.Findings.Select(finding => finding.Line));
        Assert.Equal("v2026-list", report.Results.Single().Contract);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_run_at_once_and_reports_the_findings_so_far()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sends SIGINT.");
        ProcessStartInfo start = Command.Interruptible(Command.StartInfo(
            Repository.Root, ["check", "-", "--format", "json", "--severity", "pat/duplicate-id=off", "--severity", "pat/duplicate-name=off"]));
        using Process process = Process.Start(start)!;
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        byte[] line = Encoding.UTF8.GetBytes(Payloads.WithoutCreated + "\n");
        for (int i = 0; i < 40_000; i++) await process.StandardInput.BaseStream.WriteAsync(line, cancellation);
        await process.StandardInput.BaseStream.FlushAsync(cancellation);
        await Task.Delay(1500, cancellation);
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync(cancellation);
        await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(20), cancellation);
        Report report = Report.Parse(await output);
        Assert.Equal(130, process.ExitCode);
        Assert.True(report.Summary.Interrupted);
        Assert.InRange(report.Summary.Payloads, 1, 40_000);
        Assert.NotEmpty(report.Findings);
    }

    [Fact]
    public void An_internal_error_is_exit_code_70_without_a_stack_trace()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", "{\"x\":\"" + new string('x', 60 << 20) + "\"}");
        CommandResult result = Command.RunProcess(folder.Path, start => start.Environment["DOTNET_GCHeapHardLimit"] = "0x1400000", "check", "a.json");
        Assert.Equal((70, ""), (result.ExitCode, result.Output));
        Assert.Equal("pat-contracts: internal error: OutOfMemoryException. This is a bug in pat-contracts.\n", result.Error);
    }

    private static void SmallHeap(ProcessStartInfo start)
    {
        start.Environment["DOTNET_GCHeapHardLimit"] = Heap.ToString("X", System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
    }

    /// <summary>Writes tokens of about one kilobyte each. The first lacks <c>created</c>, the last has the id of the second.</summary>
    private static (long Count, long LastLine) Write(string path, string open, string between, string close, long size)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        string scope = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"demo:scope-number-{i}:read\""));
        byte[] tail = Encoding.UTF8.GetBytes($"\",\"name\":\"n\",\"scope\":[{scope}],\"owner\":{{\"type\":\"IDENTITY\",\"name\":\"o\",\"id\":\"");
        file.Write(Encoding.UTF8.GetBytes(open + Payloads.WithoutCreated));
        long count = 1;
        while (file.Position < size)
        {
            Add($"id-{count}", $"{count}");
            count++;
        }

        Add("id-1", "again");
        file.Write(Encoding.UTF8.GetBytes(close));
        return (count + 1, count + 1);

        void Add(string id, string owner)
        {
            file.Write(Encoding.UTF8.GetBytes($"{between}{{\"id\":\"{id}"));
            file.Write(tail);
            file.Write(Encoding.UTF8.GetBytes(owner + "\"},\"created\":\"2024-03-07T05:00:00Z\"}"));
        }
    }
}
