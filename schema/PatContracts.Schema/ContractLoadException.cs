namespace PatContracts.Schema;

/// <summary>A schema document cannot be made into a contract: it is not JSON, not a schema of its dialect, or has an unresolvable reference.</summary>
public sealed class ContractLoadException : Exception
{
    /// <summary>Creates the exception for one location in a schema document.</summary>
    public ContractLoadException(string reason, string? document, string pointer, long offset, int length, int line, int column)
        : base(FormattableString.Invariant($"{document ?? "schema"}:{line}:{column}: {reason} (at \"{pointer}\")"))
    {
        Reason = reason;
        Document = document;
        Pointer = pointer;
        Offset = offset;
        Length = length;
        Line = line;
        Column = column;
    }

    /// <summary>What is wrong, without the location.</summary>
    public string Reason { get; }

    /// <summary>Name or URI of the document at fault, if it has one.</summary>
    public string? Document { get; }

    /// <summary>
    /// JSON Pointer of the value at fault. If the document is not JSON: of the value that the fault is in, or takes the place of; for a fault in or around
    /// a property name or between values, of the object or array.
    /// </summary>
    public string Pointer { get; }

    /// <summary>Zero-based offset in bytes of the fault.</summary>
    public long Offset { get; }

    /// <summary>Length in bytes of the token at fault.</summary>
    public int Length { get; }

    /// <summary>One-based line of the fault.</summary>
    public int Line { get; }

    /// <summary>One-based column of the fault, in UTF-16 code units.</summary>
    public int Column { get; }
}
