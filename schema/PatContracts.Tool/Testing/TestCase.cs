using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Testing;

/// <summary>A payload and its expected result.</summary>
internal sealed record TestCase
{
    /// <summary>The path of the file with the payload in reports.</summary>
    public required string Path { get; init; }

    public required string FullPath { get; init; }

    /// <summary>The JSON Pointer of the test in a suite file; null if the payload is a separate file.</summary>
    public string? Within { get; init; }

    public string? Description { get; init; }

    public required ContractSelector Contract { get; init; }

    /// <summary>The content of the file; null if it could not be read.</summary>
    public byte[]? File { get; init; }

    /// <summary>The offset of the payload in the file.</summary>
    public int Start { get; init; }

    public int Length { get; init; }

    public required bool ExpectsValid { get; init; }

    /// <summary>The exact rules that an invalid payload must violate; empty for any rule.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}
