using PatContracts.Schema.Streaming;

namespace PatContracts.Schema;

public sealed partial class Contract
{
    /// <summary>
    /// Returns whether a text contains at least one payload and every nonblank line is a payload that conforms to the contract (NDJSON, JSON Lines). Stops at
    /// the first violation; allocates nothing.
    /// </summary>
    /// <param name="utf8Lines"> The text. Lines end with LF, CR LF or CR; the end of the text also ends the last line. A line of spaces and tabs is blank. A
    /// value that spans several lines is not a payload.
    /// </param>
    /// <param name="options">Settings; null for the defaults.</param>
    public bool AreLinesValid(ReadOnlySpan<byte> utf8Lines, ValidationOptions? options = null) =>
        _evaluator.CountValidLines(utf8Lines, options ?? ValidationOptions.Default) > 0;

    /// <summary>
    /// Returns the same for a stream, using up to <see cref="ValidationOptions.MaxDegreeOfParallelism"/> threads. Memory is bounded by two pieces of 1 MiB for
    /// each thread, or by the longest line if that is longer. A line longer than <see cref="PayloadReader.DefaultMaxElementBytes"/> is not valid.
    /// </summary>
    /// <param name="utf8Lines">The stream, from its current position to its end. It stays open.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Token to cancel the operation, including a pending read.</param>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public ValueTask<bool> AreLinesValidAsync(Stream utf8Lines, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ValidationOptions.Default;
        return new ParallelLines(_evaluator, options, options.MaxDegreeOfParallelism).AreValidAsync(utf8Lines, cancellationToken);
    }
}
