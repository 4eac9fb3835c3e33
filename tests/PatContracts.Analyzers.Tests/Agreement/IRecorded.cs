namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>An object that records which of its members were assigned. The generated models implement it.</summary>
public interface IRecorded
{
    /// <summary>The assigned values by JSON name.</summary>
    IReadOnlyDictionary<string, object?> Assigned { get; }
}
