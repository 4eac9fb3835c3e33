namespace PatContracts.Schema;

/// <summary>How serious a finding is. The values are those of <see cref="RuleSeverity"/>, in ascending order.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info = 1,

    /// <summary>Probably a mistake, though the contract allows it.</summary>
    Warning = 2,

    /// <summary>The payload violates the contract, or is not JSON.</summary>
    Error = 3,
}
