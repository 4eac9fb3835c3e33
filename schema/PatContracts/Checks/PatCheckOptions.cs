using PatContracts.Schema;

namespace PatContracts;

/// <summary>Which PAT checks run, with which severities, and at what time. Immutable; share one instance.</summary>
public sealed record PatCheckOptions
{
    private Dictionary<PatCheck, RuleSeverity> Severities { get; init; } = [];

    /// <summary>The defaults: every check with its default severity, the system clock, and five minutes of tolerance.</summary>
    public static PatCheckOptions Default { get; } = new();

    /// <summary>No checks. To enable some of them, use <see cref="With(PatCheck, RuleSeverity)"/>.</summary>
    public static PatCheckOptions None { get; } = new() { Severities = PatCheck.All.ToDictionary(check => check, _ => RuleSeverity.Off) };

    /// <summary>The clock of <c>pat/timestamp-in-future</c> and <c>pat/expired</c>. It is read once, when a session begins.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// How far in the future a timestamp may be before <c>pat/timestamp-in-future</c> reports it, because clocks differ. Five minutes by default.
    /// </summary>
    public TimeSpan FutureTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Returns the same options with another severity for one check. A check with <see cref="RuleSeverity.Off"/> doesn't run, and costs nothing.
    /// </summary>
    public PatCheckOptions With(PatCheck check, RuleSeverity severity)
    {
        var severities = Severities.ToDictionary(pair => pair.Key, pair => pair.Value);
        severities[check] = severity;
        return this with { Severities = severities };
    }

    /// <inheritdoc cref="With(PatCheck, RuleSeverity)"/>
    /// <param name="checkId">The check's id, for example <c>pat/expired</c>.</param>
    /// <param name="severity">The new severity.</param>
    /// <exception cref="ArgumentException">No check has this id.</exception>
    public PatCheckOptions With(string checkId, RuleSeverity severity) =>
        With(PatCheck.Find(checkId) ?? throw new ArgumentException($"There is no check '{checkId}'.", nameof(checkId)), severity);

    /// <summary>Returns the severity of the findings of a check.</summary>
    public RuleSeverity SeverityOf(PatCheck check) => Severities.TryGetValue(check, out RuleSeverity severity) ? severity : check.DefaultSeverity;
}
