using System.Text;
using System.Text.RegularExpressions;
using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;
using PatContracts.Yaml;

namespace PatContracts.Tool.Tests.Rules;

/// <summary>The rule pages in docs/rules: their structure, and whether their examples violate the rule or conform to it.</summary>
public sealed class RulePageTests
{
    private static readonly string[] Kinds = ["schema", "json", "pat", "input", "http", "read", "lint", "test", "yaml"];

    // Keywords that only apply other schemas: a violation has the name of the keyword in that schema.
    private static readonly string[] Applicators =
    [
        "$ref", "$dynamicRef", "$recursiveRef", "$defs", "definitions", "properties", "patternProperties", "propertyNames", "dependentSchemas", "prefixItems", "allOf", "if",
        "then", "else", "propertyDependencies", "contentSchema", "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "nullable",
    ];

    public static TheoryData<string> SchemaPages => [.. Pages("schema")];

    public static TheoryData<string> JsonPages => [.. Pages("json")];

    [Theory]
    [MemberData(nameof(SchemaPages))]
    public void Examples_of_a_schema_rule_are_correct(string rule)
    {
        string page = Page(rule);
        if (Block(page, "Schema:") is not { } schema || Block(page, "Violates the rule:") is not { } violation) return;
        Contract contract = Contract.Load(schema);
        var options = new ValidationOptions { UnknownProperties = rule == "schema/unknown" ? RuleSeverity.Warning : RuleSeverity.Off };
        Assert.Equal([rule], contract.Validate(violation, options).Findings.Select(finding => finding.Rule));
        Assert.Empty(contract.Validate(Block(page, "Conforms to the rule:")!, options).Findings);
    }

    [Theory]
    [MemberData(nameof(JsonPages))]
    public void Examples_of_a_JSON_rule_are_correct(string rule)
    {
        string page = Page(rule);
        Contract everything = Contract.Load("true");
        if (Block(page, "Violates the rule:") is { } violation)
        {
            // One example may show several forms of the fault, on the elements of an array.
            Assert.Contains(rule, everything.Validate(violation.TrimEnd('\n')).Findings.Select(finding => finding.Rule));
        }

        if (Block(page, "Conforms to the rule:") is { } conforming) Assert.Empty(everything.Validate(conforming).Findings);
    }

    [Fact]
    public void Examples_of_the_YAML_rule_are_correct()
    {
        string page = Page(YamlContractExtensions.SyntaxRule);
        Contract everything = Contract.Load("true");
        Assert.Equal([YamlContractExtensions.SyntaxRule], everything.ValidateYaml(Encoding.UTF8.GetBytes(Block(page, "Violates the rule:")!)).Findings.Select(finding => finding.Rule));
        Assert.Empty(everything.ValidateYaml(Encoding.UTF8.GetBytes(Block(page, "Conforms to the rule:")!)).Findings);
    }

    [Fact]
    public void Examples_of_a_lint_rule_are_correct()
    {
        foreach (string rule in Pages("lint"))
        {
            string page = Page(rule);
            Assert.Equal([rule], Lint(Block(page, "Violates the rule:")!));
            Assert.Empty(Lint(Block(page, "Conforms to the rule:")!));
        }

        static IEnumerable<string> Lint(string schema) => SchemaLinter.Lint(Encoding.UTF8.GetBytes(schema)).Select(finding => finding.Rule);
    }

    [Fact]
    public void Every_page_has_a_title_a_summary_and_the_section_about_fixes()
    {
        foreach (string rule in Kinds.SelectMany(Pages))
        {
            string[] lines = Page(rule).Split('\n');
            Assert.StartsWith($"# {rule}: ", lines[0], StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(lines[2]), rule);
            Assert.Contains("## How to fix violations", lines);
        }
    }

    [Fact]
    public void Every_rule_that_a_report_of_broken_samples_names_has_a_page()
    {
        Report report = Report.Parse(Command.Run("check", "samples/payloads/broken", "--format", "json").Output);
        foreach (string rule in report.Findings.Select(finding => finding.Rule).Distinct()) Assert.True(File.Exists(Repository.File($"docs/rules/{rule}.md")), rule);
    }

    [Fact]
    public void Every_rule_that_the_sources_name_can_be_explained_and_no_other()
    {
        // PatContracts.NJsonSchema only translates rules.
        string[] named = [.. new[] { "PatContracts", "PatContracts.AspNetCore", "PatContracts.Http", "PatContracts.Schema", "PatContracts.Tool", "PatContracts.Yaml" }.SelectMany(project => Sources("schema/" + project)).SelectMany(file => Regex.Matches(file, "\"((?:schema|json|pat|input|http|read|lint|test|yaml)/[A-Za-z0-9-]+)\"").Select(match => match.Groups[1].Value))];
        string[] compile = [.. Sources("analyzers/PatContracts.Analyzers/Rules").SelectMany(file => Regex.Matches(file, "\"(PAT\\d{4})\"").Select(match => match.Groups[1].Value))];
        Assert.All(Applicators, keyword => Assert.Contains(keyword, AllKeywords()));
        string[] expected =
        [
            .. named.Concat(AllKeywords().Except(Applicators).Select(keyword => "schema/" + keyword)).Append("schema/false").Concat(compile)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        Assert.True(expected.Length > 85, "The source files were not found.");
        Assert.Equal(expected, Command.Run("explain").Lines.Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Explain_prints_the_page_and_finds_a_rule_by_its_last_part()
    {
        CommandResult result = Command.Run("explain", "schema/required");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("schema/required: required property missing\n\nThe contract lists", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("```", result.Output, StringComparison.Ordinal);
        Assert.Equal(result.Output, Command.Run("explain", "REQUIRED").Output);
    }

    [Fact]
    public void The_index_lists_every_page_with_its_title()
    {
        string[] rows = [.. Regex.Matches(File.ReadAllText(Repository.File("docs/rules/README.md")), @"^\| \[(?<rule>[^\]]+)\]\(\k<rule>\.md\) \| (?<title>.+) \|\r?$", RegexOptions.Multiline).Select(row => $"{row.Groups["rule"].Value}: {row.Groups["title"].Value}")];
        Assert.Equal(Command.Run("explain").Lines.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Explain_without_a_rule_lists_all_rules()
    {
        CommandResult result = Command.Run("explain");
        string[] pages = [.. Directory.EnumerateFiles(Repository.File("docs/rules"), "*.md", SearchOption.AllDirectories).Where(page => Path.GetFileName(page) != "README.md")];
        Assert.Equal(pages.Length, result.Lines.Count);
    }

    [Fact]
    public void An_unknown_rule_is_a_usage_error_with_a_suggestion()
    {
        CommandResult result = Command.Run("explain", "unevaluated");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("pat-contracts: error: There is no rule \"unevaluated\". Did you mean schema/unevaluatedItems or schema/unevaluatedProperties?\n", result.Error);
    }

    /// <summary>The keywords in the table of the engine.</summary>
    private static string[] AllKeywords()
    {
        Type table = typeof(Contract).Assembly.GetType("PatContracts.Schema.Compilation.KeywordTable", throwOnError: true)!;
        object byName = table.GetField("ByName", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.GetValue(null)!;
        return [.. ((System.Collections.IDictionary)byName).Keys.Cast<string>()];
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    private static IEnumerable<string> Pages(string folder) =>
        Directory.EnumerateFiles(Repository.File($"docs/rules/{folder}"), "*.md").Select(file => $"{folder}/{Path.GetFileNameWithoutExtension(file)}").Order(StringComparer.Ordinal);

    private static string Page(string rule) => File.ReadAllText(Repository.File($"docs/rules/{rule}.md"), Encoding.UTF8).ReplaceLineEndings("\n");

    private static string? Block(string page, string heading)
    {
        Match match = Regex.Match(page, Regex.Escape(heading) + "\n\n```(?:json|yaml)\n(?<text>.*?)```", RegexOptions.Singleline);
        return match.Success ? match.Groups["text"].Value : null;
    }
}
