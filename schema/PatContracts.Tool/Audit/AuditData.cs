using System.Globalization;
using System.Text.Json;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Audit;

/// <summary>An audit for programs: JSON, described by <c>tool-audit-report.schema.json</c>, and CSV (RFC 4180).</summary>
internal static class AuditData
{
    private static readonly string[] Columns = ["path", "line", "instance", "managed", "advice", "flags", "daysSinceUse", "ageDays", "expiresInDays"];
    private static readonly string[] ValueColumns = ["id", "name", "ownerId", "ownerName", "scope", "created", "lastUsed", "expirationDate"];

    public static void WriteJson(AuditReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonFormat.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("now", Time(report.Now));
            json.WriteNumber("staleAfterDays", (int)report.StaleAfter.TotalDays);
            json.WriteStartArray("tokens");
            foreach (AuditedToken token in report.Tokens) WriteToken(json, report, token);
            json.WriteEndArray();
            WriteSummary(json, report);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    public static void WriteCsv(AuditReport report, Stream output)
    {
        using StreamWriter writer = Terminal.Utf8Writer(output);
        writer.NewLine = "\r\n";
        writer.WriteLine(string.Join(',', report.ShowValues ? [.. Columns, .. ValueColumns] : Columns));
        foreach (AuditedToken token in report.Tokens)
        {
            List<string?> cells =
            [
                token.Path, Number(token.Line), token.Instance, token.IsManaged ? "true" : "false", AuditNames.Of(token.Advice), string.Join(' ', AuditNames.Of(token.Flags)),
                Days(report, token.LastUsed), Days(report, token.Created), Days(report, token.Token?.ExpirationDate, isAhead: true),
            ];
            if (report.ShowValues) cells.AddRange(Values(token.Token).Select(static value => value.Text));
            writer.WriteLine(string.Join(',', cells.Select(static cell => Cell(cell ?? ""))));
        }
    }

    private static void WriteToken(Utf8JsonWriter json, AuditReport report, AuditedToken token)
    {
        json.WriteStartObject();
        json.WriteString("path", token.Path);
        json.WriteNumber("line", token.Line);
        json.WriteString("instance", token.Instance);
        json.WriteBoolean("managed", token.IsManaged);
        json.WriteString("advice", AuditNames.Of(token.Advice));
        json.WriteStartArray("flags");
        foreach (string flag in AuditNames.Of(token.Flags)) json.WriteStringValue(flag);
        json.WriteEndArray();
        WriteDays(json, "daysSinceUse", report, token.LastUsed, isAhead: false);
        WriteDays(json, "ageDays", report, token.Created, isAhead: false);
        WriteDays(json, "expiresInDays", report, token.Token?.ExpirationDate, isAhead: true);
        if (report.ShowValues)
        {
            json.WriteStartObject("values");
            foreach ((string name, string? text) in Values(token.Token)) json.WriteString(name, text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDays(Utf8JsonWriter json, string name, AuditReport report, DateTimeOffset? moment, bool isAhead)
    {
        if (moment is { } known) json.WriteNumber(name, isAhead ? -report.DaysSince(known) : report.DaysSince(known));
        else json.WriteNull(name);
    }

    private static void WriteSummary(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("files", report.Files);
        json.WriteNumber("tokens", report.Tokens.Count);
        json.WriteNumber("managed", report.Count(Advice.LeaveToPlatform));
        foreach ((TokenFlags flag, string name) in AuditNames.AllFlags) json.WriteNumber(name, report.Count(flag));
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string? Text)> Values(GetPersonalAccessTokenResponse? token) =>
    [
        ("id", token?.Id), ("name", token?.Name), ("ownerId", token?.Owner?.Id), ("ownerName", token?.Owner?.Name),
        ("scope", token?.Scope is { } scope ? string.Join(' ', scope) : null),
        ("created", token is null || token.Created == default ? null : Time(token.Created)),
        ("lastUsed", token?.LastUsed is { } used ? Time(used) : null),
        ("expirationDate", token?.ExpirationDate is { } end ? Time(end) : null),
    ];

    private static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Days(AuditReport report, DateTimeOffset? moment, bool isAhead = false) =>
        moment is { } known ? Number(isAhead ? -report.DaysSince(known) : report.DaysSince(known)) : null;

    // A cell that a spreadsheet would take for a formula is made a text by an apostrophe.
    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '@' or '\t' or '\r' || (text.StartsWith('-') && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))) text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
