using PatContracts.Schema.Compilation;
using PatContracts.Schema.Vocabulary;
using Xunit;

namespace PatContracts.Schema.Tests.Conformance;

/// <summary>
/// Our own cases, in the format of the suite, under <c>cases</c>: a machine without the suite still tests every keyword, and features of a single dialect are
/// tested. The name of a folder lists the dialects of its cases.
/// </summary>
public sealed class OwnCasesTests
{
    private static readonly Dialect[] From202012 = [Dialect.Draft202012, Dialect.OpenApi31, Dialect.V1];

    private static readonly Dialect[] From201909 = [Dialect.Draft201909, .. From202012];

    private static readonly Dialect[] Drafts = [Dialect.Draft4, Dialect.Draft6, Dialect.Draft7, Dialect.Draft201909, Dialect.Draft202012, Dialect.OpenApi31];

    private static readonly Dictionary<string, Dialect[]> Folders = new()
    {
        ["every-dialect"] = [.. Drafts, Dialect.V1, Dialect.OpenApi30],
        ["drafts"] = Drafts,
        ["drafts-and-v1"] = [.. Drafts, Dialect.V1],
        ["up-to-2019-09"] = [Dialect.Draft4, Dialect.Draft6, Dialect.Draft7, Dialect.Draft201909],
        ["up-to-draft-07"] = [Dialect.Draft4, Dialect.Draft6, Dialect.Draft7],
        ["from-draft-06"] = [Dialect.Draft6, Dialect.Draft7, .. From201909],
        ["from-draft-07"] = [Dialect.Draft7, .. From201909],
        ["from-2019-09"] = From201909,
        ["from-2020-12"] = From202012,
        ["draft-06-to-2020-12"] = [Dialect.Draft6, Dialect.Draft7, Dialect.Draft201909, Dialect.Draft202012, Dialect.OpenApi31],
        ["2020-12"] = [Dialect.Draft202012, Dialect.OpenApi31],
        ["2019-09"] = [Dialect.Draft201909],
        ["draft-07"] = [Dialect.Draft7],
        ["draft-06"] = [Dialect.Draft6],
        ["draft-04"] = [Dialect.Draft4],
        ["openapi"] = [Dialect.OpenApi30, Dialect.OpenApi31],
        ["openapi-3.0"] = [Dialect.OpenApi30],
        ["openapi-3.1"] = [Dialect.OpenApi31],
        ["v1"] = [Dialect.V1],
    };

    private static string Root => Path.Combine(AppContext.BaseDirectory, "Conformance", "cases");

    public static TheoryData<Dialect, string> Files
    {
        get
        {
            var rows = new TheoryData<Dialect, string>();
            foreach ((Dialect dialect, string file) in AllFiles()) rows.Add(dialect, file);
            return rows;
        }
    }

    public static TheoryData<Dialect> Dialects => [.. Folders["every-dialect"]];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_has_the_right_result(Dialect dialect, string file)
    {
        List<SuiteFailure> failures = SuiteRunner.Run(dialect, Read(file), assertFormats: true);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_has_the_right_result_in_any_order_through_every_overload(Dialect dialect, string file)
    {
        List<SuiteFailure> failures = SuiteRunner.RunRepeatedly(dialect, Read(file), assertFormats: true, expected: []);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_folder_is_named_after_dialects() =>
        Assert.Equal(Folders.Keys.Order(StringComparer.Ordinal), Directory.EnumerateDirectories(Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_keyword_of_a_dialect_has_a_case(Dialect dialect)
    {
        string text = string.Concat(AllFiles().Where(row => row.Dialect == dialect).Select(row => File.ReadAllText(Path.Combine(Root, row.File))));
        string[] untested = [.. KeywordTable.Names(SchemaDialect.Of(dialect)).Where(name => !text.Contains($"\"{name}\":", StringComparison.Ordinal))];
        Assert.True(untested.Length == 0, string.Join(", ", untested));
    }

    internal static IReadOnlyList<SuiteGroup> Read(string file) => Suite.Read(Path.Combine(Root, file));

    private static IEnumerable<(Dialect Dialect, string File)> AllFiles() =>
        from folder in Folders
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder.Key), "*.json").Order(StringComparer.Ordinal)
        from dialect in folder.Value
        select (dialect, folder.Key + "/" + Path.GetFileName(path));
}
