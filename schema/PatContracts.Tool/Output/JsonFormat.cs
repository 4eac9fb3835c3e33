using System.Text.Encodings.Web;
using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>
/// A JSON document for programs and for <c>--baseline</c>. Its schema is <c>tool-check-report.schema.json</c>.
/// </summary>
internal sealed class JsonFormat : ReportFormat
{
    public static JsonWriterOptions WriterOptions { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Name => "json";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            json.WriteStartObject();
            WriteUnreadable(json, report);
            WriteSchemaWarnings(json, report);
            json.WriteStartArray("results");
            foreach (InputResult result in report.Results) WriteResult(json, result);
            json.WriteEndArray();
            WriteSummary(json, report);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteUnreadable(Utf8JsonWriter json, CheckReport report)
    {
        if (report.Unreadable is not { Count: > 0 } paths) return;
        json.WriteStartArray("unreadable");
        foreach (string path in paths) json.WriteTextValue(path);
        json.WriteEndArray();
    }

    private static void WriteSchemaWarnings(Utf8JsonWriter json, CheckReport report)
    {
        if (report.SchemaWarnings.Count == 0) return;
        json.WriteStartArray("schemaWarnings");
        foreach (SchemaWarning warning in report.SchemaWarnings)
        {
            json.WriteStartObject();
            json.WriteText("path", warning.Path);
            json.WriteText("pointer", warning.Warning.Pointer);
            json.WriteNumber("line", warning.Warning.Line);
            json.WriteNumber("column", warning.Warning.Column);
            json.WriteText("message", warning.Warning.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, InputResult result)
    {
        json.WriteStartObject();
        json.WriteText("path", result.Path);
        if (result.Within is not null) json.WriteString("within", result.Within);
        if (result.Request is not null) json.WriteText("request", result.Request);
        json.WriteText("contract", result.Contract);
        json.WriteNumber("payloads", result.Payloads);
        if (result.IsTruncated) json.WriteBoolean("truncated", true);
        json.WriteStartArray("findings");
        foreach (ReportedFinding finding in result.Findings) WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, ReportedFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", SeverityPolicy.Name(finding.Severity));
        json.WriteText("instance", finding.Instance);
        json.WriteString("schema", finding.Schema);
        json.WriteNumber("line", finding.Line);
        json.WriteNumber("column", finding.Column);
        json.WriteNumber("offset", finding.Offset);
        json.WriteText("message", finding.Message);
        json.WriteString("fingerprint", finding.Fingerprint);
        if (finding.Source is { } source) WriteCauses(json, source);
        json.WriteEndObject();
    }

    private static void WriteCauses(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Causes.Count == 0) return;
        SchemaAlternative? closest = finding.Explain()?.Closest;
        json.WriteStartArray("causes");
        foreach (Finding cause in finding.Causes) WriteCause(json, cause, closest);
        json.WriteEndArray();
    }

    private static void WriteCause(Utf8JsonWriter json, Finding cause, SchemaAlternative? closest)
    {
        json.WriteStartObject();
        if (cause.Alternative is { } alternative)
        {
            json.WriteString("alternative", alternative.SchemaPointer);
            if (alternative == closest) json.WriteBoolean("closest", true);
        }

        json.WriteString("rule", cause.Rule);
        json.WriteText("instance", cause.InstancePointer);
        json.WriteString("schema", cause.SchemaPointer);
        json.WriteNumber("line", cause.Line);
        json.WriteNumber("column", cause.Column);
        json.WriteText("message", cause.Message);
        WriteCauses(json, cause);
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("files", report.Files);
        json.WriteNumber("payloads", report.Payloads);
        json.WriteStartArray("contracts");
        foreach (string contract in report.Contracts) json.WriteTextValue(contract);
        json.WriteEndArray();
        json.WriteNumber("errors", report.Errors);
        json.WriteNumber("warnings", report.Warnings);
        json.WriteNumber("infos", report.Infos);
        if (report.Suppressed > 0) json.WriteNumber("suppressed", report.Suppressed);
        if (report.IsInterrupted) json.WriteBoolean("interrupted", true);
        json.WriteEndObject();
    }
}
