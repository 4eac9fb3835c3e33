namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>
/// Receives the objects of generated code. It belongs to another assembly, so passing an object to it is an escape. The first object of a run is
/// validated, in the state that it has at that time.
/// </summary>
public static class Recorder
{
    [ThreadStatic]
    private static IReadOnlyDictionary<string, object?>? _shown;

    /// <summary>The first object since <see cref="Reset"/>; null if there is none.</summary>
    public static IReadOnlyDictionary<string, object?>? Shown => _shown;

    public static void Reset() => _shown = null;

    /// <summary>Receives an object.</summary>
    public static void Take(object? shown)
    {
        if (_shown is null && shown is IRecorded recorded) _shown = Snapshot(recorded);
    }

    private static Dictionary<string, object?> Snapshot(IRecorded recorded) => recorded.Assigned.ToDictionary(
        member => member.Key,
        member => member.Value is IRecorded nested ? Snapshot(nested) : member.Value);
}
