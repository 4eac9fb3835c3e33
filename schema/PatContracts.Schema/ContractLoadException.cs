namespace PatContracts.Schema;

/// <summary>A schema document cannot be made into a contract: it is not JSON, not a schema of its dialect, or refers to what is not there.</summary>
public sealed class ContractLoadException : Exception
{
    /// <summary>Creates the exception for one place of a schema document.</summary>
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

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }

    /// <summary>Name or URI of the document at fault, where one was given.</summary>
    public string? Document { get; }

    /// <summary>JSON Pointer of the place at fault.</summary>
    public string Pointer { get; }

    /// <summary>Zero-based offset in bytes of the place at fault.</summary>
    public long Offset { get; }

    /// <summary>Length in bytes of the token at fault.</summary>
    public int Length { get; }

    /// <summary>One-based line of the place at fault.</summary>
    public int Line { get; }

    /// <summary>One-based column of the place at fault, in UTF-16 code units.</summary>
    public int Column { get; }
}
