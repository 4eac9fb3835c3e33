using System.Collections.Frozen;
using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>The severities that the user gave to rules, over those that the rules come with.</summary>
internal sealed class SeverityPolicy(IEnumerable<KeyValuePair<string, RuleSeverity>> overrides)
{
    private readonly FrozenDictionary<string, RuleSeverity> _overrides = overrides.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a finding of a rule weighs.</summary>
    public RuleSeverity Of(string rule, FindingSeverity own) => _overrides.GetValueOrDefault(rule, (RuleSeverity)own);

    /// <summary>The checks of tokens with the severities that the user gave them.</summary>
    public PatCheckOptions Checks => PatCheck.All.Aggregate(PatCheckOptions.Default, (checks, check) => checks.With(check, _overrides.GetValueOrDefault(check.Id, check.DefaultSeverity)));

    /// <summary>Whether a rule's severity is the user's to choose. That a text is not JSON, or cannot be read, is an error always.</summary>
    public static bool CanChange(string rule) =>
        rule.StartsWith("schema/", StringComparison.Ordinal) || rule.StartsWith("pat/", StringComparison.Ordinal) || rule is "json/duplicate-name" or "input/encoding";

    /// <summary>The severity of a name (<c>off</c>, <c>info</c>, <c>warning</c> or <c>warn</c>, <c>error</c>), or null.</summary>
    public static RuleSeverity? Parse(string name) => name switch
    {
        "off" or "ignore" => RuleSeverity.Off,
        "info" => RuleSeverity.Info,
        "warning" or "warn" => RuleSeverity.Warning,
        "error" => RuleSeverity.Error,
        _ => null,
    };

    /// <summary>The name that reports use.</summary>
    public static string Name(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
