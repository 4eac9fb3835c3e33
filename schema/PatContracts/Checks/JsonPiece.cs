namespace PatContracts.Checks;

/// <summary>What kind of value a piece of JSON is.</summary>
internal enum PieceKind : byte
{
    /// <summary>There is no value: the member is absent.</summary>
    None = 0,
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

/// <summary>
/// Where a value stands in a text, and the name before it. Strings and names are given with their quotation marks. The default is an absent member.
/// </summary>
internal readonly record struct JsonPiece(int NameOffset, int NameLength, int Offset, int Length, PieceKind Kind)
{
    public bool IsString => Kind == PieceKind.String;

    public bool IsNull => Kind == PieceKind.Null;

    public bool IsAbsent => Kind == PieceKind.None;

    /// <summary>How much of the value a finding underlines: a scalar whole, of an object or array the bracket.</summary>
    public int MarkLength => Kind is PieceKind.Object or PieceKind.Array ? 1 : Length;

    /// <summary>The raw content of a string, without its quotation marks.</summary>
    public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> json) => json.Slice(Offset + 1, Length - 2);

    /// <summary>The raw name, without its quotation marks.</summary>
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json) => json.Slice(NameOffset + 1, NameLength - 2);
}
