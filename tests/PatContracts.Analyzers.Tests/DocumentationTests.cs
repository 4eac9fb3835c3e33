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
    /// <summary>The rules that something reports.</summary>
    public static TheoryData<string> Rules =>
        [.. AllRules.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_gives_title_category_severity_and_fix_of_its_rule(string id)
    {
        DiagnosticDescriptor rule = RuleCatalog.All.Single(rule => rule.Id == id);
        string page = RulePages.Read(id);

        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"| Category | {rule.Category} |", page, StringComparison.Ordinal);
        Assert.Contains($"| Default severity | {SeverityOf(rule)} |", page, StringComparison.Ordinal);
        Assert.Contains(HasFix(id) ? "| Code fix | yes" : "| Code fix | no", page, StringComparison.Ordinal);
        Assert.Equal($"{RuleCatalog.HelpLink}{id}.md", rule.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Examples_of_a_page_compile_and_do_what_they_claim(string id)
    {
        foreach (CodeExample example in RulePages.CodeExamples(id))
        {
            CSharpCompilation compilation = TestProject.Compile(example.Source);
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

            string[] expected = example.Fires is { } rule ? [rule] : [];
            ImmutableArray<Diagnostic> reported = await AllRules.Run(compilation);
            Assert.Equal(example.WhenSwitchedOn ? [] : expected, reported.Select(diagnostic => diagnostic.Id).Distinct());

            // Rules that are off by default report nothing in examples of other rules, but fire in their own; the fixed one is silent for them as well.
            if (RuleCatalog.All.Single(descriptor => descriptor.Id == id).IsEnabledByDefault) continue;
            reported = await AllRules.Run(AllRules.SwitchOn(compilation));
            Assert.Equal(expected, reported.Select(diagnostic => diagnostic.Id).Distinct());
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Files_of_a_page_do_what_it_claims(string id)
    {
        foreach (FileExample example in RulePages.FileExamples(id))
        {
            Diagnostic fault = Assert.Single(await AllRules.Run(TestProject.Compile(), ToFile(example.Json)));
            Assert.Equal(example.Fires, fault.Id);
            Assert.Equal(example.At, example.Json.Substring(fault.Location.SourceSpan.Start, fault.Location.SourceSpan.Length));
            Assert.Equal(example.File, fault.Location.GetLineSpan().Path);

            Assert.NotEqual(example.Json, example.Mended);
            Assert.Empty(await AllRules.Run(TestProject.Compile(), ToFile(example.Mended)));

            MemoryFile ToFile(string json) => example.File.EndsWith(".schema.json", StringComparison.Ordinal)
                ? MemoryFile.Schema(example.File, json, "example")
                : MemoryFile.Payload(example.File, json, "v3");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_shows_what_fires_and_what_is_silent(string id)
    {
        if (RulePages.FileExamples(id).Any(example => example.Fires == id)) return;

        CodeExample[] examples = [.. RulePages.CodeExamples(id)];
        Assert.Contains(examples, example => example.Fires == id);
        Assert.Contains(examples, example => example.Fires is null);
    }

    [Fact]
    public void Every_rule_has_its_page_and_every_page_its_rule()
    {
        string[] rules = [.. RuleCatalog.All.Select(rule => rule.Id).Order(StringComparer.Ordinal)];
        Assert.Equal(rules, RulePages.Ids);
        Assert.Equal(rules, Rules.Select(row => row.Data));
    }

    /// <summary>The build holds the repository's own code to the rules of this list.</summary>
    [Fact]
    public void The_repository_is_held_to_every_rule()
    {
        string list = Repository.Read("eng/own-rules.globalconfig");
        Assert.Equal(
            RuleCatalog.All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
            SeverityLine().Matches(list).Select(match => match.Groups["id"].Value));
    }

    private static bool HasFix(string id) => Verification.Fixes.All.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    private static string SeverityOf(DiagnosticDescriptor rule) => rule switch
    {
        { IsEnabledByDefault: false } => "off",
        { DefaultSeverity: DiagnosticSeverity.Warning } => "warning",
        _ => "info",
    };

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<id>PAT\d{4})\.severity = warning$", RegexOptions.Multiline)]
    private static partial Regex SeverityLine();
}
