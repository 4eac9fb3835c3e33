namespace PatContracts.Schema;

/// <summary>The severity of a finding. The values equal those of <see cref="RuleSeverity"/>, in ascending order.</summary>
public enum FindingSeverity
{
    /// <summary>Information; nothing is wrong.</summary>
    Info = 1,

    /// <summary>Probably a mistake, though the contract allows it.</summary>
    Warning = 2,

    /// <summary>The payload violates the contract, or is not JSON.</summary>
    Error = 3,
}
