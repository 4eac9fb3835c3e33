using System.Buffers;
using System.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>How the bytes of a segment hold payloads.</summary>
internal enum SegmentKind
{
    /// <summary>One JSON text.</summary>
    Document,

    /// <summary>Whole lines, each a JSON text of its own (or blank).</summary>
    Lines,

    /// <summary>An array that may be too large to hold, to be read element by element before the next segment is asked for.</summary>
    LargeList,

    /// <summary>Nothing to check: the input is at fault as a whole.</summary>
    Problem,
}

/// <summary>
/// A part of an input that can be checked on its own: a document, some whole lines of NDJSON, or one response body of a HAR recording. It
/// knows where in the input it stands. Disposing gives its buffer back.
/// </summary>
internal sealed class Segment : IDisposable
{
    private readonly byte[]? _rented;

    private Segment(SegmentKind kind, ReadOnlyMemory<byte> bytes, byte[]? rented = null)
    {
        Kind = kind;
        Bytes = bytes;
        _rented = rented;
    }

    public SegmentKind Kind { get; }

    /// <summary>The payload bytes, without the encoding of what carries them (gzip, a HAR string).</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Offset of the segment in its (unpacked) input.</summary>
    public long Offset { get; private init; }

    /// <summary>One-based line of the segment's first byte.</summary>
    public long Line { get; private init; } = 1;

    /// <summary>Where inside a HAR recording the payload was found, as a JSON Pointer; null elsewhere.</summary>
    public HarBody? Har { get; private init; }

    /// <summary>A large list from its beginning, unpacked.</summary>
    public Stream? List { get; private init; }

    /// <summary>The rule broken by the input as a whole.</summary>
    public string ProblemRule { get; private init; } = "";

    /// <summary>The sentence that goes with <see cref="ProblemRule"/>.</summary>
    public string ProblemMessage { get; private init; } = "";

    public static Segment Document(ReadOnlyMemory<byte> bytes) => new(SegmentKind.Document, bytes);

    public static Segment HarResponse(ReadOnlyMemory<byte> bytes, HarBody body) => new(SegmentKind.Document, bytes) { Har = body };

    public static Segment Lines(byte[] rented, int length, long offset, long line) =>
        new(SegmentKind.Lines, rented.AsMemory(0, length), rented) { Offset = offset, Line = line };

    public static Segment LargeList(Stream list) => new(SegmentKind.LargeList, default) { List = list };

    public static Segment Problem(string rule, string message, long offset = 0, long line = 1) =>
        new(SegmentKind.Problem, default) { ProblemRule = rule, ProblemMessage = message, Offset = offset, Line = line };

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }
}

/// <summary>A response body inside a HAR recording.</summary>
/// <param name="Pointer">JSON Pointer of the body's text in the recording.</param>
/// <param name="IsCreation">Whether it answers a request that creates a token.</param>
/// <param name="Recording">The recording's bytes.</param>
/// <param name="TextStart">Offset of the first byte behind the text's opening quotation mark.</param>
/// <param name="IsBase64">Whether the text is base64; places inside it then stand for its beginning.</param>
internal sealed record HarBody(string Pointer, bool IsCreation, ReadOnlyMemory<byte> Recording, int TextStart, bool IsBase64)
{
    /// <summary>The offset in the recording of an offset in the body.</summary>
    public int ToRecording(long offset)
    {
        if (IsBase64) return TextStart;
        ReadOnlySpan<byte> raw = Recording.Span[TextStart..];
        int position = 0;
        long decoded = 0;
        while (decoded < offset && raw[position] != (byte)'"')
        {
            if (raw[position] != (byte)'\\')
            {
                position++;
                decoded++;
            }
            else if (raw[position + 1] != (byte)'u')
            {
                position += 2;
                decoded++;
            }
            else
            {
                int unit = Convert.ToInt32(Encoding.ASCII.GetString(raw.Slice(position + 2, 4)), 16);
                bool isPair = char.IsHighSurrogate((char)unit);
                position += isPair ? 12 : 6;
                decoded += isPair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
            }
        }

        return TextStart + position;
    }
}
