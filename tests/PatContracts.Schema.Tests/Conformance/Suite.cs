using System.Text.Json;

namespace PatContracts.Schema.Tests.Conformance;

/// <summary>A schema and the instances it validates, in the format of the JSON Schema Test Suite.</summary>
internal sealed record SuiteGroup(string Description, byte[] Schema, IReadOnlyList<SuiteTest> Tests)
{
    public override string ToString() => Description;
}

/// <summary>An instance and the correct result.</summary>
internal sealed record SuiteTest(string Description, byte[] Data, bool Valid);

/// <summary>The folder of the official suite and its content.</summary>
internal static class Suite
{
    public const string Variable = "JSON_SCHEMA_TEST_SUITE";

    public static readonly IReadOnlyDictionary<Dialect, string> Folders = new Dictionary<Dialect, string>
    {
        [Dialect.V1] = "v1",
        [Dialect.Draft202012] = "draft2020-12",
        [Dialect.Draft201909] = "draft2019-09",
        [Dialect.Draft7] = "draft7",
        [Dialect.Draft6] = "draft6",
        [Dialect.Draft4] = "draft4",
    };

    private static readonly Lazy<SchemaRegistry> LazyRemotes = new(ReadRemotes);

    /// <summary>The folder of the suite, or null if the variable is not set.</summary>
    public static string? Root { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root ? root : null;

    public static string Absence => $"{Variable} does not name a folder of the JSON Schema Test Suite";

    /// <summary>The documents that the suite expects at http://localhost:1234/.</summary>
    public static SchemaRegistry Remotes => LazyRemotes.Value;

    /// <summary>Returns the test files of a dialect, relative to its folder, in ordinal order; empty if the suite does not have the dialect.</summary>
    public static IReadOnlyList<string> Files(Dialect dialect, string below = "", SearchOption depth = SearchOption.TopDirectoryOnly)
    {
        if (Root is null || !Folders.TryGetValue(dialect, out string? name)) return [];
        string folder = Path.Combine(Root, "tests", name);
        string start = Path.Combine(folder, below);
        return !Directory.Exists(start)
            ? []
            : [.. Directory.EnumerateFiles(start, "*.json", depth)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<SuiteGroup> Read(Dialect dialect, string file) => Read(Path.Combine(Root!, "tests", Folders[dialect], file));

    /// <summary>Returns the groups of one file. Schemas and instances keep their text, so that <c>1.0</c> does not become <c>1</c>.</summary>
    public static IReadOnlyList<SuiteGroup> Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. document.RootElement.EnumerateArray().Select(group => new SuiteGroup(
                group.GetProperty("description").GetString()!,
                Text(group.GetProperty("schema")),
                [
                    .. group.GetProperty("tests").EnumerateArray().Select(test => new SuiteTest(
                        test.GetProperty("description").GetString()!,
                        Text(test.GetProperty("data")),
                        test.GetProperty("valid").GetBoolean())),
                ])),
        ];
    }

    private static byte[] Text(JsonElement element) => System.Text.Encoding.UTF8.GetBytes(element.GetRawText());

    private static SchemaRegistry ReadRemotes()
    {
        var registry = new SchemaRegistry();
        if (Root is null) return registry;
        string folder = Path.Combine(Root, "remotes");
        foreach (string path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            var uri = new Uri("http://localhost:1234/" + Path.GetRelativePath(folder, path).Replace('\\', '/'));
            registry.Add(uri, File.ReadAllBytes(path));
        }

        return registry;
    }
}
