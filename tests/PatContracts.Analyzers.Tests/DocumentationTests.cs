using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>The rule pages in docs/rules: their structure, their facts about the rules, and their examples.</summary>
public partial class DocumentationTests
{
    private static readonly string[] Sections =
    [
        "Cause", "Rule description", "Example", "What the rule analyzes", "What the rule ignores", "How to fix violations", "When to suppress warnings", "Configure severity",
    ];

    /// <summary>The ids of the rules that the analyzers support.</summary>
    public static TheoryData<string> Rules =>
        [.. AllRules.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_has_the_title_category_severity_and_code_fix_of_its_rule(string id)
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
    public void Page_has_the_sections_of_a_rule_page(string id) => Assert.Equal(
        Sections,
        RulePages.Read(id).Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line["## ".Length..]));

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Examples_of_a_page_compile_and_have_the_expected_diagnostics(string id)
    {
        foreach (CodeExample example in RulePages.CodeExamples(id))
        {
            CSharpCompilation compilation = TestProject.Compile(example.Source);
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

            string[] expected = example.Fires is { } rule ? [rule] : [];
            ImmutableArray<Diagnostic> reported = await AllRules.Run(compilation);
            Assert.Equal(example.WhenSwitchedOn ? [] : expected, reported.Select(diagnostic => diagnostic.Id).Distinct());

            // A rule that is disabled by default is enabled here to analyze its own examples.
            if (RuleCatalog.All.Single(descriptor => descriptor.Id == id).IsEnabledByDefault) continue;
            reported = await AllRules.Run(AllRules.SwitchOn(compilation));
            Assert.Equal(expected, reported.Select(diagnostic => diagnostic.Id).Distinct());
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Files_of_a_page_have_the_expected_diagnostics(string id)
    {
        foreach (FileExample example in RulePages.FileExamples(id))
        {
            Diagnostic fault = Assert.Single(await AllRules.Run(TestProject.Compile(), ToFile(example.Json)));
            Assert.Equal(example.Fires, fault.Id);
            Assert.Equal(example.At, example.Json.Substring(fault.Location.SourceSpan.Start, fault.Location.SourceSpan.Length));
            Assert.Equal(example.File, fault.Location.GetLineSpan().Path);

            Assert.NotEqual(example.Json, example.Fixed);
            Assert.Empty(await AllRules.Run(TestProject.Compile(), ToFile(example.Fixed)));

            MemoryFile ToFile(string json) => example.File.EndsWith(".schema.json", StringComparison.Ordinal)
                ? MemoryFile.Schema(example.File, json, "example")
                : MemoryFile.Payload(example.File, json, "v3");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_has_examples_with_and_without_diagnostics(string id)
    {
        if (RulePages.FileExamples(id).Any(example => example.Fires == id)) return;

        CodeExample[] examples = [.. RulePages.CodeExamples(id)];
        Assert.Contains(examples, example => example.Fires == id);
        Assert.Contains(examples, example => example.Fires is null);
    }

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule()
    {
        string[] rules = [.. RuleCatalog.All.Select(rule => rule.Id).Order(StringComparer.Ordinal)];
        Assert.Equal(rules, RulePages.Ids);
        Assert.Equal(rules, Rules.Select(row => row.Data));
    }

    /// <summary>The build of the repository enables the rules in this list for its own code.</summary>
    [Fact]
    public void The_build_enables_every_rule_for_the_repository()
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
