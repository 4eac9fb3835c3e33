using System.Text.RegularExpressions;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Checks;

/// <summary>The pages of the checks: their summaries, default severities and examples.</summary>
public sealed class PatCheckPageTests
{
    public static TheoryData<string> Checks => [.. PatCheck.All.Select(check => check.Id)];

    [Theory]
    [MemberData(nameof(Checks))]
    public void Page_has_the_summary_and_severity_of_its_check_and_its_examples_are_correct(string id)
    {
        PatCheck check = PatCheck.Find(id)!;
        string page = Repository.Read($"docs/rules/{id}.md").ReplaceLineEndings("\n");
        // The flag that this check reads exists only in later versions.
        string contract = check == PatCheck.NeverExpiresMismatch ? "v2025" : "v3";
        PatCheckOptions options = (PatCheckOptions.None with { TimeProvider = Payloads.Checks.TimeProvider }).With(check, check.DefaultSeverity);

        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        Assert.Contains($"{check.Summary}. Default: {check.DefaultSeverity.ToString().ToLowerInvariant()}.", page, StringComparison.Ordinal);
        Assert.Contains($"--severity {id}=off", page, StringComparison.Ordinal);
        Assert.Equal([id], Run(Block(page, "Violates the rule:"), contract, options));
        Assert.Empty(Run(Block(page, "Conforms to the rule:"), contract, options));
    }

    [Fact]
    public void Every_check_has_a_page_and_every_page_a_check() => Assert.Equal(
        PatCheck.All.Select(check => check.Id).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.File("docs/rules/pat"), "*.md").Select(file => $"pat/{Path.GetFileNameWithoutExtension(file)}").Order(StringComparer.Ordinal));

    private static string[] Run(string json, string contract, PatCheckOptions options)
    {
        ContractValidationResult result = Payloads.Validate(contract, Payloads.Utf8(json), options);
        Assert.True(result.IsWellFormed);
        return [.. result.Findings.Select(finding => finding.Rule).Where(rule => rule.StartsWith("pat/", StringComparison.Ordinal))];
    }

    private static string Block(string page, string heading) =>
        Regex.Match(page, Regex.Escape(heading) + "\n\n```json\n(?<json>.*?)```", RegexOptions.Singleline).Groups["json"].Value;
}
