using System.Diagnostics;
using System.Diagnostics.Metrics;
using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>Records metrics. Tags contain contracts, outcomes, rules, templates, and names of clients and hosts, never values or ids of payloads.</summary>
internal sealed class PayloadMetrics
{
    private readonly Counter<long> _payloads;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _violations;
    private readonly Counter<long> _notices;
    private readonly Histogram<double> _duration;

    public PayloadMetrics(IMeterFactory meters)
        : this(meters.Create(MeterOptions()))
    {
    }

    public PayloadMetrics(Meter meter)
    {
        _payloads = meter.CreateCounter<long>(PatContractsTelemetry.PayloadsInstrument, "{payload}", "Payloads by contract and outcome");
        _bytes = meter.CreateCounter<long>(PatContractsTelemetry.BytesInstrument, "By", "Bytes validated, decompressed, by contract");
        _violations = meter.CreateCounter<long>(
            PatContractsTelemetry.ViolationsInstrument, "{violation}", "Findings that are errors, by contract and rule");
        _notices = meter.CreateCounter<long>(
            PatContractsTelemetry.NoticesInstrument, "{notice}", "Findings that are warnings or infos, by contract, rule and severity");
        _duration = CreateDuration(meter);
    }

    /// <summary>The metrics of handlers that were created without dependency injection.</summary>
    public static PayloadMetrics Shared { get; } = new(new Meter(MeterOptions()));

    public bool MeasuresDuration => _duration.Enabled;

    public void Payload(PayloadOrigin origin, string contract, string outcome, string? errorType)
    {
        if (!_payloads.Enabled) return;
        TagList tags = origin.TagsFor(contract);
        tags.Add(PatContractsTelemetry.OutcomeTag, outcome);
        if (errorType is not null) tags.Add("error.type", errorType);
        _payloads.Add(1, tags);
    }

    public void Validated(PayloadOrigin origin, string contract, int bytes, TimeSpan duration)
    {
        if (!_bytes.Enabled && !_duration.Enabled) return;
        TagList tags = origin.TagsFor(contract);
        _bytes.Add(bytes, tags);
        _duration.Record(duration.TotalSeconds, tags);
    }

    public void Found(PayloadOrigin origin, string contract, IReadOnlyList<Finding> findings)
    {
        if (!_violations.Enabled && !_notices.Enabled) return;
        foreach (IGrouping<(string Rule, FindingSeverity Severity), Finding> same in findings.GroupBy(finding => (finding.Rule, finding.Severity)))
        {
            TagList tags = origin.TagsFor(contract);
            tags.Add(PatContractsTelemetry.RuleTag, same.Key.Rule);
            if (same.Key.Severity == FindingSeverity.Error)
            {
                _violations.Add(same.Count(), tags);
                continue;
            }

            tags.Add(PatContractsTelemetry.SeverityTag, same.Key.Severity == FindingSeverity.Warning ? "warning" : "info");
            _notices.Add(same.Count(), tags);
        }
    }

    private static MeterOptions MeterOptions() => new(PatContractsTelemetry.MeterName) { Version = PatContractsTelemetry.Version };

    private static Histogram<double> CreateDuration(Meter meter)
    {
        const string Description = "Time to decompress and validate one body, by contract";
#if NET9_0_OR_GREATER
        // The default boundaries of exporters start at milliseconds or whole seconds; validating a body takes microseconds.
        var advice = new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1,
            ],
        };
        return meter.CreateHistogram(PatContractsTelemetry.DurationInstrument, "s", Description, tags: null, advice);
#else
        return meter.CreateHistogram<double>(PatContractsTelemetry.DurationInstrument, "s", Description);
#endif
    }
}
