using System.Diagnostics;
using System.Diagnostics.Metrics;
using PatContracts.Schema;

namespace PatContracts.Http.Telemetry;

/// <summary>
/// The instruments of the meter <c>PatContracts.Http</c>. No tag ever holds a value or an id: only contracts, outcomes and rules.
/// </summary>
internal sealed class HandlerMetrics
{
    public const string MeterName = "PatContracts.Http";

    private readonly Counter<long> _payloads;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _violations;
    private readonly Counter<long> _notices;
    private readonly Histogram<double> _duration;

    public HandlerMetrics(IMeterFactory meters)
        : this(meters.Create(MeterName))
    {
    }

    public HandlerMetrics(Meter meter)
    {
        _payloads = meter.CreateCounter<long>("pat_contracts.http.payloads", "{payload}", "Responses on the handler's routes, by contract and outcome");
        _bytes = meter.CreateCounter<long>("pat_contracts.http.bytes", "By", "Bytes validated, decompressed, by contract");
        _violations = meter.CreateCounter<long>("pat_contracts.http.violations", "{violation}", "Findings that are errors, by contract and rule");
        _notices = meter.CreateCounter<long>("pat_contracts.http.notices", "{notice}", "Findings that are no errors, by contract, rule and severity");
        _duration = CreateDuration(meter);
    }

    /// <summary>The instruments for handlers that no container has made.</summary>
    public static HandlerMetrics Shared { get; } = new(new Meter(MeterName));

    public bool MeasuresDuration => _duration.Enabled;

    public void Payload(string contract, string outcome) =>
        _payloads.Add(1, new("pat_contracts.contract", contract), new KeyValuePair<string, object?>("pat_contracts.outcome", outcome));

    public void Validated(string contract, int bytes, TimeSpan duration)
    {
        KeyValuePair<string, object?> tag = new("pat_contracts.contract", contract);
        _bytes.Add(bytes, tag);
        _duration.Record(duration.TotalSeconds, tag);
    }

    public void Found(string contract, IReadOnlyList<Finding> findings)
    {
        if (!_violations.Enabled && !_notices.Enabled) return;
        foreach (IGrouping<(string Rule, FindingSeverity Severity), Finding> same in findings.GroupBy(finding => (finding.Rule, finding.Severity)))
        {
            TagList tags = new() { { "pat_contracts.contract", contract }, { "pat_contracts.rule", same.Key.Rule } };
            if (same.Key.Severity == FindingSeverity.Error)
            {
                _violations.Add(same.Count(), tags);
                continue;
            }

            tags.Add("pat_contracts.severity", same.Key.Severity == FindingSeverity.Warning ? "warning" : "info");
            _notices.Add(same.Count(), tags);
        }
    }

    private static Histogram<double> CreateDuration(Meter meter)
    {
        const string Name = "pat_contracts.http.duration";
        const string Description = "Time to decompress and validate one body, by contract";
#if NET9_0_OR_GREATER
        // Exporters' own boundaries begin at whole seconds or at milliseconds; a body takes microseconds.
        var advice = new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1,
            ],
        };
        return meter.CreateHistogram(Name, "s", Description, tags: null, advice);
#else
        return meter.CreateHistogram<double>(Name, "s", Description);
#endif
    }
}
