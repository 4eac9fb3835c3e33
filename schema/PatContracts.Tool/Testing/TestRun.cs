using PatContracts.Schema;
using PatContracts.Schema.Text;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Testing;

/// <summary>Runs test cases. Unexpected results are reported as findings, so that all report formats can be used.</summary>
internal static class TestRun
{
    private const string UnexpectedlyValid = "test/unexpectedly-valid";
    private const string OtherRule = "test/other-rule";
    private const int MaxFindings = 20;

    private static readonly ValidationOptions Options = new() { MaxFindings = 1000 };

    /// <summary>Runs test cases and returns a report with one result per case.</summary>
    public static CheckReport Run(IEnumerable<TestCase> cases)
    {
        var report = new CheckReport();
        foreach (TestCase test in cases) report.Results.Add(Run(test));
        return report;
    }

    private static InputResult Run(TestCase test)
    {
        if (test.File is null)
        {
            var unreadable = new InputResult { Path = test.Path, FullPath = test.FullPath, Contract = test.Contract.Name, IsUnreadable = true };
            Add(unreadable, test, SegmentResult.Unreadable("", "input/unreadable", "The payload of the test cannot be read").Findings[0]);
            return unreadable;
        }

        ReadOnlyMemory<byte> payload = test.File.AsMemory(test.Start, test.Length);
        SelectedContract contract = test.Contract.For(payload.Span);
        var result = new InputResult { Path = test.Path, FullPath = test.FullPath, Within = test.Within, Description = test.Description, Contract = contract.Name, Payloads = 1 };
        IReadOnlyList<Finding> findings = contract.Check(payload.Span, Options).Findings;
        string[] violated = [.. findings.Where(static finding => finding.Severity == FindingSeverity.Error).Select(static finding => finding.Rule).Distinct(StringComparer.Ordinal)];
        TextPosition start = TextPosition.Of(test.File, test.Start);
        if (test.ExpectsValid)
        {
            foreach (Finding finding in findings.Where(static finding => finding.Severity == FindingSeverity.Error).Take(MaxFindings)) Add(result, test, ReportedFinding.Of(At(finding, test.Start, start)));
        }
        else if (violated.Length == 0)
        {
            string rules = test.Rules.Count == 0 ? "its contract" : string.Join(" and ", test.Rules);
            Add(result, test, Unexpected(UnexpectedlyValid, $"The payload is valid; expected a violation of {rules}", test, start));
        }
        else if (test.Rules.Count > 0 && !test.Rules.All(rule => findings.Any(finding => finding.Rule == rule)))
        {
            Add(result, test, Unexpected(OtherRule, $"Expected a violation of {string.Join(" and ", test.Rules)}; got {string.Join(" and ", violated)}", test, start));
        }
        else if (test.Rules.Count > 0 && violated.Except(test.Rules).ToArray() is { Length: > 0 } others)
        {
            Add(result, test, Unexpected(OtherRule, $"Expected a violation of {string.Join(" and ", test.Rules)} only; also got {string.Join(" and ", others)}", test, start));
        }

        return result;
    }

    private static void Add(InputResult result, TestCase test, ReportedFinding finding)
    {
        finding = finding with { Within = test.Within };
        result.Findings.Add(finding with { Fingerprint = new Fingerprints($"{test.Path}#{test.Within}").Next(finding) });
        result.Errors++;
    }

    private static Finding At(Finding finding, int offset, TextPosition start) => finding.Relocate(
        offset + finding.Offset,
        finding.Length,
        start.Line + finding.Line - 1,
        finding.Line == 1 ? start.Column + finding.Column - 1 : finding.Column,
        [.. finding.Causes.Select(cause => At(cause, offset, start))]);

    private static ReportedFinding Unexpected(string rule, string message, TestCase test, TextPosition start) => new()
    {
        Rule = rule,
        Severity = FindingSeverity.Error,
        Message = message,
        Instance = "",
        Schema = "",
        Offset = test.Start,
        Length = 0,
        Line = start.Line,
        Column = start.Column,
    };
}
