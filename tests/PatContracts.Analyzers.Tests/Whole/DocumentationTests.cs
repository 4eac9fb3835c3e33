using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Whole;

/// <summary>Pages of rules: each rule has one, each says what the rule's descriptor says, and its examples do what they claim.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Pages = Path.Combine(TestProject.RepositoryRoot, "docs", "rules");

    public static TheoryData<string> Ids => [.. AllRules.Descriptors.Select(descriptor => descriptor.Id)];

    public static TheoryData<string, int> Examples =>
    [
        .. AllRules.Descriptors.SelectMany(descriptor => CodeBlock().Matches(Page(descriptor.Id))
            .Select((match, index) => (descriptor.Id, index, Code: match.Groups["code"].Value))
            .Where(example => Marker().IsMatch(example.Code))
            .Select(example => (example.Id, example.index))),
    ];

    private static string Page(string id) => File.Exists(PathOf(id)) ? File.ReadAllText(PathOf(id)) : "";

    private static string PathOf(string id) => Path.Combine(Pages, id + ".md");

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_what_the_descriptor_says(string id)
    {
        DiagnosticDescriptor descriptor = AllRules.Descriptors.Single(rule => rule.Id == id);
        Assert.True(File.Exists(PathOf(id)), $"docs/rules/{id}.md is missing");
        string page = Page(id);
        Assert.StartsWith($"# {id}", page, StringComparison.Ordinal);
        Assert.Contains(descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture), page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(descriptor.Category, page, StringComparison.Ordinal);
        string severity = descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "off";
        Assert.Contains(severity, page, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith($"/docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_of_a_rule_has_its_rule()
    {
        string[] pages = [.. Directory.GetFiles(Pages, "PAT*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];
        Assert.Equal(AllRules.Descriptors.Select(descriptor => descriptor.Id), pages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_of_a_rule_about_code_shows_what_fires_and_what_is_silent(string id)
    {
        // What stands in JSON files cannot be shown by C# alone.
        if (id is "PAT3002" or "PAT4004" or "PAT4005") return;
        string[] markers = [.. CodeBlock().Matches(Page(id)).Select(match => Marker().Match(match.Groups["code"].Value).Value)];
        Assert.Contains(markers, marker => marker.Contains(id, StringComparison.Ordinal));
        Assert.Contains(markers, marker => marker.Contains("silent", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_does_what_it_claims(string id, int index)
    {
        string code = CodeBlock().Matches(Page(id))[index].Groups["code"].Value;
        CSharpCompilation compilation = Compile(code);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        string[] found = [.. (await AllRules.RunAsync(compilation, AllRules.Create(), TestContext.Current.CancellationToken)).Select(text => RuleId().Match(text).Value).Distinct(StringComparer.Ordinal)];
        // PAT3003 is off by default; a page that is not about it may read without validating.
        if (id != "PAT3003") found = [.. found.Where(rule => rule != "PAT3003")];
        string claimed = Marker().Match(code).Groups["rule"].Value;
        Assert.Equal(claimed.Length == 0 ? [] : [claimed], found);
    }

    // An example is a file, or, where it begins with statements, a program.
    private static CSharpCompilation Compile(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, TestProject.ParseOptions, "Example.cs");
        bool isProgram = tree.GetRoot().DescendantNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement));
        return CSharpCompilation.Create(
            "Example",
            [CSharpSyntaxTree.ParseText(TestProject.Usings, TestProject.ParseOptions, "Usings.cs"), tree],
            TestProject.References,
            TestProject.CompilationOptions.WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\A\s*// (fires: (?<rule>PAT\d{4})|silent)")]
    private static partial Regex Marker();

    [GeneratedRegex(@"PAT\d{4}|AD0001")]
    private static partial Regex RuleId();
}
