using System.Text.Json;

namespace PatContracts.Tool.Tests.Support;

/// <summary>A report of <c>--format json</c>.</summary>
internal sealed record Report(InputReport[] Results, ReportSummary Summary)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public JsonFinding[] Findings => [.. Results.SelectMany(result => result.Findings)];

    public static Report Parse(string json) => JsonSerializer.Deserialize<Report>(json, Options)!;
}
