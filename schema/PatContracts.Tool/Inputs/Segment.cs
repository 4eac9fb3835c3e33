using PatContracts.Schema;
using PatContracts.Schema.Streaming;
using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>How the bytes of a segment hold payloads.</summary>
internal enum SegmentKind
{
    /// <summary>One JSON text.</summary>
    Document,

    /// <summary>Whole lines, of which each that is not blank is a JSON text.</summary>
    Lines,

    /// <summary>An array that may be too large to hold, to be read element by element before the next segment is asked for.</summary>
    LargeList,

    /// <summary>Nothing to check: the input is at fault as a whole.</summary>
    Problem,

    /// <summary>Nothing to check: something to know about the input as a whole. It comes before what there is to check.</summary>
    Note,
}

/// <summary>
/// A part of an input that can be checked on its own: a document, some whole lines of NDJSON, or one response body of a HAR recording. It
/// knows where in the input it stands. Disposing gives its buffer back.
/// </summary>
internal sealed class Segment : IDisposable
{
    private readonly TextBuffer? _buffer;

    private Segment(SegmentKind kind, ReadOnlyMemory<byte> bytes, TextBuffer? buffer = null)
    {
        Kind = kind;
        Bytes = bytes;
        _buffer = buffer;
    }

    public SegmentKind Kind { get; }

    /// <summary>The payload bytes, without the encoding of what carries them (gzip, a HAR string).</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Offset of the segment in its (unpacked) input.</summary>
    public long Offset { get; private init; }

    /// <summary>Position of the segment in its (unpacked) input.</summary>
    public TextPosition Position { get; private init; }

    /// <summary>Where inside a HAR recording the payload was found, as a JSON Pointer; null elsewhere.</summary>
    public HarBody? Har { get; private init; }

    /// <summary>The text that the payload was converted from; null for JSON.</summary>
    public YamlText? Yaml { get; private init; }

    /// <summary>A large list from its beginning, unpacked.</summary>
    public Stream? List { get; private init; }

    /// <summary>The rule that the input as a whole violates, or that a note is about.</summary>
    public string ProblemRule { get; private init; } = "";

    /// <summary>The sentence that goes with <see cref="ProblemRule"/>.</summary>
    public string ProblemMessage { get; private init; } = "";

    /// <summary>The payloads in the segment: the document, or the lines that are not blank.</summary>
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

    public static Segment Document(ReadOnlyMemory<byte> bytes, TextBuffer? buffer = null) => new(SegmentKind.Document, bytes, buffer);

    public static Segment YamlDocument(ReadOnlyMemory<byte> json, YamlText yaml) => new(SegmentKind.Document, json) { Yaml = yaml };

    public static Segment HarResponse(ReadOnlyMemory<byte> bytes, HarBody body) => new(SegmentKind.Document, bytes) { Har = body };

    public static Segment Lines(TextBuffer buffer, int length, long offset, TextPosition position) =>
        new(SegmentKind.Lines, buffer.Array.AsMemory(0, length), buffer) { Offset = offset, Position = position };

    public static Segment LargeList(Stream list) => new(SegmentKind.LargeList, default) { List = list };

    public static Segment Problem(string rule, string message, long offset = 0, TextPosition position = default) =>
        new(SegmentKind.Problem, default) { ProblemRule = rule, ProblemMessage = message, Offset = offset, Position = position };

    public static Segment Note(string rule, string message) => new(SegmentKind.Note, default) { ProblemRule = rule, ProblemMessage = message };

    public void Dispose() => _buffer?.Return();
}

/// <summary>A payload of a segment, and its location in the input.</summary>
/// <param name="Bytes">The payload.</param>
/// <param name="Offset">Offset of the payload in its (unpacked) input.</param>
/// <param name="Position">Position of the payload in its (unpacked) input.</param>
/// <param name="Har">The payload's location in a HAR recording; null elsewhere.</param>
/// <param name="Yaml">The text that the payload was converted from; null for JSON.</param>
internal sealed record SegmentPayload(ReadOnlyMemory<byte> Bytes, long Offset, TextPosition Position, HarBody? Har = null, YamlText? Yaml = null)
{
    /// <summary>A finding in the payload, at its location in the input.</summary>
    public Finding Locate(Finding finding) => Har?.Locate(finding) ?? Yaml?.Map.Translate(finding) ?? finding.Rebase(Offset, Position);
}

/// <summary>A payload in YAML.</summary>
/// <param name="Text">The text.</param>
/// <param name="Map">Where in the text the values of the JSON are that it was converted to.</param>
internal sealed record YamlText(ReadOnlyMemory<byte> Text, SourceMap Map);

/// <summary>A response body inside a HAR recording.</summary>
/// <param name="Pointer">JSON Pointer of the body's text in the recording.</param>
/// <param name="Operation">The operation that it is the response of.</param>
/// <param name="Request">The request, as reports show it: method and URL without query and id.</param>
/// <param name="Recording">The recording's bytes.</param>
/// <param name="TextStart">Offset of the first byte after the text's opening quotation mark.</param>
/// <param name="TextLength">Length of the text's token without its quotation marks.</param>
/// <param name="Position">Position of <paramref name="TextStart"/> in the recording.</param>
/// <param name="IsBase64">Whether the text is base64; every location in it is then reported as its beginning.</param>
internal sealed record HarBody(
    string Pointer,
    PatOperation Operation,
    string Request,
    ReadOnlyMemory<byte> Recording,
    int TextStart,
    int TextLength,
    TextPosition Position,
    bool IsBase64)
{
    /// <summary>The token's bytes, without its quotation marks.</summary>
    public ReadOnlySpan<byte> Text => Recording.Span.Slice(TextStart, TextLength);

    /// <summary>The offset in the recording of an offset in the body.</summary>
    public int ToRecording(long offset) => IsBase64 ? TextStart : TextStart + JsonStrings.RawOffset(Text, offset);

    /// <summary>A finding in the body, at its location in the recording.</summary>
    public Finding Locate(Finding finding)
    {
        int offset = ToRecording(finding.Offset);
        TextPosition position = Position;
        position.Advance(Recording.Span[TextStart..offset]);
        return finding.Relocate(offset, finding.Length, position.Line, position.Column, [.. finding.Causes.Select(Locate)]);
    }
}
