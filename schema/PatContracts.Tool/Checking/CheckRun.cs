using System.Threading.Channels;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>An input and what it is checked against.</summary>
internal sealed record CheckInput(InputFile File, ContractSelector Selector);

/// <summary>
/// Checks inputs in parallel and reports them in order. Small inputs are a piece of work each; large ones are read here in segments, which
/// are then the pieces of work. Only a bounded number of pieces is in memory at a time.
/// </summary>
internal sealed class CheckRun(CheckSettings settings, string root, RunProgress progress)
{
    private const long LargeInput = 4 << 20;

    private readonly SegmentChecker _checker = new(settings);

    /// <summary>Checks everything, or what can be checked until the run is cancelled.</summary>
    public async Task<CheckReport> ExecuteAsync(IReadOnlyList<CheckInput> inputs, CancellationToken cancellation)
    {
        var builder = new ReportBuilder(settings, root);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pieces = Channel.CreateBounded<Task<Piece>>(settings.Jobs * 2);
        Task producer = Task.Run(() => ProduceAsync(inputs, pieces.Writer, stop.Token), CancellationToken.None);
        try
        {
            CheckInput? present = null;
            PatCheckSession? tokens = null;
            await foreach (Task<Piece> work in pieces.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                Piece piece = await work.WaitAsync(cancellation).ConfigureAwait(false);
                if (!ReferenceEquals(piece.Input, present))
                {
                    builder.Begin(present = piece.Input);
                    tokens = null;
                }

                if (piece.Segment is { } segment)
                {
                    _checker.CompareTokens(segment, piece.Input.Selector, ref tokens, piece.Results[0]);
                    segment.Dispose();
                }

                foreach (SegmentResult result in piece.Results) builder.Add(result);
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
    /// A piece of work, done: the results of a whole input, or of one segment. A segment is kept, because comparing its tokens with earlier ones has to
    /// wait for its turn.
    /// </summary>
    private sealed record Piece(CheckInput Input, IReadOnlyList<SegmentResult> Results, Segment? Segment = null);

    private async Task ProduceAsync(IReadOnlyList<CheckInput> inputs, ChannelWriter<Task<Piece>> pieces, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            var slots = new SemaphoreSlim(settings.Jobs);
            foreach (CheckInput input in inputs)
            {
                bool isLarge = input.File.Length is not { } length || length > LargeInput;
                if (isLarge) await ProduceSegmentsAsync(input, slots, pieces, cancellation).ConfigureAwait(false);
                else await ProduceWholeAsync(input, slots, pieces, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The consumer has stopped already.
        }
        catch (Exception e)
        {
            failure = e;
        }

        pieces.Complete(failure);
    }

    private async Task ProduceWholeAsync(CheckInput input, SemaphoreSlim slots, ChannelWriter<Task<Piece>> pieces, CancellationToken cancellation)
    {
        Task<Piece> work = await StartAsync(slots, () => CheckWhole(input, cancellation), cancellation).ConfigureAwait(false);
        await pieces.WriteAsync(work, cancellation).ConfigureAwait(false);
    }

    private async Task ProduceSegmentsAsync(CheckInput input, SemaphoreSlim slots, ChannelWriter<Task<Piece>> pieces, CancellationToken cancellation)
    {
        await pieces.WriteAsync(Task.FromResult(new Piece(input, [])), cancellation).ConfigureAwait(false);
        IEnumerator<Part> parts = Parts(input, cancellation).GetEnumerator();
        try
        {
            while (true)
            {
                Part part;
                try
                {
                    if (!parts.MoveNext()) break;
                    part = parts.Current;
                }
                catch (Exception e) when (IsUnreadable(e))
                {
                    await pieces.WriteAsync(Task.FromResult(new Piece(input, [Unreadable(input, e)])), cancellation).ConfigureAwait(false);
                    break;
                }

                Task<Piece> work = part.Segment is { } segment
                    ? await StartAsync(slots, () => CheckOne(input, segment, cancellation), cancellation).ConfigureAwait(false)
                    : Task.FromResult(new Piece(input, [part.Result!]));
                await pieces.WriteAsync(work, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            parts.Dispose();
        }

        progress.AddFile();
    }

    /// <summary>Something to check, or, of a list that is read as it comes, what was found.</summary>
    private readonly record struct Part(Segment? Segment, SegmentResult? Result);

    private IEnumerable<Part> Parts(CheckInput input, CancellationToken cancellation)
    {
        foreach (Segment segment in InputReader.Read(input.File, settings.RequiresUtf8, progress.AddBytes))
        {
            if (segment.Kind != SegmentKind.LargeList)
            {
                yield return new Part(segment, null);
                continue;
            }

            foreach (SegmentResult result in _checker.CheckList(segment, input.Selector, cancellation)) yield return new Part(null, result);
        }
    }

    private static async Task<Task<Piece>> StartAsync(SemaphoreSlim slots, Func<Piece> work, CancellationToken cancellation)
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

    private Piece CheckOne(CheckInput input, Segment segment, CancellationToken cancellation) =>
        new(input, [_checker.Check(segment, input.Selector, cancellation)], segment);

    private Piece CheckWhole(CheckInput input, CancellationToken cancellation)
    {
        var results = new List<SegmentResult>();
        PatCheckSession? tokens = null;
        try
        {
            foreach (Part part in Parts(input, cancellation))
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
        return new Piece(input, results);
    }

    private static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException;

    private static SegmentResult Unreadable(CheckInput input, Exception e) =>
        SegmentResult.Unreadable(input.Selector.Name, "input/unreadable", $"The file cannot be read: {PathExpansion.Reason(e)}");
}
