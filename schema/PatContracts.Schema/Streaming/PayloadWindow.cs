using System.Diagnostics;
using System.Runtime.InteropServices;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Streaming;

/// <summary>
/// The part of a text that is in memory: read but not consumed. Tracks its position in the text. If an element does not fit into the buffer, its pieces are
/// kept in <see cref="TextPieces"/> while its end is searched for (<see cref="From"/>), and joined when the window is read as a whole.
/// </summary>
internal sealed class PayloadWindow : IDisposable
{
    /// <summary>The size of the first buffer, which most texts do not fill.</summary>
    private const int FirstSize = 64 * 1024;

    /// <summary>The size of the buffer for the rest of a longer text.</summary>
    private const int UsualSize = 128 * 1024;

    private readonly Stream? _source;
    private readonly TextPieces _pieces = new();
    private TextBuffer _buffer;
    private int _start;
    private int _end;
    // The largest extent to which the buffer was filled.
    private int _used;
    // Lines and columns are counted only on demand, or just before the bytes are dropped: counting large pieces is faster.
    private TextPosition _position;
    private int _counted;

    public PayloadWindow(Stream source, int limit)
    {
        _source = source;
        Limit = limit;
        _buffer = new TextBuffer(FirstSize);
    }

    public PayloadWindow(ReadOnlyMemory<byte> text)
    {
        Limit = int.MaxValue;
        IsComplete = true;
        ArraySegment<byte> segment = MemoryMarshal.TryGetArray(text, out ArraySegment<byte> array) ? array : new ArraySegment<byte>(text.ToArray());
        _buffer = new TextBuffer(segment.Array!);
        _start = _counted = segment.Offset;
        _end = _start + text.Length;
    }

    /// <summary>The size limit of an element, in bytes.</summary>
    public int Limit { get; }

    /// <summary>Whether the window contains the end of the text.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The number of bytes in the window.</summary>
    public int Length => _pieces.Length + _end - _start;

    /// <summary>Whether the window exceeds the size limit of an element.</summary>
    public bool IsFull => Length > Limit;

    /// <summary>Whether the window consists of several buffers, so that reading it as a whole requires a copy.</summary>
    public bool IsDivided => _pieces.Length > 0;

    /// <summary>The offset of the window's first byte in the text.</summary>
    public long Offset { get; private set; }

    /// <summary>The position of the window's first byte in the text.</summary>
    public TextPosition Position
    {
        get
        {
            Count();
            return _position;
        }
    }

    /// <summary>The complete window.</summary>
    public ReadOnlySpan<byte> Rest => Span(Length);

    public byte Next => Span(1)[0];

    public ReadOnlySpan<byte> Span(int length)
    {
        Join();
        return _buffer.Array.AsSpan(_start, length);
    }

    public ReadOnlyMemory<byte> Memory(int length)
    {
        Join();
        return _buffer.Array.AsMemory(_start, length);
    }

    /// <summary>
    /// Returns the bytes after the first <paramref name="scanned"/> ones, which is free of copying if everything before the last fill was scanned.
    /// </summary>
    public ReadOnlySpan<byte> From(int scanned)
    {
        if (scanned < _pieces.Length) Join();
        return _buffer.Array.AsSpan(_start + scanned - _pieces.Length, Length - scanned);
    }

    public void Consume(int count)
    {
        Join();
        Offset += count;
        _start += count;
    }

    /// <summary>Consumes text that is known to be ASCII without line ends, so that its characters and lines need not be counted.</summary>
    public void ConsumePlain(int count)
    {
        if (count == 0) return;
        Count();
        Debug.Assert(IsPlain(Span(count)));
        _position.AdvancePlain(count);
        Consume(count);
        _counted = _start;
    }

    /// <summary>Consumes white space. Returns whether anything else is in the window.</summary>
    public bool SkipWhitespace()
    {
        ReadOnlySpan<byte> rest = Rest;
        int count = JsonScan.SkipWhitespace(rest, 0);
        if (count > 0) Consume(count);
        return count < rest.Length;
    }

    public void Fill()
    {
        MakeSpace();
        Append(_source!.Read(_buffer.Array, _end, _buffer.Length - _end));
    }

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        MakeSpace();
        Append(await _source!.ReadAsync(_buffer.Array.AsMemory(_end), cancellationToken).ConfigureAwait(false));
    }

    public void CloseSource() => _source?.Dispose();

    public void Dispose()
    {
        Count();
        _pieces.Clear();
        Replace(new TextBuffer([]));
        _end = 0;
    }

    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is >= 0x80 or (byte)'\n' or (byte)'\r') return false;
        }

        return true;
    }

    private void Count()
    {
        if (_counted == _start) return;
        _position.Advance(_buffer.Array.AsSpan(_counted, _start - _counted));
        _counted = _start;
    }

    private void Append(int count)
    {
        _end += count;
        _used = Math.Max(_used, _end);
        if (count == 0) IsComplete = true;
    }

    // Moving the remainder pays only if it is the smaller half; otherwise every byte would be moved repeatedly.
    private void MakeSpace()
    {
        if (_start < _end && _end < _buffer.Length) return;
        Count();
        int left = _end - _start;
        if (left > _buffer.Length / 2)
        {
            _pieces.Add(_buffer, _start, _end);
            _buffer = new TextBuffer(Math.Min(Math.Max(_pieces.Length, FirstSize), TextPieces.BufferSize));
            left = _used = 0;
        }
        else
        {
            TextBuffer buffer = _buffer;
            if (_end == buffer.Length && _end < UsualSize) _buffer = new TextBuffer(UsualSize);
            Buffer.BlockCopy(buffer.Array, _start, _buffer.Array, 0, left);
            if (_buffer.Array != buffer.Array)
            {
                buffer.Return(_used);
                _used = left;
            }
        }

        _start = _counted = 0;
        _end = left;
    }

    /// <summary>Joins the window in one buffer.</summary>
    private void Join()
    {
        if (!IsDivided) return;
        int pieceLength = _pieces.Length;
        int length = Length;
        var whole = new TextBuffer(length);
        _pieces.MoveTo(whole.Array);
        Buffer.BlockCopy(_buffer.Array, _start, whole.Array, pieceLength, length - pieceLength);
        Replace(whole);
        _end = _used = length;
    }

    private void Replace(TextBuffer buffer)
    {
        _buffer.Return(_used);
        _buffer = buffer;
        _start = _counted = _used = 0;
    }
}
