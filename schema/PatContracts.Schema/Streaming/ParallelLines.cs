using PatContracts.Schema.Evaluation;

namespace PatContracts.Schema.Streaming;

/// <summary>Cuts a stream of lines into pieces that end with a line, and judges several of them at the same time.</summary>
internal sealed class ParallelLines(PayloadEvaluator evaluator, ValidationOptions options, int threads)
{
    private const int PieceSize = 1024 * 1024;

    private readonly Queue<Task<int>> _running = new();
    private readonly Stack<byte[]> _free = new();
    private bool _isGood = true;
    private bool _hasLines;

    public async Task<bool> AreValidAsync(Stream lines, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[PieceSize];
        int filled = 0;
        try
        {
            while (_isGood)
            {
#if NET8_0_OR_GREATER
                int read = await lines.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
#else
                int read = await lines.ReadAsync(buffer, filled, buffer.Length - filled, cancellationToken).ConfigureAwait(false);
#endif
                filled += read;
                if (read > 0 && filled < buffer.Length) continue;
                int end = read == 0 ? filled : buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
                if (end == 0 && read > 0)
                {
                    buffer = Longer(buffer);
                    continue;
                }

                byte[] next = await TakeFreeAsync().ConfigureAwait(false);
                // A long line may have left more behind it than a new piece holds.
                if (next.Length <= filled - end) next = new byte[filled - end + PieceSize];
                Buffer.BlockCopy(buffer, end, next, 0, filled - end);
                Start(buffer, end);
                filled -= end;
                buffer = next;
                if (read == 0) break;
            }
        }
        finally
        {
            while (_running.Count > 0) await FinishOneAsync().ConfigureAwait(false);
        }

        return _isGood && _hasLines;
    }

    private static byte[] Longer(byte[] buffer)
    {
        if (buffer.Length >= PayloadReader.DefaultMaxElementBytes) throw new IOException("A line is longer than can be read.");
        byte[] longer = new byte[buffer.Length * 2];
        Buffer.BlockCopy(buffer, 0, longer, 0, buffer.Length);
        return longer;
    }

    private void Start(byte[] piece, int length) => _running.Enqueue(Task.Run(() =>
    {
        int count = evaluator.CountValidLines(piece.AsSpan(0, length), options);
        lock (_free) _free.Push(piece);
        return count;
    }));

    private async Task<byte[]> TakeFreeAsync()
    {
        while (_running.Count >= threads) await FinishOneAsync().ConfigureAwait(false);
        lock (_free)
        {
            if (_free.Count > 0) return _free.Pop();
        }

        return new byte[PieceSize];
    }

    private async Task FinishOneAsync()
    {
        int count = await _running.Dequeue().ConfigureAwait(false);
        _isGood &= count >= 0;
        _hasLines |= count > 0;
    }
}
