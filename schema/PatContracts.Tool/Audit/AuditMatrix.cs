using System.Globalization;
using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>
/// Writes the number of tokens by advice and time as a table with a circle behind each number. The table can be read and printed without the color and
/// size of the circles.
/// </summary>
internal static class AuditMatrix
{
    // A number must fit in its circle.
    private const double SmallestRadius = 6.5;
    private const double DigitWidth = 3.3;
    private const double LargestRadius = 21;

    // Keeps the circles of an audit with few tokens small.
    private const int LeastMost = 12;

    private const char NoBreak = '\u00A0';

    private static readonly int[] UsualDays = [7, 30, 90, 180, 365, 730];

    /// <summary>Writes when tokens were last used, from the past to the present.</summary>
    public static void WriteUse(AuditReport report, StringBuilder html)
    {
        int limit = report.Policy.StaleDays;
        // Steps close to the limit would create very narrow ranges.
        int[] steps = [.. UsualDays.Where(days => days < limit * 2 / 3 || days > limit * 3 / 2).Append(limit).Order()];
        var columns = new List<Column> { new("not stated", Hint: ""), new("never", Hint: "") };
        for (int i = steps.Length; i >= 0; i--)
        {
            int from = i == 0 ? 0 : steps[i - 1];
            string label = i == steps.Length ? $"over {Span(from)}" : i == 0 ? $"last {Span(steps[0])}" : Range(from, steps[i]);
            columns.Add(new Column(label, Hint: i > 0 && steps[i - 1] == limit ? "limit" : ""));
        }

        Write(report, html, "use", columns, token => token.Stated?.LastUsedState switch
        {
            MemberState.Null => 1,
            MemberState.Stated => columns.Count - 1 - steps.Count(step => report.Policy.Now - token.LastUsed > TimeSpan.FromDays(step)),
            _ => 0,
        });
    }

    /// <summary>Writes when tokens expire, from the past to the future.</summary>
    public static void WriteExpiration(AuditReport report, StringBuilder html)
    {
        int limit = report.Policy.ExpiringDays;
        int[] steps = [.. UsualDays.Where(days => days is >= 30 and <= 365 and not 180 && days > limit * 3 / 2).Append(limit).Order()];
        var columns = new List<Column> { new("expired", Hint: "limit") };
        for (int i = 0; i <= steps.Length; i++)
        {
            string label = i == steps.Length ? $"over {Span(steps[^1])}" : i == 0 ? $"in {Span(steps[0])}" : Range(steps[i - 1], steps[i]);
            columns.Add(new Column(label, Hint: i == 0 ? "limit" : ""));
        }

        columns.Add(new Column("never", Hint: ""));
        columns.Add(new Column("not stated", Hint: ""));
        Write(report, html, "expiration", columns, token =>
        {
            if (token.Has(TokenFlags.Expired)) return 0;
            if (token.ExpirationDate is { } end) return 1 + steps.Count(step => end - report.Policy.Now > TimeSpan.FromDays(step));
            return columns.Count - (token.Stated?.ExpirationState == MemberState.Null || token.Has(TokenFlags.NeverExpires) ? 2 : 1);
        });
    }

    /// <summary>A column: its heading, and the hint <c>limit</c> if a limit follows it.</summary>
    private sealed record Column(string Label, string Hint);

    private static string Span(int days) => days % 365 == 0 ? $"{days / 365}{NoBreak}y" : $"{days}{NoBreak}d";

    private static string Range(int from, int to) => from % 365 == 0 && to % 365 == 0 ? $"{from / 365}–{to / 365}{NoBreak}y" : $"{from + 1}–{to}{NoBreak}d";

    private static void Write(AuditReport report, StringBuilder html, string name, IReadOnlyList<Column> columns, Func<AuditedToken, int> columnOf)
    {
        var numbers = report.Tokens.GroupBy(static token => token.Advice).ToDictionary(static rows => rows.Key, rows =>
        {
            int[] counts = new int[columns.Count];
            foreach (AuditedToken token in rows) counts[columnOf(token)]++;
            return counts;
        });
        int[] shown = [.. Enumerable.Range(0, columns.Count).Where(column => columns[column].Label != "not stated" || numbers.Values.Any(counts => counts[column] > 0))];
        int most = numbers.Values.SelectMany(static counts => counts).Append(LeastMost).Max();
        html.Append(CultureInfo.InvariantCulture, $"<table class=\"matrix\" aria-labelledby=\"h-{name}\">\n<thead><tr><td></td>");
        foreach (int column in shown) html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Class(columns[column].Hint)}>{columns[column].Label}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (AdviceTerm term in AuditTerms.AllAdvice)
        {
            if (!numbers.TryGetValue(term.Advice, out int[]? counts)) continue;
            html.Append(CultureInfo.InvariantCulture, $"<tr class=\"a-{term.Name}\"><th scope=\"row\">{term.Title}</th>");
            foreach (int column in shown)
            {
                html.Append(CultureInfo.InvariantCulture, $"<td{Class(columns[column].Hint)}>");
                WriteNumber(html, counts[column], most);
                html.Append("</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static string Class(string hint) => hint.Length > 0 ? $" class=\"{hint}\"" : "";

    private static void WriteNumber(StringBuilder html, int count, int most)
    {
        if (count == 0)
        {
            html.Append("<span class=\"zero\">0</span>");
            return;
        }

        double smallest = SmallestRadius + (DigitWidth * count.ToString(CultureInfo.InvariantCulture).Length);
        double radius = Math.Max(smallest, LargestRadius * Math.Sqrt(count / (double)most));
        html.Append("<span class=\"bubble\"><svg viewBox=\"0 0 44 44\" aria-hidden=\"true\">");
        html.Append(CultureInfo.InvariantCulture, $"<circle cx=\"22\" cy=\"22\" r=\"{radius:0.#}\"/></svg><b>{count:N0}</b></span>");
    }
}
