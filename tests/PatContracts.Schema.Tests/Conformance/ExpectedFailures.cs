using System.Text.Json;

namespace PatContracts.Schema.Tests.Conformance;

/// <summary>
/// The optional tests that fail, each with a reason, in <c>expected-failures.json</c>; docs/conformance.md describes them in prose.
/// </summary>
internal static class ExpectedFailures
{
    private static readonly Lazy<IReadOnlyList<ExpectedFailure>> LazyAll = new(Read);

    public static IReadOnlyList<ExpectedFailure> All => LazyAll.Value;

    public static IReadOnlyList<ExpectedFailure> Of(Dialect dialect, string file) =>
        [.. All.Where(failure => failure.Dialects.Contains(Suite.Folders[dialect]) && failure.File == file)];

    private static List<ExpectedFailure> Read() =>
        JsonSerializer.Deserialize<List<ExpectedFailure>>(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Conformance", "expected-failures.json")),
            JsonSerializerOptions.Web)!;
}

/// <summary>A test, or (without <see cref="Test"/>) every test of a group, that fails intentionally or because a feature is missing.</summary>
internal sealed record ExpectedFailure(IReadOnlyList<string> Dialects, string File, string Group, string? Test, string Reason)
{
    public bool Covers(SuiteFailure failure) => Group == failure.Group && (Test is null || Test == failure.Test);
}
