namespace PatContracts.Schema;

/// <summary>
/// The severity that a setting assigns to the findings of a rule. Other than <see cref="Off"/>, the values are those of <see cref="FindingSeverity"/>.
/// </summary>
public enum RuleSeverity
{
    /// <summary>The rule is off: it reports nothing.</summary>
    Off = 0,

    /// <summary>Findings are <see cref="FindingSeverity.Info"/>.</summary>
    Info = 1,

    /// <summary>Findings are <see cref="FindingSeverity.Warning"/>.</summary>
    Warning = 2,

    /// <summary>Findings are <see cref="FindingSeverity.Error"/>.</summary>
    Error = 3,
}
