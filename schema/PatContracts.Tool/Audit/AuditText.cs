using System.Globalization;
using PatContracts.Tool.Output;
using Spectre.Console;

namespace PatContracts.Tool.Audit;

/// <summary>Writes an audit as text: unreadable inputs, tokens to act on, changes, owners, and a summary.</summary>
internal static class AuditText
{
    private const int ShownOwners = 10;

    // The width that a table adds to each cell: a space on either side, and the border.
    private const int CellPadding = 3;

    private static readonly Advice[] Listed = [Advice.FixNow, Advice.Rotate, Advice.Review, Advice.Delete, Advice.LeaveToPlatform];

    public static void Write(AuditReport report, Terminal terminal, TextWriter writer)
    {
        IAnsiConsole console = terminal.Lines(writer, isStandardOutput: true);
        WriteFaults(console, report);
        foreach (Advice advice in Listed) WriteGroup(console, terminal, writer, report, AuditTerms.Of(advice));
        if (report.Comparison is { } comparison) WriteChanges(console, terminal, writer, report, comparison);
        WriteOwners(console, terminal, writer, report);
        if (report.Tokens.Count > 0 && !report.ShowValues) console.Write(new Text("Tokens and owners are shown as pseudonyms; --show-values shows names, ids and owners.\n"));
        console.Write(new Text(Summary(report) + "\n", new Style(decoration: Decoration.Bold)));
    }

    /// <summary>Returns the summary line.</summary>
    public static string Summary(AuditReport report)
    {
        string counted = $"{Printable.Count(report.Inputs, "input")}, {Printable.Count(report.Tokens.Count, "token")}";
        if (report.Tokens.Count == 0) return counted + ": there was nothing to audit";
        if (report.Count(Advice.Keep) == report.Tokens.Count) return counted + ": no action required";
        string advice = Numbers(AuditTerms.AllAdvice.Select(term => (report.Count(term.Advice), term.Name)));
        string flags = Numbers(AuditTerms.AllFlags.Select(term => (report.Count(term.Flag), term.Name)));
        return $"{counted}: {advice}" + (flags.Length > 0 ? $" ({flags})" : "");
    }

    private static string Numbers(IEnumerable<(int Count, string Name)> numbers) => string.Join(
        ", ", numbers.Where(static number => number.Count > 0).Select(static number => string.Create(CultureInfo.InvariantCulture, $"{number.Count:N0} {number.Name}")));

    private static Color ColorOf(Advice advice) => advice switch
    {
        Advice.FixNow => Color.Red,
        Advice.Rotate => Color.Yellow,
        Advice.Review => Color.Magenta,
        Advice.Delete => Color.Blue,
        _ => Color.Grey,
    };

    private static void WriteFaults(IAnsiConsole console, AuditReport report)
    {
        if (report.Incompleteness is not { } incompleteness) return;
        console.Write(new Text($"Incomplete: {incompleteness}\n", new Style(Color.Red, decoration: Decoration.Bold)));
        foreach (InputFault fault in report.Faults) console.Write(new Text($"  {Printable.OneLine(fault.ToString())}\n"));
        if (report.Omission is { } omission) console.Write(new Text($"  {omission}\n"));
        console.Write(new Text("\n"));
    }

    private static void WriteGroup(IAnsiConsole console, Terminal terminal, TextWriter writer, AuditReport report, AdviceTerm term)
    {
        if (report.Count(term.Advice) == 0) return;
        string title = string.Create(CultureInfo.InvariantCulture, $"{term.Title} ({report.Count(term.Advice):N0}): {term.Meaning}\n");
        console.Write(new Text(title, new Style(ColorOf(term.Advice), decoration: Decoration.Bold)));
        string[] columns = ["token", .. report.ShowValues ? ["id"] : Array.Empty<string>(), "owner", "reason", "date", "location"];
        IEnumerable<string[]> rows = report.Tokens.Where(token => token.Advice == term.Advice).Select(token => (string[])
        [
            Name(report, token), .. report.ShowValues ? [token.Stated?.Id ?? ""] : Array.Empty<string>(),
            OwnerName(report, token), token.Reason, token.Date is { } date ? AuditDates.Day(date) : "", token.Location,
        ]);
        WriteRows(console, terminal, writer, columns, [.. rows], static cells =>
        [
            Joined(cells[..^4]), "  " + cells[^3], "  " + Joined([cells[^2], cells[^4], cells[^1]]),
        ]);
    }

    private static void WriteChanges(IAnsiConsole console, Terminal terminal, TextWriter writer, AuditReport report, AuditComparison comparison)
    {
        string found = comparison.Changes.Count == 0 ? "none" : Numbers(AuditTerms.AllChanges.Select(term => (comparison.Count(term.Kind), term.Name)));
        string uncompared = comparison.WithoutId > 0 ? $"; {Printable.Count(comparison.WithoutId, "token")} without an id cannot be compared" : "";
        console.Write(new Text($"Changes since {Printable.Count(comparison.Tokens, "token")} in {Printable.Count(comparison.Inputs, "input")}: {found}{uncompared}\n", new Style(decoration: Decoration.Bold)));
        if (comparison.Changes.Count == 0) return;
        IEnumerable<string[]> rows = comparison.Changes.Select(change => (string[])
        [
            AuditTerms.Of(change.Kind).Name, Name(report, change.Token), OwnerName(report, change.Token),
            (report.ShowValues ? change.Previous?.Stated?.Id : change.Previous?.Pseudonym) ?? "", change.Token.Location,
        ]);
        WriteRows(console, terminal, writer, ["change", "token", "owner", "replaces", "location"], [.. rows], static cells =>
        [
            $"{cells[1]}: {cells[0]}", .. cells[3].Length > 0 ? ["  replaces " + cells[3]] : Array.Empty<string>(), "  " + Joined([cells[2], cells[4]]),
        ]);
    }

    /// <summary>Writes rows as a table or, if the terminal is too narrow, as a few lines per row.</summary>
    private static void WriteRows(
        IAnsiConsole console, Terminal terminal, TextWriter writer, string[] columns, IReadOnlyList<string[]> rows, Func<string[], IEnumerable<string>> stack)
    {
        int natural = 1 + columns.Select((column, index) => rows.Select(row => row[index].Length).Append(column.Length).Max() + CellPadding).Sum();
        if (natural > Terminal.Columns)
        {
            console.Write(new Text("\n"));
            foreach (string line in rows.SelectMany(stack)) console.Write(new Text($"  {Printable.OneLine(line)}\n"));
            console.Write(new Text("\n"));
            return;
        }

        Table table = NewTable(columns);
        foreach (string[] row in rows) AddRow(table, row);
        terminal.WriteTable(writer, table);
    }

    private static string Joined(IEnumerable<string> cells) => string.Join("  ", cells.Where(static cell => cell.Length > 0));

    private static void WriteOwners(IAnsiConsole console, Terminal terminal, TextWriter writer, AuditReport report)
    {
        if (report.Owners.Count == 0) return;
        console.Write(new Text("By owner\n", new Style(decoration: Decoration.Bold)));
        // Spaces instead of hyphens, so that headings of a narrow table can wrap.
        Table table = NewTable(["owner", "tokens", .. AuditTerms.AllAdvice.Select(static term => term.Name.Replace('-', ' '))]);
        foreach (TableColumn column in table.Columns.Skip(1)) column.RightAligned();
        foreach (OwnerSummary owner in report.Owners.Take(ShownOwners))
        {
            AddRow(table, [OwnerName(report, owner), Number(owner.Tokens), .. AuditTerms.AllAdvice.Select(term => Number(owner.Count(term.Advice)))]);
        }

        terminal.WriteTable(writer, table);
        int more = report.Owners.Count - ShownOwners;
        if (more > 0) console.Write(new Text($"{Printable.Count(more, "more owner")}: --report and --format json list all owners.\n\n"));
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Name(AuditReport report, AuditedToken token) =>
        report.ShowValues && token.Stated?.Name is { Length: > 0 } name ? name : token.Pseudonym ?? "(no id)";

    private static string OwnerName(AuditReport report, AuditedToken token) => report.ShowValues
        ? token.Stated?.OwnerName ?? token.Stated?.OwnerId ?? ""
        : token.OwnerPseudonym ?? "(no owner)";

    private static string OwnerName(AuditReport report, OwnerSummary owner) => (report.ShowValues ? owner.Name ?? owner.Id : owner.Pseudonym) ?? "(no owner)";

    private static Table NewTable(IEnumerable<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns) table.AddColumn(new TableColumn(column) { NoWrap = column is "token" or "owner" or "date" or "change" });
        return table;
    }

    private static void AddRow(Table table, IEnumerable<string> cells) => table.AddRow(cells.Select(static cell => new Text(Printable.OneLine(cell))));
}
