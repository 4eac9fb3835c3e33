using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>A payload of a segment and its location in the input.</summary>
/// <param name="Bytes">The payload.</param>
/// <param name="Offset">The offset of the payload in its (decompressed) input.</param>
/// <param name="Position">The position of the payload in its (decompressed) input.</param>
/// <param name="Har">The payload's body in a HAR recording; null for other inputs.</param>
/// <param name="Yaml">The text that the payload was converted from; null for JSON.</param>
internal sealed record SegmentPayload(ReadOnlyMemory<byte> Bytes, long Offset, TextPosition Position, HarBody? Har = null, YamlText? Yaml = null)
{
    /// <summary>Returns a finding in the payload with its location in the input.</summary>
    public Finding Locate(Finding finding) => Har?.Locate(finding) ?? Yaml?.Map.Translate(finding) ?? finding.Rebase(Offset, Position);
}
