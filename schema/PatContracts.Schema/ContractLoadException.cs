namespace PatContracts.Schema;

/// <summary>
/// The exception that is thrown when a schema document cannot be loaded: it is not JSON, not a schema of its dialect, or has an unresolvable reference.
/// </summary>
public sealed class ContractLoadException : Exception
{
    /// <summary>Creates the exception with a default message.</summary>
    public ContractLoadException()
        : this("The schema document cannot be loaded.")
    {
    }

    /// <summary>Creates the exception with a reason.</summary>
    /// <param name="reason">The <see cref="Reason"/>.</param>
    public ContractLoadException(string reason)
        : this(reason, null)
    {
    }

    /// <summary>Creates the exception with a reason and the exception that caused it.</summary>
    /// <param name="reason">The <see cref="Reason"/>.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ContractLoadException(string reason, Exception? innerException)
        : base(reason, innerException)
    {
    }

    /// <summary>The reason and, if it is known, the location.</summary>
    public override string Message => Line == 0
        ? base.Message
        : FormattableString.Invariant($"{Document ?? "schema"}:{Line}:{Column}: {base.Message} (at \"{Pointer}\")");

    /// <summary>The problem, without its location.</summary>
    public string Reason => base.Message;

    /// <summary>Name or URI of the document that contains the error, if it has one.</summary>
    public string? Document { get; init; }

    /// <summary>
    /// JSON Pointer of the value that contains the error. If the document is not JSON: of the value that contains the error or is missing; for an error in or
    /// around a property name or between values, of the object or array.
    /// </summary>
    public string Pointer { get; init; } = "";

    /// <summary>Zero-based offset of the error, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>Length of the token that contains the error, in bytes.</summary>
    public int Length { get; init; }

    /// <summary>One-based line of the error; 0 if the location is unknown.</summary>
    public int Line { get; init; }

    /// <summary>One-based column of the error, in UTF-16 code units; 0 if the location is unknown.</summary>
    public int Column { get; init; }
}
