using System.Text.Json;

namespace PatContracts.Tool.Tests.Support;

/// <summary>The report of <c>--format json</c>, read back.</summary>
internal sealed record Report(InputReport[] Results, Summary Summary)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public ReportedFinding[] Findings => [.. Results.SelectMany(result => result.Findings)];

    public static Report Parse(string json) => JsonSerializer.Deserialize<Report>(json, Options)!;
}

internal sealed record InputReport(string Path, string? Within, string Contract, long Payloads, bool Truncated, ReportedFinding[] Findings);

internal sealed record ReportedFinding(
    string Rule,
    string Severity,
    string Instance,
    string Schema,
    int Line,
    int Column,
    long Offset,
    string Message,
    string Fingerprint);

internal sealed record Summary(int Files, long Payloads, long Errors, long Warnings, long Infos, long Suppressed, bool Interrupted);
