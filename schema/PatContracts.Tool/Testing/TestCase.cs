using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Testing;

/// <summary>A payload and what is expected of it.</summary>
internal sealed record TestCase
{
    /// <summary>The file with the payload, as reports show it.</summary>
    public required string Path { get; init; }

    public required string FullPath { get; init; }

    /// <summary>JSON Pointer of the test in a suite file; null where the payload is a file by itself.</summary>
    public string? Within { get; init; }

    public string? Description { get; init; }

    public required ContractSelector Contract { get; init; }

    /// <summary>The file's bytes; null where it could not be read.</summary>
    public byte[]? File { get; init; }

    /// <summary>Where in the file the payload begins.</summary>
    public int Start { get; init; }

    public int Length { get; init; }

    public required bool ExpectsValid { get; init; }

    /// <summary>For a payload that must violate its contract: the rules that it must violate, and no others; empty if any will do.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}
