using System.Runtime.InteropServices;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Streaming;

/// <summary>
/// The part of a text that is in memory: what was read and is not consumed yet. Knows its position in the whole text. What does not fit into the buffer is set
/// aside in <see cref="TextPieces"/> while its end is searched for (<see cref="From"/>), and put together when it is looked at as a whole.
/// </summary>
internal sealed class PayloadWindow : IDisposable
{
    private const int FirstSize = 64 * 1024;

    private readonly Stream? _source;
    private readonly TextPieces _aside = new();
    private TextBuffer _buffer;
    private int _start;
    private int _end;
    // How far the buffer was ever filled.
    private int _used;
    // Lines and columns are counted only on demand, or when the bytes are about to be dropped: large pieces are counted faster.
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

    /// <summary>How many bytes an element may have.</summary>
    public int Limit { get; }

    /// <summary>Whether the text's end is in the window.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>How many bytes are in the window.</summary>
    public int Length => _aside.Length + _end - _start;

    /// <summary>Whether more is in the window than an element may have.</summary>
    public bool IsFull => Length > Limit;

    /// <summary>Whether the window is longer than the buffer, so that looking at it as a whole costs a copy.</summary>
    public bool IsDivided => _aside.Length > 0;

    /// <summary>Offset of the window's first byte in the whole text.</summary>
    public long Offset { get; private set; }

    /// <summary>Position of the window's first byte in the whole text.</summary>
    public TextPosition Position
    {
        get
        {
            Count();
            return _position;
        }
    }

    /// <summary>The whole window.</summary>
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

    /// <summary>What arrived after a number of bytes that were scanned: all that was in the window before it was filled again, or nothing.</summary>
    public ReadOnlySpan<byte> From(int scanned)
    {
        if (scanned < _aside.Length) Join();
        return _buffer.Array.AsSpan(_start + scanned - _aside.Length, Length - scanned);
    }

    public void Consume(int count)
    {
        Join();
        Offset += count;
        _start += count;
    }

    /// <summary>Consumes white space. Whether something else is left in the window.</summary>
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
        Took(_source!.Read(_buffer.Array, _end, _buffer.Length - _end));
    }

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        MakeSpace();
        Took(await _source!.ReadAsync(_buffer.Array.AsMemory(_end), cancellationToken).ConfigureAwait(false));
    }

    public void CloseSource() => _source?.Dispose();

    public void Dispose()
    {
        Count();
        _aside.Clear();
        Replace(new TextBuffer([]));
        _end = 0;
    }

    private void Count()
    {
        if (_counted == _start) return;
        _position.Advance(_buffer.Array.AsSpan(_counted, _start - _counted));
        _counted = _start;
    }

    private void Took(int count)
    {
        _end += count;
        _used = Math.Max(_used, _end);
        if (count == 0) IsComplete = true;
    }

    // Moving what is left is worth it only when it is the smaller half; otherwise every byte would be moved again and again.
    private void MakeSpace()
    {
        if (_start < _end && _end < _buffer.Length) return;
        Count();
        int left = _end - _start;
        if (left > _buffer.Length / 2)
        {
            _aside.Add(_buffer, _start, _end);
            _buffer = new TextBuffer(Math.Min(Math.Max(_aside.Length, FirstSize), TextPieces.BufferSize));
            left = _used = 0;
        }
        else
        {
            Buffer.BlockCopy(_buffer.Array, _start, _buffer.Array, 0, left);
        }

        _start = _counted = 0;
        _end = left;
    }

    /// <summary>Puts the window together in one buffer.</summary>
    private void Join()
    {
        if (!IsDivided) return;
        int aside = _aside.Length;
        int length = Length;
        var whole = new TextBuffer(length);
        _aside.MoveTo(whole.Array);
        Buffer.BlockCopy(_buffer.Array, _start, whole.Array, aside, length - aside);
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
