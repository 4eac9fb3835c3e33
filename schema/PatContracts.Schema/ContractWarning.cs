namespace PatContracts.Schema;

/// <summary>Something in a schema document that can be loaded, but probably does not mean what its author meant.</summary>
public sealed class ContractWarning
{
    internal ContractWarning(ContractLoadException location)
    {
        Reason = location.Reason;
        Document = location.Document;
        Pointer = location.Pointer;
        Offset = location.Offset;
        Length = location.Length;
        Line = location.Line;
        Column = location.Column;
    }

    /// <summary>What is noticeable, without the location.</summary>
    public string Reason { get; }

    /// <summary>Name or URI of the document, if it has one.</summary>
    public string? Document { get; }

    /// <summary>JSON Pointer of the value in the document.</summary>
    public string Pointer { get; }

    /// <summary>Zero-based offset in bytes of the value.</summary>
    public long Offset { get; }

    /// <summary>Length in bytes of the value's token.</summary>
    public int Length { get; }

    /// <summary>One-based line of the value.</summary>
    public int Line { get; }

    /// <summary>One-based column of the value, in UTF-16 code units.</summary>
    public int Column { get; }

    /// <summary>A line such as <c>openapi.yaml:12:9: …</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Document ?? "schema"}:{Line}:{Column}: {Reason} (at \"{Pointer}\")");
}
