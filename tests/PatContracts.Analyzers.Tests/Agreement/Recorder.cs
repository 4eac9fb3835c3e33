namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>An object that knows which of its members were assigned a value. The generated models implement it.</summary>
public interface IRecorded
{
    /// <summary>What was assigned, by wire name.</summary>
    IReadOnlyDictionary<string, object?> Given { get; }
}

/// <summary>
/// Where generated code shows its objects. It lives in an assembly of its own as the analyzer sees it, so that a call is an escape. The first
/// object shown in a run is the one that is validated, as it is then.
/// </summary>
public static class Recorder
{
    [ThreadStatic]
    private static IReadOnlyDictionary<string, object?>? _shown;

    /// <summary>What was shown first since <see cref="Reset"/>, or null.</summary>
    public static IReadOnlyDictionary<string, object?>? Shown => _shown;

    public static void Reset() => _shown = null;

    /// <summary>Shows an object.</summary>
    public static void Take(object? shown)
    {
        if (_shown is null && shown is IRecorded recorded) _shown = Snapshot(recorded);
    }

    private static Dictionary<string, object?> Snapshot(IRecorded recorded) => recorded.Given.ToDictionary(
        member => member.Key,
        member => member.Value is IRecorded nested ? Snapshot(nested) : member.Value);
}
