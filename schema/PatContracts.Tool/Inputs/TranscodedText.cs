using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Converts text from UTF-16 or UTF-32 to UTF-8. An invalid sequence (a lone surrogate, a truncated character at the end) becomes the byte FF, which is never
/// valid in UTF-8, so that validation reports it with its location. A replacement character would be accepted.
/// </summary>
/// <param name="source">The text after its byte order mark. The stream is not closed.</param>
/// <param name="encoding">The encoding of the text.</param>
internal sealed class TranscodedText(Stream source, TextEncoding encoding) : ForwardStream
{
    private const int UnitsAtATime = 1 << 14;
    private const byte NoCharacter = 0xFF;

    // A lone surrogate represents any invalid sequence.
    private const char HalfPair = '\uD800';

    private readonly byte[] _bytes = new byte[UnitsAtATime * encoding.UnitLength];

    // A code unit of UTF-32 can be two of UTF-16, and one can be left over from the previous block.
    private readonly char[] _chars = new char[(UnitsAtATime * 2) + 1];
    private readonly byte[] _utf8 = new byte[((UnitsAtATime * 2) + 1) * 3];
    private int _charCount;
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public override int Read(Span<byte> buffer)
    {
        while (_start == _end && !_isAtEnd) Fill();
        int read = Math.Min(buffer.Length, _end - _start);
        _utf8.AsSpan(_start, read).CopyTo(buffer);
        _start += read;
        return read;
    }

    private void Fill()
    {
        int length = source.ReadAtLeast(_bytes, _bytes.Length, throwOnEndOfStream: false);
        _isAtEnd = length < _bytes.Length;
        ReadOnlySpan<byte> units = _bytes.AsSpan(0, length - (length % encoding.UnitLength));
        if (encoding.UnitLength == 2) AddUtf16(units);
        else AddUtf32(units);
        if (units.Length < length) _chars[_charCount++] = HalfPair;
        Encode();
    }

    private void AddUtf16(ReadOnlySpan<byte> bytes)
    {
        Span<char> added = _chars.AsSpan(_charCount, bytes.Length / 2);
        Span<short> units = MemoryMarshal.Cast<char, short>(added);
        bytes.CopyTo(MemoryMarshal.AsBytes(units));
        if (encoding.IsBigEndian == BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(units, units);
        _charCount += added.Length;
    }

    private void AddUtf32(ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[4..])
        {
            uint unit = encoding.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            if (Rune.TryCreate(unit, out Rune rune)) _charCount += rune.EncodeToUtf16(_chars.AsSpan(_charCount));
            else _chars[_charCount++] = HalfPair;
        }
    }

    private void Encode()
    {
        ReadOnlySpan<char> chars = _chars.AsSpan(0, _charCount);
        _start = _end = 0;
        while (true)
        {
            OperationStatus status = Utf8.FromUtf16(
                chars, _utf8.AsSpan(_end), out int read, out int written, replaceInvalidSequences: false, isFinalBlock: _isAtEnd);
            chars = chars[read..];
            _end += written;
            if (status != OperationStatus.InvalidData) break;
            _utf8[_end++] = NoCharacter;
            chars = chars[1..];
        }

        // The high surrogate of a pair whose low surrogate is in the next block.
        _charCount = chars.Length;
        chars.CopyTo(_chars);
    }
}
