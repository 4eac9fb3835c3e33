using System.Text.RegularExpressions;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Checks;

/// <summary>The page of a check says what the check does, and its examples break and keep it.</summary>
public sealed class PatCheckPageTests
{
    public static TheoryData<string> Checks => [.. PatCheck.All.Select(check => check.Id)];

    [Theory]
    [MemberData(nameof(Checks))]
    public void Page_says_what_the_check_is_and_its_examples_are_true(string id)
    {
        PatCheck check = PatCheck.Find(id)!;
        string page = Repository.Read($"docs/rules/{id}.md").ReplaceLineEndings("\n");
        // The one check that begins with a later version.
        string contract = check == PatCheck.NeverExpiresMismatch ? "v2025" : "v3";
        PatCheckOptions options = (PatCheckOptions.None with { TimeProvider = Payloads.Checks.TimeProvider }).With(check, check.DefaultSeverity);

        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        Assert.Contains($"{check.Summary}. Default: {check.DefaultSeverity.ToString().ToLowerInvariant()}.", page, StringComparison.Ordinal);
        Assert.Contains($"--severity {id}=off", page, StringComparison.Ordinal);
        Assert.Equal([id], Run(Block(page, "Breaks the rule:"), contract, options));
        Assert.Empty(Run(Block(page, "Keeps it:"), contract, options));
    }

    [Fact]
    public void No_page_is_of_a_check_that_does_not_exist() => Assert.Equal(
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
