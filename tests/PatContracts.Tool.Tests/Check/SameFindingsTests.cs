using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

public sealed class SameFindingsTests
{
    /// <summary>In addition to the findings of the library, the command reports problems of files, and supports NDJSON.</summary>
    [Theory]
    [InlineData("v3")]
    [InlineData("v2026")]
    public void The_command_and_the_library_report_the_same_findings(string contract)
    {
        Report report = Report.Parse(Command.Run("check", "samples/payloads", "--contract", contract, "--format", "json").Output);
        int compared = 0;
        foreach (InputReport result in report.Results)
        {
            if (result.Path.EndsWith(".ndjson", StringComparison.Ordinal) || result.Findings.Any(finding => finding.Rule.StartsWith("input/", StringComparison.Ordinal))) continue;
            IReadOnlyList<Finding> expected = Validate(contract, File.ReadAllBytes(Repository.File(result.Path))).Findings;
            Assert.Equal(expected.Select(Line), result.Findings.Select(Line));
            compared++;
        }

        Assert.True(compared > 60, "The samples are missing.");
    }

    private static string Line(Finding finding) => string.Join(
        '|', finding.Rule, Name(finding.Severity), finding.InstancePointer, finding.SchemaPointer, finding.Line, finding.Column, finding.Offset, finding.Message);

    private static string Line(JsonFinding finding) => string.Join(
        '|', finding.Rule, finding.Severity, finding.Instance, finding.Schema, finding.Line, finding.Column, finding.Offset, finding.Message);

    private static ContractValidationResult Validate(string contract, byte[] payload) => PatContract.TryGet(contract, out PatContract? version)
        ? version.Validate(payload, PatCheckOptions.Default)
        : PatContract.Catalog.Get(contract).Validate(payload, PatCheckOptions.Default);

    private static string Name(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
