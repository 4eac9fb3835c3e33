namespace PatContracts.Schema;

/// <summary>One difference between two contracts.</summary>
public sealed class ContractChange
{
    internal ContractChange(ContractChangeKind kind, ContractImpact impact, string pointer, string message)
    {
        Kind = kind;
        Impact = impact;
        Pointer = pointer;
        Message = message;
    }

    /// <summary>The kind of change.</summary>
    public ContractChangeKind Kind { get; }

    /// <summary>Who is affected.</summary>
    public ContractImpact Impact { get; }

    /// <summary>
    /// The location in a payload, as a JSON Pointer in which <c>*</c> represents every element of an array or every undeclared property: <c>/owner/type</c>,
    /// <c>/scope/*</c>. "" is the whole payload. For a property that was added or removed, the pointer of that property.
    /// </summary>
    public string Pointer { get; }

    /// <summary>The change, as one sentence without a full stop.</summary>
    public string Message { get; }

    /// <summary>Returns a line such as <c>/scope: breaks readers: null is now allowed</c>.</summary>
    public override string ToString() => $"{(Pointer.Length == 0 ? "(payload)" : Pointer)}: {ImpactName(Impact)}: {Message}";

    private static string ImpactName(ContractImpact impact) => impact switch
    {
        ContractImpact.Safe => "safe",
        ContractImpact.BreaksReaders => "breaks readers",
        ContractImpact.BreaksWriters => "breaks writers",
        _ => "breaks readers and writers",
    };
}
