namespace PatContracts.Schema;

/// <summary>How much a finding weighs. The order of the members is the order of weight.</summary>
public enum FindingSeverity
{
    /// <summary>Not reported.</summary>
    Off = 0,

    /// <summary>Worth knowing; nothing is broken.</summary>
    Info = 1,

    /// <summary>Probably a mistake, though the contract allows it.</summary>
    Warning = 2,

    /// <summary>The payload breaks the contract, or is not JSON.</summary>
    Error = 3,
}
