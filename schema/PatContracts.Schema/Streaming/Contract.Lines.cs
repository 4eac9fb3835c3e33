using PatContracts.Schema.Streaming;

namespace PatContracts.Schema;

public sealed partial class Contract
{
    /// <summary>
    /// Whether a text of lines (NDJSON, JSON Lines) has at least one payload, and each line that is not blank is one that keeps the contract. Stops at the first
    /// violation; allocates nothing.
    /// </summary>
    /// <param name="utf8Lines">The text. Lines end with LF, CR LF or CR.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public bool AreLinesValid(ReadOnlySpan<byte> utf8Lines, ValidationOptions? options = null) =>
        _evaluator.CountValidLines(utf8Lines, options ?? ValidationOptions.Default) > 0;

    /// <summary>
    /// The same for a stream, with several threads at once. Memory is bounded by two pieces of 1 MiB a thread, or by the longest line where that is longer.
    /// </summary>
    /// <param name="utf8Lines">The stream, from its present place to its end. It stays open.</param>
    /// <param name="threads">How many pieces of the text are judged at the same time, at least 1.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up, also while the stream stalls.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    /// <exception cref="IOException">The stream broke, or a line is longer than <see cref="PayloadReader.DefaultMaxElementBytes"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<bool> AreLinesValidAsync(Stream utf8Lines, int threads, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (threads < 1) throw new ArgumentOutOfRangeException(nameof(threads), "At least one thread is needed.");
        return new ParallelLines(_evaluator, options ?? ValidationOptions.Default, threads).AreValidAsync(utf8Lines, cancellationToken);
    }
}
