using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Rules;

namespace PatContracts.Tool.Output;

/// <summary>For code scanning services: SARIF 2.1.0 (OASIS), with fingerprints, the rules' pages as help, and byte regions beside line and column.</summary>
internal sealed class SarifFormat : ReportFormat
{
    public override string Name => "sarif";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        string[] rules = [.. report.Results.SelectMany(static result => result.Findings).Select(static finding => finding.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        using (var json = new Utf8JsonWriter(output, JsonFormat.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules);
            WriteInvocation(json, report);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (InputResult result in report.Results)
            {
                foreach (ReportedFinding finding in result.Findings) WriteResult(json, result, finding, Array.BinarySearch(rules, finding.Rule, StringComparer.Ordinal));
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteTool(Utf8JsonWriter json, string[] rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", CommandLine.Name);
        json.WriteString("semanticVersion", ToolVersion.Semantic);
        json.WriteString("informationUri", ToolVersion.ProjectPage);
        json.WriteStartArray("rules");
        foreach (string rule in rules) WriteRule(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, string rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule);
        if (RulePage.Find(rule) is { } page)
        {
            WriteText(json, "shortDescription", page.Title);
            WriteText(json, "fullDescription", page.Summary);
            json.WriteString("helpUri", page.Address);
            json.WriteStartObject("help");
            json.WriteString("text", page.Markdown);
            json.WriteString("markdown", page.Markdown);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.ExitCode is ExitCode.Clean or ExitCode.Findings);
        json.WriteNumber("exitCode", (int)report.ExitCode);
        if (UnreadableInputs.Describe(report) is { } unreadable)
        {
            json.WriteStartArray("toolExecutionNotifications");
            json.WriteStartObject();
            json.WriteString("level", "error");
            WriteText(json, "message", unreadable);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, InputResult result, ReportedFinding finding, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", result.Request is null ? finding.Message : FindingText.Of(result, finding));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(result.Path));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.Line);
        json.WriteNumber("startColumn", finding.Column);
        json.WriteNumber("byteOffset", finding.Offset);
        json.WriteNumber("byteLength", finding.Length);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", finding.Within + finding.Instance);
        json.WriteString("kind", "value");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("patContracts/v1", finding.Fingerprint);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "note",
    };

    // An absolute path is a file URI; a relative one stays relative, for the service to find in the repository.
    private static string UriOf(string path) =>
        Path.IsPathRooted(path) ? new Uri(path).AbsoluteUri : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
