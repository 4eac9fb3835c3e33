using PatContracts.Schema.Text;
using PatContracts.Schema.Validation;

namespace PatContracts.Schema.Streaming;

/// <summary>Splits a stream into pieces that end at line ends, and validates several pieces concurrently.</summary>
internal sealed class ParallelLines(PayloadEvaluator evaluator, ValidationOptions options, int threads)
{
    // Most streams are short and need neither a large buffer nor a second thread.
    private const int FirstSize = 16 * 1024;

    private readonly Queue<Task<int>> _running = new();
    private readonly Stack<TextBuffer> _free = new();
    private readonly TextPieces _longLine = new();
    private bool _isValid = true;
    private bool _hasLines;

    public async ValueTask<bool> AreValidAsync(Stream lines, CancellationToken cancellationToken)
    {
        var buffer = new TextBuffer(FirstSize);
        int filled = 0;
        try
        {
            while (_isValid)
            {
                int read = await lines.ReadAsync(buffer.Array.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                filled += read;
                if (read > 0 && filled < buffer.Length) continue;
                int end = read == 0 ? filled : TextLines.LastStart(buffer.Array.AsSpan(0, filled));
                bool isLinePart = end == 0 && read > 0;
                if (isLinePart && _longLine.Length == 0 && JsonScan.SkipWhitespace(buffer.Array, 0) == filled)
                {
                    // The beginning of a line that may be blank need not be kept, whatever its length.
                    filled = 0;
                    continue;
                }

                if (IsTooLong(buffer.Array.AsSpan(0, filled))) return false;
                if (read == 0 && _running.Count == 0 && _longLine.Length == 0)
                {
                    Count(Validate(buffer.Array, end));
                    break;
                }

                TextBuffer next = await GetFreeAsync().ConfigureAwait(false);
                if (isLinePart)
                {
                    _longLine.Add(buffer, 0, filled);
                    filled = 0;
                }
                else
                {
                    filled -= end;
                    Buffer.BlockCopy(buffer.Array, end, next.Array, 0, filled);
                    Start(buffer, end);
                }

                buffer = next;
                if (read == 0) break;
            }
        }
        finally
        {
            try
            {
                while (_running.Count > 0) Count(await _running.Dequeue().ConfigureAwait(false));
            }
            finally
            {
                _longLine.Clear();
                buffer.Return();
                foreach (TextBuffer free in _free) free.Return();
            }
        }

        return _isValid && _hasLines;
    }

    /// <summary>Returns whether the line that began in earlier buffers exceeds the size limit of an element.</summary>
    private bool IsTooLong(ReadOnlySpan<byte> next)
    {
        if (_longLine.Length == 0) return false;
        int end = TextLines.IndexOfEnd(next);
        return _longLine.Length + (end < 0 ? next.Length : end) > PayloadReader.DefaultMaxElementBytes;
    }

    private void Start(TextBuffer buffer, int length)
    {
        TextBuffer piece = buffer;
        if (_longLine.Length > 0)
        {
            int begun = _longLine.Length;
            piece = new TextBuffer(begun + length);
            _longLine.MoveTo(piece.Array);
            Buffer.BlockCopy(buffer.Array, 0, piece.Array, begun, length);
            length += begun;
            Free(buffer);
        }

        _running.Enqueue(Task.Run(() =>
        {
            int count = Validate(piece.Array, length);
            Free(piece);
            return count;
        }));
    }

    private int Validate(byte[] piece, int length) => evaluator.CountValidLines(piece.AsSpan(0, length), options);

    private async Task<TextBuffer> GetFreeAsync()
    {
        while (_running.Count >= threads) Count(await _running.Dequeue().ConfigureAwait(false));
        lock (_free)
        {
            if (_free.Count > 0) return _free.Pop();
        }

        return new TextBuffer(TextPieces.BufferSize);
    }

    // Only buffers of the usual size are reused: a shorter one might not hold the remainder of a longer one.
    private void Free(TextBuffer buffer)
    {
        if (buffer.Length == TextPieces.BufferSize)
        {
            lock (_free) _free.Push(buffer);
        }
        else
        {
            buffer.Return();
        }
    }

    private void Count(int lines)
    {
        _isValid &= lines >= 0;
        _hasLines |= lines > 0;
    }
}
