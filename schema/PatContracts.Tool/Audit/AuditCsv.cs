using System.Globalization;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Audit;

/// <summary>
/// Writes an audit as CSV (RFC 4180), one row per token. Inputs that could not be read come first, as rows with the advice <c>unreadable</c>; tokens that
/// occur only in an earlier export come last, as rows without advice.
/// </summary>
internal static class AuditCsv
{
    private const string Unreadable = "unreadable";

    private static readonly string[] Columns =
        ["advice", "reason", "date", "token", "owner", "managed", "flags", "daysSinceUse", "ageDays", "expiresInDays", "path", "line", "instance"];

    public static void Write(AuditReport report, Stream output)
    {
        using StreamWriter writer = Terminal.Utf8Writer(output);
        writer.NewLine = "\r\n";
        bool isCompared = report.Comparison is not null;
        WriteRow(writer, [.. Columns, .. isCompared ? ["change"] : Array.Empty<string>(), .. report.ShowValues ? AuditValues.Names : []]);
        int blanks = (isCompared ? 1 : 0) + (report.ShowValues ? AuditValues.Names.Count : 0);
        foreach (InputFault fault in report.Faults)
        {
            WriteRow(writer, [Unreadable, $"{fault.Rule}: {fault.Message}", .. Enumerable.Repeat<string?>(null, 8), Printable.OneLine(fault.Path), Number(fault.Line), .. Enumerable.Repeat<string?>(null, 1 + blanks)]);
        }

        if (report.Omission is { } omission) WriteRow(writer, [Unreadable, omission, .. Enumerable.Repeat<string?>(null, 11 + blanks)]);
        foreach (AuditedToken token in report.Tokens)
        {
            string? changes = isCompared ? string.Join(' ', report.ChangesOf(token).Select(static kind => AuditTerms.Of(kind).Name)) : null;
            WriteRow(writer, Row(report, token, isRemoved: false, changes));
        }

        foreach (TokenChange change in report.Comparison?.Changes ?? [])
        {
            if (change.Kind == ChangeKind.Removed) WriteRow(writer, Row(report, change.Token, isRemoved: true, AuditTerms.Of(ChangeKind.Removed).Name));
        }
    }

    private static IEnumerable<string?> Row(AuditReport report, AuditedToken token, bool isRemoved, string? changes)
    {
        yield return isRemoved ? null : AuditTerms.Of(token.Advice).Name;
        yield return isRemoved ? null : token.Reason;
        yield return isRemoved || token.Date is not { } date ? null : AuditDates.Day(date);
        yield return token.Pseudonym;
        yield return token.OwnerPseudonym;
        yield return token.IsManaged ? "true" : "false";
        yield return isRemoved ? null : string.Join(' ', AuditTerms.Of(token.Flags).Select(static flag => flag.Name));
        yield return Days(report, token.LastUsed);
        yield return Days(report, token.Created);
        yield return token.ExpirationDate is { } end ? Number(-report.Policy.DaysSince(end)) : null;
        yield return Printable.OneLine(token.Path);
        yield return Number(token.Line);
        yield return token.Instance;
        if (report.Comparison is not null) yield return changes;
        if (!report.ShowValues) yield break;
        foreach ((_, string? text) in AuditValues.Of(token.Stated)) yield return text;
    }

    private static string? Days(AuditReport report, DateTimeOffset? time) => time is { } known ? Number(report.Policy.DaysSince(known)) : null;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void WriteRow(StreamWriter writer, IEnumerable<string?> cells) => writer.WriteLine(string.Join(',', cells.Select(static cell => Cell(cell ?? ""))));

    // An apostrophe prevents a spreadsheet from evaluating the cell as a formula.
    private static string Cell(string text)
    {
        if (IsFormula(text)) text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static bool IsFormula(string text) =>
        text is ['=' or '+' or '@' or '\t' or '\r', ..] || (text.StartsWith('-') && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
}
