using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PatContracts.Http.Tests;

/// <summary>The measurements of the meter of one container.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, double Value, string[] Tags)> _all = [];
    private readonly MeterListener _listener = new();

    public Measurements(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PatContractsTelemetry.MeterName && ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Returns the sum of the measurements that have all of these tags.</summary>
    public double Sum(string instrument, params string[] tags) =>
        _all.Where(one => one.Instrument == instrument && tags.All(tag => one.Tags.Contains(tag, StringComparer.Ordinal))).Sum(one => one.Value);

    public int Count(string instrument) => _all.Count(one => one.Instrument == instrument);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> values = [];
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            values.Add((string)tag.Value!);
            values.Add($"{tag.Key}={tag.Value}");
        }

        _all.Enqueue((instrument.Name, value, [.. values]));
    }
}
