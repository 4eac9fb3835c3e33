using PatContracts.Schema.Tests.Conformance;
using Xunit;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// Tests the reference evaluator itself with the official suite and with our own cases: comparing with it is useful only if it is known to be correct.
/// </summary>
public sealed class ReferenceEvaluatorTests
{
    /// <summary>Groups (* for all) of a file or folder that the reference evaluator does not support, with the reason.</summary>
    private static readonly (string File, string Group, string Reason)[] NotCovered =
    [
        ("optional/format/", "*", "formats are annotations here"),
        ("optional/format-assertion.json", "*", "formats are annotations here"),
        ("every-dialect/format.json", "*", "formats are annotations here"),
        ("openapi/formats.json", "*", "formats are annotations here"),
        ("openapi-3.0/integers.json", "int32 and int64", "formats are annotations here"),
        ("optional/content.json", "*", "content keywords are annotations here"),
        ("vocabulary.json", "*", "a metaschema of the test's own chooses the keywords"),
        ("optional/ecmascript-regex.json", "*", "patterns are those of .NET, which differ here"),
        ("optional/non-bmp-regex.json", "*", "patterns are those of .NET, which differ here"),
        ("pattern.json", "pattern with Unicode property escape requires unicode mode", "patterns are those of .NET, which differ here"),
        ("patternProperties.json", "patternProperties with Unicode property escape", "patterns are those of .NET, which differ here"),
        ("every-dialect/pattern.json", "a character beyond the basic plane is one", "patterns are those of .NET, which differ here"),
    ];

    private static readonly Lazy<Dictionary<string, string>> Remotes = new(ReadRemotes);

    public static TheoryData<Dialect, string> OwnFiles => OwnCasesTests.Files;

    public static TheoryData<Dialect, string> RequiredFiles => OfficialSuiteTests.RequiredFiles;

    public static TheoryData<Dialect, string> OptionalFiles => OfficialSuiteTests.OptionalFiles;

    [Theory]
    [MemberData(nameof(OwnFiles))]
    public void Every_case_of_our_own_has_the_right_result(Dialect dialect, string file) => AssertRight(dialect, file, OwnCasesTests.Read(file));

    [Theory]
    [MemberData(nameof(RequiredFiles))]
    [MemberData(nameof(OptionalFiles))]
    public void Every_case_of_the_suite_has_the_right_result(Dialect dialect, string file)
    {
        Assert.SkipWhen(Suite.Root is null, Suite.Absence);
        AssertRight(dialect, file, Suite.Read(dialect, file));
    }

    private static void AssertRight(Dialect dialect, string file, IReadOnlyList<SuiteGroup> groups)
    {
        var failures = new List<string>();
        foreach (SuiteGroup group in groups)
        {
            if (NotCovered.Any(entry => file.Contains(entry.File, StringComparison.Ordinal) && (entry.Group is "*" || entry.Group == group.Description))) continue;
            foreach (SuiteTest test in group.Tests)
            {
                if (Problem(dialect, group, test) is { } problem) failures.Add(new SuiteFailure(group.Description, test.Description, problem).ToString());
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static string? Problem(Dialect dialect, SuiteGroup group, SuiteTest test)
    {
        try
        {
            bool isValid = ReferenceEvaluator.Load(group.Schema, dialect, Find).IsValid(PlainValue.Parse(test.Data));
            return isValid == test.Valid ? null : isValid ? "accepted" : "rejected";
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return exception.ToString();
        }
    }

    private static PlainValue? Find(Uri uri) => Remotes.Value.TryGetValue(uri.AbsoluteUri, out string? path) ? PlainValue.Parse(File.ReadAllBytes(path)) : null;

    /// <summary>The remote documents of the suite, and the published metaschemas.</summary>
    private static Dictionary<string, string> ReadRemotes()
    {
        var remotes = new Dictionary<string, string>();
        if (Suite.Root is { } suite)
        {
            string folder = Path.Combine(suite, "remotes");
            foreach (string path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
            {
                remotes["http://localhost:1234/" + Path.GetRelativePath(folder, path).Replace('\\', '/')] = path;
            }
        }

        foreach (string path in Directory.EnumerateFiles(Repository.File("schema/PatContracts.Schema/Metaschemas"), "*.json", SearchOption.AllDirectories))
        {
            PlainValue document = PlainValue.Parse(File.ReadAllBytes(path));
            if ((document["$id"] ?? document["id"]) is { IsString: true } id) remotes[id.Text.TrimEnd('#')] = path;
        }

        return remotes;
    }
}
