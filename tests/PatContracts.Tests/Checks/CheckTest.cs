using System.Text;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Checks;

/// <summary>The base class of the tests of all checks.</summary>
public abstract class CheckTest(PatCheck check)
{
    internal PatCheckOptions Only { get; } = (PatCheckOptions.None with { TimeProvider = Payloads.Checks.TimeProvider }).With(check, check.DefaultSeverity);

    /// <summary>Asserts that the check fires once, at a pointer, and marks a text.</summary>
    internal Finding Fires(string payload, string pointer, string marked, string contract = "v3")
    {
        Finding finding = Assert.Single(Run(payload, contract, Only));
        Assert.Equal((check.Id, check.DefaultSeverity, pointer), (finding.Rule, (RuleSeverity)finding.Severity, finding.InstancePointer));
        Assert.Equal(marked, Encoding.UTF8.GetString(Payloads.Utf8(payload), (int)finding.Offset, finding.Length));
        (int line, int column) = PositionOf(payload, (int)finding.Offset);
        Assert.Equal((line, column), (finding.Line, finding.Column));

        // With the default severity, with another severity, and off.
        Assert.Contains(Run(payload, contract, Payloads.Checks), other => other.Rule == check.Id);
        Assert.Equal(FindingSeverity.Info, Assert.Single(Run(payload, contract, Only.With(check, RuleSeverity.Info))).Severity);
        Assert.Empty(Run(payload, contract, Only.With(check.Id, RuleSeverity.Off)));
        return finding;
    }

    internal void IsSilent(string payload, string contract = "v3") => Assert.Empty(Run(payload, contract, Only));

    private static Finding[] Run(string payload, string contract, PatCheckOptions options) =>
        [.. Payloads.Validate(contract, Payloads.Utf8(payload), options).Findings.Where(finding => finding.Rule.StartsWith("pat/", StringComparison.Ordinal))];

    private static (int Line, int Column) PositionOf(string payload, int offset)
    {
        string before = Encoding.UTF8.GetString(Payloads.Utf8(payload), 0, offset);
        int lineStart = before.LastIndexOf('\n') + 1;
        return (before.Count(c => c == '\n') + 1, before.Length - lineStart + 1);
    }
}
