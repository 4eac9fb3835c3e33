using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>
/// The location of a value in a text, and of the name before it. Strings and names include their quotation marks. The default is an absent member.
/// </summary>
internal readonly record struct JsonSlice(int NameOffset, int NameLength, int Offset, int Length, JsonKind Kind)
{
    public bool IsString => Kind == JsonKind.String;

    public bool IsNull => Kind == JsonKind.Null;

    public bool IsAbsent => Kind == JsonKind.None;

    /// <summary>The number of bytes that a finding marks: all of a scalar, or the opening bracket of an object or array.</summary>
    public int MarkLength => Kind is JsonKind.Object or JsonKind.Array ? 1 : Length;

    /// <summary>The raw content of a string, without its quotation marks.</summary>
    public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> json) => json.Slice(Offset + 1, Length - 2);

    /// <summary>The raw name, without its quotation marks.</summary>
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json) => json.Slice(NameOffset + 1, NameLength - 2);
}
