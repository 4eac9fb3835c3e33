using System.Buffers;
using System.Runtime.InteropServices;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Streaming;

/// <summary>The part of a text that is in memory: what was read and not yet consumed. Knows where in the whole text it begins.</summary>
internal sealed class PayloadWindow : IDisposable
{
    private const int FirstSize = 64 * 1024;

    private readonly Stream? _source;
    private readonly int _limit;
    private byte[] _buffer;
    private bool _isRented;
    private int _start;
    private int _end;
    // How far the buffer was ever filled.
    private int _used;
    // Lines and columns are counted only when somebody asks, or when the bytes are about to go: large pieces are counted faster.
    private TextPosition _position = new();
    private int _counted;

    public PayloadWindow(Stream source, int limit)
    {
        _source = source;
        _limit = limit;
        _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        _isRented = true;
    }

    public PayloadWindow(ReadOnlyMemory<byte> text)
    {
        _limit = int.MaxValue;
        IsComplete = true;
        // Only read from, as everything here without a source.
        if (MemoryMarshal.TryGetArray(text, out ArraySegment<byte> segment))
        {
            _buffer = segment.Array!;
            _start = _counted = segment.Offset;
        }
        else
        {
            _buffer = text.ToArray();
        }

        _end = _start + text.Length;
    }

    /// <summary>Whether the text's end is in the window.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether as much is unconsumed as is allowed.</summary>
    public bool IsFull => _end - _start > _limit;

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

    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _end - _start);

    public byte Next => _buffer[_start];

    public ReadOnlySpan<byte> Span(int length) => _buffer.AsSpan(_start, length);

    public ReadOnlyMemory<byte> Memory(int length) => _buffer.AsMemory(_start, length);

    public void Consume(int count)
    {
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
        MakeRoom();
        Took(_source!.Read(_buffer, _end, _buffer.Length - _end));
    }

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
#if NET8_0_OR_GREATER
        Took(await _source!.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false));
#else
        Took(await _source!.ReadAsync(_buffer, _end, _buffer.Length - _end, cancellationToken).ConfigureAwait(false));
#endif
    }

    public void CloseSource() => _source?.Dispose();

    /// <summary>Gives the buffer back, emptied: the next who rents it must not find a payload in it.</summary>
    public void Dispose()
    {
        Count();
        _start = _end = _counted = 0;
        byte[] buffer = _buffer;
        _buffer = [];
        if (!_isRented) return;
        _isRented = false;
        Array.Clear(buffer, 0, _used);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Count()
    {
        if (_counted == _start) return;
        _position.Advance(_buffer.AsSpan(_counted, _start - _counted));
        _counted = _start;
    }

    private void Took(int count)
    {
        _end += count;
        _used = Math.Max(_used, _end);
        if (count == 0) IsComplete = true;
    }

    // Moving what is left is worth it only when it is the smaller half; otherwise every byte would be moved again and again.
    private void MakeRoom()
    {
        if (_start < _end && _end < _buffer.Length) return;
        Count();
        int left = _end - _start;
        if (left <= _buffer.Length / 2) Buffer.BlockCopy(_buffer, _start, _buffer, 0, left);
        else Enlarge(left);
        _start = _counted = 0;
        _end = left;
    }

    private void Enlarge(int left)
    {
        byte[] larger = new byte[(int)Math.Min((long)_buffer.Length * 2, MaxArrayLength)];
        Buffer.BlockCopy(_buffer, _start, larger, 0, left);
        if (_isRented)
        {
            Array.Clear(_buffer, 0, _used);
            ArrayPool<byte>.Shared.Return(_buffer);
            _isRented = false;
        }

        _buffer = larger;
    }

    private const long MaxArrayLength = 0x7FFFFFC7;
}
