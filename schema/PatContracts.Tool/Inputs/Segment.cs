using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// A part of an input that can be checked separately, with its location in the input: a document, some complete lines of NDJSON, or one response body of a HAR
/// recording. Dispose returns its buffer to the pool.
/// </summary>
internal sealed class Segment : IDisposable
{
    private readonly InputBuffer? _buffer;

    private Segment(SegmentKind kind, ReadOnlyMemory<byte> bytes, InputBuffer? buffer = null)
    {
        Kind = kind;
        Bytes = bytes;
        _buffer = buffer;
    }

    public SegmentKind Kind { get; }

    /// <summary>The bytes of the payload, without the encoding of their container (gzip, a HAR string).</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The offset of the segment in its (decompressed) input.</summary>
    public long Offset { get; private init; }

    /// <summary>The position of the segment in its (decompressed) input.</summary>
    public TextPosition Position { get; private init; }

    /// <summary>The payload's body in a HAR recording; null for other inputs.</summary>
    public HarBody? Har { get; private init; }

    /// <summary>The text that the payload was converted from; null for JSON.</summary>
    public YamlText? Yaml { get; private init; }

    /// <summary>The stream of a large list, from its start, decompressed.</summary>
    public Stream? List { get; private init; }

    /// <summary>The rule of a problem or a note.</summary>
    public string ProblemRule { get; private init; } = "";

    /// <summary>The message of a problem or a note.</summary>
    public string ProblemMessage { get; private init; } = "";

    /// <summary>Returns the payloads in the segment: the document, or the lines that are not blank.</summary>
    public IEnumerable<SegmentPayload> Payloads()
    {
        if (Kind is SegmentKind.Problem or SegmentKind.Note) yield break;
        if (Kind != SegmentKind.Lines)
        {
            yield return new SegmentPayload(Bytes, Offset, Position, Har, Yaml);
            yield break;
        }

        TextPosition position = Position;
        int passed = 0;
        for (int start = 0; TextLines.MoveNext(Bytes.Span, ref start, out int length); start += length)
        {
            position.Advance(Bytes.Span[passed..start]);
            passed = start;
            yield return new SegmentPayload(Bytes.Slice(start, length), Offset + start, position);
        }
    }

    public static Segment Document(ReadOnlyMemory<byte> bytes, InputBuffer? buffer = null) => new(SegmentKind.Document, bytes, buffer);

    public static Segment YamlDocument(ReadOnlyMemory<byte> json, YamlText yaml) => new(SegmentKind.Document, json) { Yaml = yaml };

    public static Segment HarResponse(ReadOnlyMemory<byte> bytes, HarBody body) => new(SegmentKind.Document, bytes) { Har = body };

    public static Segment Lines(InputBuffer buffer, int length, long offset, TextPosition position) =>
        new(SegmentKind.Lines, buffer.Array.AsMemory(0, length), buffer) { Offset = offset, Position = position };

    public static Segment LargeList(Stream list) => new(SegmentKind.LargeList, default) { List = list };

    public static Segment Problem(string rule, string message, long offset = 0, TextPosition position = default) =>
        new(SegmentKind.Problem, default) { ProblemRule = rule, ProblemMessage = message, Offset = offset, Position = position };

    public static Segment Note(string rule, string message) => new(SegmentKind.Note, default) { ProblemRule = rule, ProblemMessage = message };

    public void Dispose() => _buffer?.Return();
}
