using System.Diagnostics;
using System.Globalization;
using PatContracts.Tool.Checking;
using Spectre.Console;

namespace PatContracts.Tool.Output;

/// <summary>Shows the progress of a run on standard error if it is a terminal and the run takes longer than a second.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows progress until the run ends. Does not throw if the run fails.</summary>
    public static async Task ShowWhileAsync(Task run, RunProgress progress, int files)
    {
        if (!Terminal.ShowsProgress) return;
        var watch = Stopwatch.StartNew();
        if (await EndsWithinAsync(run, Patience).ConfigureAwait(false)) return;
        IAnsiConsole console = Terminal.Progress();
        do
        {
            console.WriteAnsi(static ansi => ansi.Write("\r\u001b[2K"));
            string line = Line(progress, files, watch.Elapsed);
            console.Write(new Text(line[..Math.Min(line.Length, console.Profile.Width - 1)]));
        }
        while (!await EndsWithinAsync(run, Interval).ConfigureAwait(false));
        console.WriteAnsi(static ansi => ansi.Write("\r\u001b[2K"));
    }

    private static string Line(RunProgress progress, int files, TimeSpan elapsed)
    {
        double megabytes = progress.Bytes / 1e6;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"checking: {progress.Files:N0} of {files:N0} files, {megabytes:N0} MB, {megabytes / elapsed.TotalSeconds:N0} MB/s, {Printable.Count(progress.Findings, "finding")}");
    }

    private static async Task<bool> EndsWithinAsync(Task run, TimeSpan time) => await Task.WhenAny(run, Task.Delay(time)).ConfigureAwait(false) == run;
}
