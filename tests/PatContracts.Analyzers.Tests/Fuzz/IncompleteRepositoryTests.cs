using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Tests.Realistic;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Fuzz;

/// <summary>No rule throws on the C# files of this repository, complete or truncated, as an editor passes them to analyzers.</summary>
[Trait(LongRun.Trait, LongRun.Long)]
public class IncompleteRepositoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task No_rule_fails_on_a_file_of_the_repository() =>
        AssertNoFailure(LongRun.OneIn(240, Files(), full: 2), together: 20, cuts: 1);

    [Fact]
    public Task No_rule_fails_on_a_source_in_a_test() =>
        AssertNoFailure(LongRun.OneIn(320, TestSources(), full: 16), together: 1, cuts: 1);

    [Fact]
    public Task No_rule_fails_on_a_member_of_the_realistic_project() =>
        AssertNoFailure(LongRun.OneIn(12, RealisticSources()), together: 20, cuts: LongRun.Count(1, full: 4));

    private static IEnumerable<string> Files() =>
        from folder in new[] { "tests", "samples", "schema" }
        from file in Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/Realistic/", StringComparison.Ordinal)
        select File.ReadAllText(file);

    private static IEnumerable<string> TestSources() =>
        from file in Directory.EnumerateFiles(Repository.File("tests/PatContracts.Analyzers.Tests"), "*Tests.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        from literal in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.Token.Value is string
        let text = literal.Token.ValueText
        where text.Length > 40 && text.Contains("Pat", StringComparison.Ordinal)
        select text.Contains("class ", StringComparison.Ordinal) || text.Contains("record ", StringComparison.Ordinal) ? text : Sources.InClass(text);

    private static IEnumerable<string> RealisticSources() =>
        from folder in new[] { "Members", "Mistakes" }
        from file in RealisticProject.Of(CodeTemplate.In(folder), variants: 1).Files
        select file.Source;

    /// <summary>Runs all rules on the sources, complete or with a part removed. Sources that declare different types are compiled together.</summary>
    private static async Task AssertNoFailure(IEnumerable<string> sources, int together, int cuts)
    {
        CSharpCompilation project = RealisticProject.Of([], variants: 0).Compile();
        var random = new Random(20261130);
        var failures = new List<string>();
        int count = 0;
        foreach (string[] chunk in sources.Chunk(together))
        {
            count += chunk.Length;
            for (int round = 0; round <= 2 * cuts; round++)
            {
                SyntaxTree[] trees = [.. chunk.Select((source, index) => CSharpSyntaxTree.ParseText(Cut(source, round, random), TestProject.ParseOptions, $"{index}.cs", cancellationToken: Cancellation))];
                failures.AddRange((await AllRules.Run(AllRules.SwitchOn(project.AddSyntaxTrees(trees))))
                    .Where(diagnostic => diagnostic.Id == "AD0001")
                    .Select(diagnostic => diagnostic.GetMessage(null)));
            }
        }

        Assert.NotEqual(0, count);
        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n{string.Join("\n\n", failures.Take(4))}");
    }

    /// <summary>Returns the whole source in round 0; then, alternately, the text before a random position and the text without a random part.</summary>
    private static string Cut(string source, int round, Random random)
    {
        int position = random.Next(source.Length);
        if (round == 0) return source;
        return round % 2 == 1 ? source[..position] : source.Remove(position, random.Next(Math.Min(60, source.Length - position)));
    }
}
