namespace PatContracts.Schema;

/// <summary>Whom a change of a contract breaks, as a set. No member means that nobody is broken.</summary>
[Flags]
public enum ContractImpact
{
    /// <summary>Nobody: every payload of either side still means what it meant.</summary>
    Safe = 0,

    /// <summary>Code that reads payloads and was built for the old contract: the new one allows what the old one ruled out.</summary>
    BreaksReaders = 1,

    /// <summary>Code that writes payloads and was built for the old contract: the new one rules out what the old one allowed.</summary>
    BreaksWriters = 2,
}

/// <summary>What changed between two contracts.</summary>
public enum ContractChangeKind
{
    /// <summary>The new contract names a property that the old one did not name.</summary>
    PropertyAdded,

    /// <summary>The new contract does not name a property that the old one named.</summary>
    PropertyRemoved,

    /// <summary>An optional property is now required.</summary>
    BecameRequired,

    /// <summary>A required property is now optional.</summary>
    BecameOptional,

    /// <summary><c>null</c> is now allowed.</summary>
    NullAllowed,

    /// <summary><c>null</c> is no longer allowed.</summary>
    NullForbidden,

    /// <summary>The set of types other than <c>null</c> changed.</summary>
    TypesChanged,

    /// <summary>The values are enumerated and were not.</summary>
    EnumAdded,

    /// <summary>The values are no longer enumerated.</summary>
    EnumRemoved,

    /// <summary>The set of allowed values changed.</summary>
    EnumChanged,

    /// <summary>The <c>format</c> changed.</summary>
    FormatChanged,

    /// <summary>A bound (<c>minimum</c>, <c>maxLength</c> and the like) or another constraint changed.</summary>
    ConstraintChanged,

    /// <summary>What is said of properties that are not named changed.</summary>
    UnnamedPropertiesChanged,

    /// <summary>The alternatives of <c>oneOf</c> or <c>anyOf</c> changed.</summary>
    AlternativesChanged,

    /// <summary>The default, which stands for an absent member, changed.</summary>
    DefaultChanged,

    /// <summary>
    /// A condition (<c>if</c>, <c>not</c>, <c>dependentSchemas</c> and the like) came, went or changed. Where it changed, both sides count as broken: in which
    /// way it did is not worked out.
    /// </summary>
    ConditionChanged,
}

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

    /// <summary>What changed.</summary>
    public ContractChangeKind Kind { get; }

    /// <summary>Whom it breaks.</summary>
    public ContractImpact Impact { get; }

    /// <summary>
    /// The place in a payload, as a JSON Pointer in which <c>*</c> stands for every element of an array or every unnamed property:
    /// <c>/owner/type</c>, <c>/scope/*</c>. "" is the whole payload. For a property that was added or removed, the property's own pointer.
    /// </summary>
    public string Pointer { get; }

    /// <summary>What changed, in one sentence without a full stop.</summary>
    public string Message { get; }

    /// <summary>A line such as <c>/scope: breaks readers: null is now allowed</c>.</summary>
    public override string ToString() => $"{(Pointer.Length == 0 ? "(payload)" : Pointer)}: {ImpactName(Impact)}: {Message}";

    private static string ImpactName(ContractImpact impact) => impact switch
    {
        ContractImpact.Safe => "safe",
        ContractImpact.BreaksReaders => "breaks readers",
        ContractImpact.BreaksWriters => "breaks writers",
        _ => "breaks readers and writers",
    };
}
