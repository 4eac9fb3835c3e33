using System.Collections.Frozen;
using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>The severities of rules: those set by the user, otherwise the defaults.</summary>
internal sealed class SeverityPolicy(IEnumerable<KeyValuePair<string, RuleSeverity>> overrides)
{
    private readonly FrozenDictionary<string, RuleSeverity> _overrides = overrides.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the severity of a finding.</summary>
    public RuleSeverity Of(string rule, FindingSeverity own) => _overrides.GetValueOrDefault(rule, (RuleSeverity)own);

    /// <summary>The token checks with the severities set by the user.</summary>
    public PatCheckOptions Checks => PatCheck.All.Aggregate(PatCheckOptions.Default, (checks, check) => checks.With(check, _overrides.GetValueOrDefault(check.Id, check.DefaultSeverity)));

    /// <summary>Returns whether the user can change the severity of a rule. Invalid JSON and unreadable inputs are always errors.</summary>
    public static bool CanChange(string rule) =>
        rule.StartsWith("schema/", StringComparison.Ordinal) || rule.StartsWith("pat/", StringComparison.Ordinal) || rule is "json/duplicate-name" or "input/encoding";

    /// <summary>Parses a severity: <c>off</c>, <c>info</c>, <c>warning</c> or <c>error</c>, or an alias. Returns null for other names.</summary>
    public static RuleSeverity? Parse(string name) => name switch
    {
        "off" or "ignore" => RuleSeverity.Off,
        "info" => RuleSeverity.Info,
        "warning" or "warn" => RuleSeverity.Warning,
        "error" => RuleSeverity.Error,
        _ => null,
    };

    /// <summary>Returns the name of a severity in reports.</summary>
    public static string Name(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
