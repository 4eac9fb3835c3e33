using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>A response body inside a HAR recording.</summary>
/// <param name="Pointer">The JSON Pointer of the body's text in the recording.</param>
/// <param name="Operation">The operation of the response.</param>
/// <param name="Request">The request in reports: method and URL without query and id.</param>
/// <param name="Recording">The bytes of the recording.</param>
/// <param name="TextStart">The offset of the first byte after the opening quotation mark of the text.</param>
/// <param name="TextLength">The length of the text without its quotation marks.</param>
/// <param name="Position">The position of <paramref name="TextStart"/> in the recording.</param>
/// <param name="IsBase64">Whether the text is base64. All findings in it are then located at its start.</param>
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
    /// <summary>The bytes of the text, without its quotation marks.</summary>
    public ReadOnlySpan<byte> Text => Recording.Span.Slice(TextStart, TextLength);

    /// <summary>Translates an offset in the body to an offset in the recording.</summary>
    public int ToRecording(long offset) => IsBase64 ? TextStart : TextStart + new JsonString(Text).RawOffset(offset);

    /// <summary>Returns a finding in the body with its location in the recording.</summary>
    public Finding Locate(Finding finding)
    {
        int offset = ToRecording(finding.Offset);
        TextPosition position = Position;
        position.Advance(Recording.Span[TextStart..offset]);
        return finding.Relocate(offset, finding.Length, position.Line, position.Column, [.. finding.Causes.Select(Locate)]);
    }
}
