using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Rules;

namespace PatContracts.Tool.Output;

/// <summary>SARIF 2.1.0 (OASIS) for code scanning services, with fingerprints, rule pages as help, and byte regions in addition to lines and columns.</summary>
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
            WriteAutomation(json, report);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (InputResult result in report.Results)
            {
                foreach (ReportedFinding finding in ReadableFindings.Of(result.Findings)) WriteResult(json, result, finding, Array.BinarySearch(rules, finding.Rule, StringComparer.Ordinal));
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

        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level((FindingSeverity)(PatCheck.All.FirstOrDefault(check => check.Id == rule)?.DefaultSeverity ?? RuleSeverity.Error)));
        json.WriteEndObject();
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

        WriteSchemaWarnings(json, report);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSchemaWarnings(Utf8JsonWriter json, CheckReport report)
    {
        if (report.SchemaWarnings.Count == 0) return;
        json.WriteStartArray("toolConfigurationNotifications");
        foreach (SchemaWarning warning in report.SchemaWarnings)
        {
            json.WriteStartObject();
            json.WriteString("level", "warning");
            WriteText(json, "message", warning.Message);
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", UriOf(RepositoryPaths.OfAnyService(warning.FullPath) ?? warning.Path));
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", warning.Warning.Line);
            json.WriteNumber("startColumn", warning.Warning.Column);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Services distinguish runs by this id: a run replaces earlier runs with the same contracts.
    private static void WriteAutomation(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartObject("automationDetails");
        json.WriteText("id", $"{CommandLine.Name}/{string.Join('+', report.Contracts)}/");
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, InputResult result, ReportedFinding finding, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", result.Request is null ? finding.Description : FindingText.Of(result, finding));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePhysicalLocation(json, result, finding.Line, finding.Column, finding.EndColumn, finding.Offset, finding.Length);
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteText("fullyQualifiedName", finding.Within + finding.Instance);
        json.WriteString("kind", "value");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        WriteRelatedLocations(json, result, finding);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("patContracts/v1", finding.Fingerprint);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteText("contract", result.Contract);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The reasons why a union is not matched, each with its location.
    private static void WriteRelatedLocations(Utf8JsonWriter json, InputResult result, ReportedFinding finding)
    {
        if (finding.Source?.Explain() is not { } explanation) return;
        json.WriteStartArray("relatedLocations");
        int id = 1;
        foreach (Finding cause in explanation.Findings)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id++);
            WritePhysicalLocation(json, result, cause.Line, cause.Column, endColumn: null, cause.Offset, cause.Length);
            WriteText(json, "message", cause.Alternative is { } alternative ? $"{alternative.Label}: {cause.Describe()}" : cause.Describe());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePhysicalLocation(Utf8JsonWriter json, InputResult result, long line, int column, int? endColumn, long offset, int length)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(RepositoryPaths.OfAnyService(result.FullPath) ?? result.Path));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", line);
        json.WriteNumber("startColumn", column);
        if (endColumn is { } end)
        {
            json.WriteNumber("endLine", line);
            json.WriteNumber("endColumn", end);
        }

        json.WriteNumber("byteOffset", offset);
        json.WriteNumber("byteLength", length);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteText("text", text);
        json.WriteEndObject();
    }

    private static string Level(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "note",
    };

    // An absolute path becomes a file URI; a relative path remains relative, so that the service resolves it in the repository.
    private static string UriOf(string path) =>
        Path.IsPathRooted(path) ? new Uri(path).AbsoluteUri : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
