using System.Text.Json;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Audit;

/// <summary>Writes an audit as JSON. The schema of the document is <c>tool-audit-report.schema.json</c>.</summary>
internal static class AuditJson
{
    public static void Write(AuditReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonFormat.WriterOptions))
        {
            json.WriteStartObject();
            WriteHead(json, report);
            WriteSummary(json, report);
            WriteArray(json, "tokens", report.Tokens, token => WriteToken(json, report, token));
            WriteArray(json, "owners", report.Owners, owner => WriteOwner(json, report, owner));
            if (report.Comparison is { } comparison) WriteComparison(json, report, comparison);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteHead(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteBoolean("complete", report.Faults.Count == 0);
        WriteArray(json, "problems", report.Faults, fault => WriteFault(json, fault));
        json.WriteNumber("omittedProblems", report.OmittedFaults);
        json.WriteString("now", AuditDates.Time(report.Policy.Now));
        json.WriteString("contract", report.Contract);
        json.WriteNumber("staleAfterDays", report.Policy.StaleDays);
        json.WriteNumber("expiringWithinDays", report.Policy.ExpiringDays);
        json.WriteStartObject("pseudonyms");
        json.WriteString("key", report.Pseudonyms.KeyName);
        json.WriteString("source", report.Pseudonyms.Source switch
        {
            PseudonymKeySource.Environment => "environment",
            PseudonymKeySource.User => "user",
            _ => "run",
        });
        json.WriteEndObject();
    }

    private static void WriteFault(Utf8JsonWriter json, InputFault fault)
    {
        json.WriteStartObject();
        json.WriteText("path", fault.Path);
        json.WriteNumber("line", fault.Line);
        json.WriteNumber("column", fault.Column);
        json.WriteString("rule", fault.Rule);
        json.WriteText("message", fault.Message);
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("files", report.Inputs);
        json.WriteNumber("unreadable", report.UnreadableInputs);
        json.WriteNumber("tokens", report.Tokens.Count);
        json.WriteNumber("managed", report.Count(Advice.LeaveToPlatform));
        json.WriteNumber("owners", report.Owners.Count(static owner => owner.Pseudonym is not null));
        json.WriteStartObject("advice");
        foreach (AdviceTerm term in AuditTerms.AllAdvice) json.WriteNumber(term.Name, report.Count(term.Advice));
        json.WriteEndObject();
        foreach (FlagTerm term in AuditTerms.AllFlags) json.WriteNumber(term.Name, report.Count(term.Flag));
        json.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter json, AuditReport report, AuditedToken token)
    {
        json.WriteStartObject();
        json.WriteString("advice", AuditTerms.Of(token.Advice).Name);
        json.WriteString("reason", token.Reason);
        WriteOptional(json, "date", token.Date is { } date ? AuditDates.Day(date) : null);
        WriteOptional(json, "token", token.Pseudonym);
        WriteOptional(json, "owner", token.OwnerPseudonym);
        json.WriteBoolean("managed", token.IsManaged);
        WriteArray(json, "flags", [.. AuditTerms.Of(token.Flags)], flag => json.WriteStringValue(flag.Name));
        WriteDays(json, "daysSinceUse", report, token.LastUsed, isAhead: false);
        WriteDays(json, "ageDays", report, token.Created, isAhead: false);
        WriteDays(json, "expiresInDays", report, token.ExpirationDate, isAhead: true);
        WriteLocation(json, token);
        if (report.ShowValues)
        {
            json.WriteStartObject("values");
            foreach ((string name, string? text) in AuditValues.Of(token.Stated)) WriteOptional(json, name, text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, AuditedToken token)
    {
        json.WriteText("path", token.Path);
        json.WriteNumber("line", token.Line);
        json.WriteText("instance", token.Instance);
    }

    private static void WriteOwner(Utf8JsonWriter json, AuditReport report, OwnerSummary owner)
    {
        json.WriteStartObject();
        WriteOptional(json, "owner", owner.Pseudonym);
        json.WriteNumber("tokens", owner.Tokens);
        json.WriteStartObject("advice");
        foreach (AdviceTerm term in AuditTerms.AllAdvice) json.WriteNumber(term.Name, owner.Count(term.Advice));
        json.WriteEndObject();
        if (report.ShowValues)
        {
            json.WriteStartObject("values");
            WriteOptional(json, "ownerId", owner.Id);
            WriteOptional(json, "ownerName", owner.Name);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, AuditReport report, AuditComparison comparison)
    {
        json.WriteStartObject("comparison");
        json.WriteNumber("files", comparison.Inputs);
        json.WriteNumber("tokens", comparison.Tokens);
        json.WriteNumber("withoutId", comparison.WithoutId);
        json.WriteStartObject("summary");
        foreach (ChangeTerm term in AuditTerms.AllChanges) json.WriteNumber(term.Name, comparison.Count(term.Kind));
        json.WriteEndObject();
        WriteArray(json, "changes", comparison.Changes, change => WriteChange(json, report, change));
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, AuditReport report, TokenChange change)
    {
        json.WriteStartObject();
        json.WriteString("change", AuditTerms.Of(change.Kind).Name);
        WriteOptional(json, "token", change.Token.Pseudonym);
        WriteOptional(json, "owner", change.Token.OwnerPseudonym);
        if (change.Previous is { } previous) WriteOptional(json, "previous", previous.Pseudonym);
        WriteLocation(json, change.Token);
        if (report.ShowValues)
        {
            json.WriteStartObject("values");
            foreach ((string name, string? text) in AuditValues.Of(change.Token.Stated)) WriteOptional(json, name, text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items) write(item);
        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is null) json.WriteNull(name);
        else json.WriteText(name, text);
    }

    private static void WriteDays(Utf8JsonWriter json, string name, AuditReport report, DateTimeOffset? time, bool isAhead)
    {
        if (time is { } known) json.WriteNumber(name, isAhead ? -report.Policy.DaysSince(known) : report.Policy.DaysSince(known));
        else json.WriteNull(name);
    }
}
