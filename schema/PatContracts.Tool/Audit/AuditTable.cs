using System.Globalization;
using PatContracts.Tool.Output;
using Spectre.Console;

namespace PatContracts.Tool.Audit;

/// <summary>An audit on the terminal: what to act on, then the managed tokens apart, then the figures.</summary>
internal static class AuditTable
{
    public static void Write(AuditReport report, Terminal terminal, TextWriter writer)
    {
        IAnsiConsole console = terminal.Lines(writer, isStandardOutput: true);
        WriteGroup(console, terminal, writer, report, "Delete: nobody uses them, or nobody can", Advice.Delete, Color.Red);
        WriteGroup(console, terminal, writer, report, "Tighten: give them an end, or fewer rights", Advice.Tighten, Color.Yellow);
        WriteGroup(console, terminal, writer, report, "Look into: twice there, or not traceable", Advice.LookInto, Color.Blue);
        WriteGroup(console, terminal, writer, report, "Managed by the platform: not yours to delete", Advice.LeaveToPlatform, Color.Grey);
        console.Write(new Text(Summary(report) + "\n", new Style(decoration: Decoration.Bold)));
    }

    /// <summary>The figures in one line.</summary>
    public static string Summary(AuditReport report)
    {
        int managed = report.Count(Advice.LeaveToPlatform);
        IEnumerable<string> flags = AuditNames.AllFlags
            .Select(flag => (flag.Name, Count: report.Count(flag.Flag)))
            .Where(static flag => flag.Count > 0)
            .Select(static flag => string.Create(CultureInfo.InvariantCulture, $"{flag.Count:N0} {flag.Name}"));
        string found = string.Join(", ", flags);
        return $"{Printable.Count(report.Files, "file")}, {Printable.Count(report.Tokens.Count, "token")}"
            + (managed > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({managed:N0} managed)") : "")
            + $": {(found.Length == 0 ? "nothing to act on" : found)}";
    }

    /// <summary>A span of days in words.</summary>
    public static string Ago(AuditReport report, DateTimeOffset? moment, string never) => moment is not { } known
        ? never
        : report.DaysSince(known) switch
        {
            < 0 => Printable.Count(-(long)report.DaysSince(known), "day") + " ahead",
            0 => "today",
            var days => Printable.Count(days, "day") + " ago",
        };

    private static void WriteGroup(IAnsiConsole console, Terminal terminal, TextWriter writer, AuditReport report, string title, Advice advice, Color color)
    {
        AuditedToken[] tokens = [.. report.Tokens.Where(token => token.Advice == advice)];
        if (tokens.Length == 0) return;
        console.Write(new Text(title + "\n", new Style(color, decoration: Decoration.Bold)));
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("token"));
        if (report.ShowValues)
        {
            table.AddColumn(new TableColumn("name"));
            table.AddColumn(new TableColumn("owner"));
            table.AddColumn(new TableColumn("id"));
        }

        table.AddColumn(new TableColumn("why"));
        table.AddColumn(new TableColumn("last used") { NoWrap = true });
        table.AddColumn(new TableColumn("created") { NoWrap = true });
        foreach (AuditedToken token in tokens)
        {
            List<Text> cells = [new Text(Printable.OneLine(token.Instance.Length == 0 ? token.Place : $"{token.Place} {token.Instance}"))];
            if (report.ShowValues)
            {
                cells.Add(new Text(Printable.OneLine(token.Token?.Name ?? "")));
                cells.Add(new Text(Printable.OneLine(token.Token?.Owner?.Name ?? token.Token?.Owner?.Id ?? "")));
                cells.Add(new Text(Printable.OneLine(token.Token?.Id ?? "")));
            }

            cells.Add(new Text(string.Join(", ", AuditNames.Of(token.Flags))));
            cells.Add(new Text(Ago(report, token.LastUsed, token.Token is null ? "?" : "never")));
            cells.Add(new Text(Ago(report, token.Created, "?")));
            table.AddRow(cells);
        }

        terminal.WriteTable(writer, table);
    }
}
