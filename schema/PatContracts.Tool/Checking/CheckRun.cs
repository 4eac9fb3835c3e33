using System.Threading.Channels;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>
/// Checks inputs in parallel and reports them in order. A small input is one work item; a large input is read in segments, each of which is a work item.
/// Only a bounded number of work items is in memory at a time.
/// </summary>
internal sealed class CheckRun(CheckSettings settings, string root, RunProgress progress)
{
    private const long LargeInput = 4 << 20;

    private readonly SegmentChecker _checker = new(settings);

    /// <summary>Checks all inputs, or as many as possible until the run is canceled.</summary>
    public async Task<CheckReport> ExecuteAsync(IReadOnlyList<CheckInput> inputs, CancellationToken cancellation)
    {
        var builder = new ReportBuilder(settings, root);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var items = Channel.CreateBounded<Task<WorkItem>>(settings.Jobs * 2);
        Task producer = Task.Run(() => ProduceAsync(inputs, items.Writer, stop.Token), CancellationToken.None);
        try
        {
            CheckInput? current = null;
            PatCheckSession? tokens = null;
            await foreach (Task<WorkItem> work in items.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                WorkItem item = await work.WaitAsync(cancellation).ConfigureAwait(false);
                if (!ReferenceEquals(item.Input, current))
                {
                    builder.Begin(current = item.Input);
                    tokens = null;
                }

                if (item.Segment is { } segment)
                {
                    _checker.CompareTokens(segment, item.Input.Selector, ref tokens, item.Results[0]);
                    segment.Dispose();
                }

                foreach (SegmentResult result in item.Results) builder.Add(result);
                progress.Findings = builder.Found;
            }

            await producer.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            builder.Report.IsInterrupted = true;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        return builder.Report;
    }

    /// <summary>
    /// A finished work item: the results of a whole input or of one segment. The segment is kept, because its tokens are compared with earlier tokens in the
    /// order of the input.
    /// </summary>
    private sealed record WorkItem(CheckInput Input, IReadOnlyList<SegmentResult> Results, Segment? Segment = null);

    private async Task ProduceAsync(IReadOnlyList<CheckInput> inputs, ChannelWriter<Task<WorkItem>> items, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            var slots = new SemaphoreSlim(settings.Jobs);
            foreach (CheckInput input in inputs)
            {
                bool isLarge = input.File.Length is not { } length || length > LargeInput;
                if (isLarge) await ProduceSegmentsAsync(input, slots, items, cancellation).ConfigureAwait(false);
                else await ProduceWholeAsync(input, slots, items, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The consumer has already stopped.
        }
        catch (Exception e)
        {
            failure = e;
        }

        items.Complete(failure);
    }

    private async Task ProduceWholeAsync(CheckInput input, SemaphoreSlim slots, ChannelWriter<Task<WorkItem>> items, CancellationToken cancellation)
    {
        Task<WorkItem> work = await StartAsync(slots, () => CheckWhole(input, cancellation), cancellation).ConfigureAwait(false);
        await items.WriteAsync(work, cancellation).ConfigureAwait(false);
    }

    private async Task ProduceSegmentsAsync(CheckInput input, SemaphoreSlim slots, ChannelWriter<Task<WorkItem>> items, CancellationToken cancellation)
    {
        await items.WriteAsync(Task.FromResult(new WorkItem(input, [])), cancellation).ConfigureAwait(false);
        IEnumerator<SegmentOrResult> parts = ReadSegments(input, cancellation).GetEnumerator();
        try
        {
            while (true)
            {
                SegmentOrResult part;
                try
                {
                    if (!parts.MoveNext()) break;
                    part = parts.Current;
                }
                catch (Exception e) when (IsUnreadable(e))
                {
                    await items.WriteAsync(Task.FromResult(new WorkItem(input, [Unreadable(input, e)])), cancellation).ConfigureAwait(false);
                    break;
                }

                Task<WorkItem> work = part.Segment is { } segment
                    ? await StartAsync(slots, () => CheckOne(input, segment, cancellation), cancellation).ConfigureAwait(false)
                    : Task.FromResult(new WorkItem(input, [part.Result!]));
                await items.WriteAsync(work, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            parts.Dispose();
        }

        progress.AddFile();
    }

    /// <summary>A segment to check, or a result of a list that is checked while it is read.</summary>
    private readonly record struct SegmentOrResult(Segment? Segment, SegmentResult? Result);

    private IEnumerable<SegmentOrResult> ReadSegments(CheckInput input, CancellationToken cancellation)
    {
        foreach (Segment segment in InputReader.Read(input.File, settings.RequiresUtf8, progress.AddBytes))
        {
            if (segment.Kind != SegmentKind.LargeList)
            {
                yield return new SegmentOrResult(segment, null);
                continue;
            }

            foreach (SegmentResult result in _checker.CheckList(segment, input.Selector, cancellation)) yield return new SegmentOrResult(null, result);
        }
    }

    private static async Task<Task<WorkItem>> StartAsync(SemaphoreSlim slots, Func<WorkItem> work, CancellationToken cancellation)
    {
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        return Task.Run(
            () =>
            {
                try
                {
                    return work();
                }
                finally
                {
                    slots.Release();
                }
            },
            CancellationToken.None);
    }

    private WorkItem CheckOne(CheckInput input, Segment segment, CancellationToken cancellation) =>
        new(input, [_checker.Check(segment, input.Selector, cancellation)], segment);

    private WorkItem CheckWhole(CheckInput input, CancellationToken cancellation)
    {
        var results = new List<SegmentResult>();
        PatCheckSession? tokens = null;
        try
        {
            foreach (SegmentOrResult part in ReadSegments(input, cancellation))
            {
                using Segment? segment = part.Segment;
                SegmentResult result = part.Result ?? _checker.Check(segment!, input.Selector, cancellation);
                if (segment is not null) _checker.CompareTokens(segment, input.Selector, ref tokens, result);
                results.Add(result);
            }
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            results.Add(Unreadable(input, e));
        }

        progress.AddFile();
        return new WorkItem(input, results);
    }

    private static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException;

    private static SegmentResult Unreadable(CheckInput input, Exception e) =>
        SegmentResult.Unreadable(input.Selector.Name, "input/unreadable", $"The file cannot be read: {PathExpansion.Reason(e)}");
}
