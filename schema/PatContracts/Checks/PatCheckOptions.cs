using PatContracts.Schema;

namespace PatContracts;

/// <summary>Which PAT checks run, how much their findings weigh, and what time it is for them. Immutable; share one instance.</summary>
public sealed record PatCheckOptions
{
    private Dictionary<PatCheck, RuleSeverity> Severities { get; init; } = [];

    /// <summary>The defaults: every check with its own severity, the system's clock, five minutes of tolerance.</summary>
    public static PatCheckOptions Default { get; } = new();

    /// <summary>No check at all; a base for <see cref="With(PatCheck, RuleSeverity)"/>.</summary>
    public static PatCheckOptions None { get; } = new() { Severities = PatCheck.All.ToDictionary(check => check, _ => RuleSeverity.Off) };

    /// <summary>The clock of <c>pat/timestamp-in-future</c> and <c>pat/expired</c>. It is read once, when a session begins.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// How far a timestamp may lie in the future before <c>pat/timestamp-in-future</c> speaks: clocks differ. Five minutes by default.
    /// </summary>
    public TimeSpan FutureTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The same options, with another severity for one check. <see cref="RuleSeverity.Off"/> switches it off, and with it what it costs.
    /// </summary>
    public PatCheckOptions With(PatCheck check, RuleSeverity severity)
    {
        var severities = Severities.ToDictionary(pair => pair.Key, pair => pair.Value);
        severities[check] = severity;
        return this with { Severities = severities };
    }

    /// <inheritdoc cref="With(PatCheck, RuleSeverity)"/>
    /// <param name="checkId">The check's id, <c>pat/expired</c> for example.</param>
    /// <param name="severity">The new severity.</param>
    /// <exception cref="ArgumentException">No check has that id.</exception>
    public PatCheckOptions With(string checkId, RuleSeverity severity) =>
        With(PatCheck.Find(checkId) ?? throw new ArgumentException($"There is no check '{checkId}'.", nameof(checkId)), severity);

    /// <summary>How much the findings of a check weigh.</summary>
    public RuleSeverity SeverityOf(PatCheck check) => Severities.TryGetValue(check, out RuleSeverity severity) ? severity : check.DefaultSeverity;
}
