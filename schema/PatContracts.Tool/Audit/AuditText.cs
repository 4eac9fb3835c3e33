using System.Globalization;
using PatContracts.Tool.Output;
using Spectre.Console;

namespace PatContracts.Tool.Audit;

/// <summary>An audit on the terminal: what could not be read, what to act on, what changed, who owns the tokens, and the numbers.</summary>
internal static class AuditText
{
    private const int ShownOwners = 10;

    private static readonly Advice[] Listed = [Advice.FixNow, Advice.Rotate, Advice.Review, Advice.Delete, Advice.LeaveToPlatform];

    public static void Write(AuditReport report, Terminal terminal, TextWriter writer)
    {
        IAnsiConsole console = terminal.Lines(writer, isStandardOutput: true);
        WriteFaults(console, report);
        foreach (Advice advice in Listed) WriteGroup(console, terminal, writer, report, AuditTerms.Of(advice));
        if (report.Comparison is { } comparison) WriteChanges(console, terminal, writer, report, comparison);
        WriteOwners(console, terminal, writer, report);
        if (report.Tokens.Count > 0 && !report.ShowValues) console.Write(new Text("Pseudonyms stand for tokens and owners; --show-values shows names, ids and owners.\n"));
        console.Write(new Text(Summary(report) + "\n", new Style(decoration: Decoration.Bold)));
    }

    /// <summary>The numbers, in one line.</summary>
    public static string Summary(AuditReport report)
    {
        string counted = $"{Printable.Count(report.Inputs, "input")}, {Printable.Count(report.Tokens.Count, "token")}";
        if (report.Tokens.Count == 0) return counted + ": there was nothing to audit";
        if (report.Count(Advice.Keep) == report.Tokens.Count) return counted + ": nothing to act on";
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
        Table table = NewTable(["token", .. report.ShowValues ? ["id"] : Array.Empty<string>(), "owner", "reason", "date", "location"]);
        foreach (AuditedToken token in report.Tokens.Where(token => token.Advice == term.Advice))
        {
            List<string> cells = [Name(report, token), OwnerName(report, token), token.Reason, token.Date is { } date ? AuditDates.Day(date) : "", token.Location];
            if (report.ShowValues) cells.Insert(1, token.Stated?.Id ?? "");
            AddRow(table, cells);
        }

        terminal.WriteTable(writer, table);
    }

    private static void WriteChanges(IAnsiConsole console, Terminal terminal, TextWriter writer, AuditReport report, AuditComparison comparison)
    {
        string found = comparison.Changes.Count == 0 ? "none" : Numbers(AuditTerms.AllChanges.Select(term => (comparison.Count(term.Kind), term.Name)));
        string unfollowed = comparison.WithoutId > 0 ? $"; {Printable.Count(comparison.WithoutId, "token")} without an id cannot be compared" : "";
        console.Write(new Text($"Changes since {Printable.Count(comparison.Tokens, "token")} in {Printable.Count(comparison.Inputs, "input")}: {found}{unfollowed}\n", new Style(decoration: Decoration.Bold)));
        if (comparison.Changes.Count == 0) return;
        Table table = NewTable(["change", "token", "owner", "replaces", "location"]);
        foreach (TokenChange change in comparison.Changes)
        {
            AddRow(table, [AuditTerms.Of(change.Kind).Name, Name(report, change.Token), OwnerName(report, change.Token), change.Previous?.Pseudonym ?? "", change.Token.Location]);
        }

        terminal.WriteTable(writer, table);
    }

    private static void WriteOwners(IAnsiConsole console, Terminal terminal, TextWriter writer, AuditReport report)
    {
        if (report.Owners.Count == 0) return;
        console.Write(new Text("By owner\n", new Style(decoration: Decoration.Bold)));
        Table table = NewTable(["owner", "tokens", .. AuditTerms.AllAdvice.Select(static term => term.Name)]);
        foreach (OwnerSummary owner in report.Owners.Take(ShownOwners))
        {
            AddRow(table, [OwnerName(report, owner), Number(owner.Tokens), .. AuditTerms.AllAdvice.Select(term => Number(owner.Count(term.Advice)))]);
        }

        terminal.WriteTable(writer, table);
        int more = report.Owners.Count - ShownOwners;
        if (more > 0) console.Write(new Text($"{Printable.Count(more, "more owner")}: --report and --format json have all of them.\n\n"));
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
