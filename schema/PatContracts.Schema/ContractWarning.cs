namespace PatContracts.Schema;

/// <summary>A probable mistake in a schema document that does not prevent loading it.</summary>
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

    /// <summary>The problem, without its location.</summary>
    public string Reason { get; }

    /// <summary>Name or URI of the document, if it has one.</summary>
    public string? Document { get; }

    /// <summary>JSON Pointer of the value in the document.</summary>
    public string Pointer { get; }

    /// <summary>Zero-based offset of the value, in bytes.</summary>
    public long Offset { get; }

    /// <summary>Length of the value's token, in bytes.</summary>
    public int Length { get; }

    /// <summary>One-based line of the value.</summary>
    public int Line { get; }

    /// <summary>One-based column of the value, in UTF-16 code units.</summary>
    public int Column { get; }

    /// <summary>Returns a line such as <c>openapi.yaml:12:9: …</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Document ?? "schema"}:{Line}:{Column}: {Reason} (at \"{Pointer}\")");
}
