using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>The rules' pages against the rules: what a page says of its rule is so, and what its examples claim happens.</summary>
public partial class DocumentationTests
{
    private static readonly string Folder = Path.Combine(TestProject.RepositoryRoot, "docs", "rules");

    /// <summary>The rules that something reports.</summary>
    public static TheoryData<string> Rules => [.. AllRules.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_gives_title_category_and_severity_of_its_rule(string id)
    {
        DiagnosticDescriptor rule = RuleCatalog.All.Single(rule => rule.Id == id);
        string page = Page(id);

        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"| Category | {rule.Category} |", page, StringComparison.Ordinal);
        Assert.Contains($"| Default severity | {SeverityOf(rule)} |", page, StringComparison.Ordinal);
        Assert.Contains("| Code fix | ", page, StringComparison.Ordinal);
        Assert.Equal($"{RuleCatalog.HelpLink}{id}.md", rule.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Examples_of_a_page_compile_and_do_what_they_claim(string id)
    {
        foreach (Match block in CSharpBlock().Matches(Page(id)))
        {
            string source = block.Groups["source"].Value;
            Match claim = Claim().Match(source);
            if (!claim.Success) continue;

            CSharpCompilation compilation = TestProject.Compile(source);
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

            IEnumerable<string> expected = claim.Groups["id"].Success ? [claim.Groups["id"].Value] : [];
            ImmutableArray<Diagnostic> reported = await AllRules.Run(compilation);
            Assert.Equal(expected, reported.Select(diagnostic => diagnostic.Id).Distinct());
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_shows_what_fires_and_what_is_silent(string id)
    {
        // What stands in JSON files cannot be shown by C# alone.
        if (id is "PAT3002" or "PAT3003" or "PAT4004" or "PAT4005") return;

        Match[] claims = [.. CSharpBlock().Matches(Page(id)).Select(block => Claim().Match(block.Groups["source"].Value)).Where(claim => claim.Success)];
        Assert.Contains(claims, claim => claim.Groups["id"].Value == id);
        Assert.Contains(claims, claim => !claim.Groups["id"].Success);
    }

    [Fact]
    public void Every_page_of_a_rule_has_its_rule()
    {
        string[] pages = [.. Directory.GetFiles(Folder, "PAT*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];
        Assert.Subset(RuleCatalog.All.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal), pages.ToHashSet(StringComparer.Ordinal));
    }

    private static string Page(string id) =>
        File.ReadAllText(Path.Combine(Folder, id + ".md")).ReplaceLineEndings("\n");

    private static string SeverityOf(DiagnosticDescriptor rule) => rule switch
    {
        { IsEnabledByDefault: false } => "off",
        { DefaultSeverity: DiagnosticSeverity.Warning } => "warning",
        _ => "info",
    };

    [GeneratedRegex("```csharp\n(?<source>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CSharpBlock();

    /// <summary>The first line of an example: what the rules say of it.</summary>
    [GeneratedRegex(@"\A// (fires: (?<id>PAT\d{4})|silent)\n", RegexOptions.ExplicitCapture)]
    private static partial Regex Claim();
}
