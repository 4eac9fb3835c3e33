using System.Globalization;
using System.Net;
using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>
/// The picture of an audit: every token a dot above the time of its last use, heaped where there are many; those never used in a column of their own; the
/// stretch in which use is too long ago, shaded. Where the dots would be too small to see, heaps become bars.
/// </summary>
internal static class AuditTimeline
{
    private const double Width = 1040;
    private const double Left = 132;
    private const double Right = Width - 34;
    private const double Ground = 268;
    private const double Highest = 216;
    private const double Column = 13;
    private const double NeverCenter = 52;
    private const double NeverWidth = 72;
    private const double SmallestDot = 3.2;

    /// <summary>The kinds of dots, from the ground up: class in the style sheet, and what the legend says.</summary>
    public static IReadOnlyList<(string Class, string Name)> Kinds { get; } =
    [
        ("keep", "in use"), ("look", "look into"), ("tighten", "tighten"), ("stale", "stale"), ("expired", "expired"), ("managed", "managed by the platform"),
    ];

    /// <summary>The class of a token's dot.</summary>
    public static string KindOf(AuditedToken token) => token.Advice switch
    {
        Advice.LeaveToPlatform => "managed",
        Advice.Delete => (token.Flags & TokenFlags.Expired) != 0 ? "expired" : "stale",
        Advice.Tighten => "tighten",
        Advice.LookInto => "look",
        _ => "keep",
    };

    /// <summary>Writes the picture as SVG.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="name">What a dot says when it is pointed at.</param>
    /// <param name="html">Where it goes.</param>
    public static void Write(AuditReport report, Func<AuditedToken, string> name, StringBuilder html)
    {
        AuditedToken[] read = [.. report.Tokens.Where(static token => token.Token is not null)];
        DateTimeOffset first = Start(report, read);
        double Place(DateTimeOffset moment) =>
            Left + ((Right - Left) * Math.Clamp((moment - first).TotalSeconds / Math.Max((report.Now - first).TotalSeconds, 1), 0, 1));

        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} 304\" role=\"img\" aria-label=\"Timeline of last use\">\n");
        WriteGround(report, first, Place, html);

        // Heaps are counted from the limit, so that none stands on both sides of it.
        double limit = Place(report.StaleBefore);
        AuditedToken[] never = [.. InOrder(read.Where(static token => token.LastUsed is null))];
        var heaps = read
            .Where(static token => token.LastUsed is not null)
            .GroupBy(token => (int)Math.Floor((Math.Min(Place(token.LastUsed!.Value), Right - 1) - limit) / Column))
            .OrderBy(static heap => heap.Key)
            .ToArray();
        int most = heaps.Select(static heap => heap.Count()).DefaultIfEmpty(0).Max();
        double step = Math.Min(11.5, Highest / Math.Max(Math.Max(most, (never.Length + 4) / 5), 1));
        WriteNever(never, step, name, html);
        foreach (var heap in heaps)
        {
            double center = limit + ((heap.Key + 0.5) * Column);
            if (step < SmallestDot) WriteBars(InOrder(heap), center, Column - 2, Highest / most, html);
            else WriteDots([.. InOrder(heap)], center, 1, step, name, html);
        }

        html.Append("</svg>\n");
    }

    private static IEnumerable<AuditedToken> InOrder(IEnumerable<AuditedToken> tokens) => tokens.OrderBy(static token => IndexOf(KindOf(token)));

    private static int IndexOf(string kind) => Kinds.Select(static (one, index) => (one.Class, index)).First(one => one.Class == kind).index;

    // A little before the earliest use, and never less than twice the window, so that the limit has room on both sides.
    private static DateTimeOffset Start(AuditReport report, AuditedToken[] read)
    {
        DateTimeOffset earliest = read.Select(static token => token.LastUsed ?? DateTimeOffset.MaxValue).DefaultIfEmpty(report.Now).Min();
        DateTimeOffset window = report.Now - (2 * report.StaleAfter);
        DateTimeOffset start = earliest < window ? earliest : window;
        DateTimeOffset tenYears = report.Now.AddYears(-10);
        start = start < tenYears ? tenYears : start;
        return new DateTimeOffset(start.Year, start.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }

    private static void WriteGround(AuditReport report, DateTimeOffset first, Func<DateTimeOffset, double> place, StringBuilder html)
    {
        double limit = place(report.StaleBefore);
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"old\" x=\"{Left}\" y=\"26\" width=\"{limit - Left:0.#}\" height=\"{Ground - 26}\" rx=\"4\"/>\n");
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"never\" x=\"{NeverCenter - (NeverWidth / 2)}\" y=\"26\" width=\"{NeverWidth}\" height=\"{Ground - 26}\" rx=\"6\"/>\n");
        foreach (DateTimeOffset tick in Ticks(first, report.Now))
        {
            double x = place(tick);
            html.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x:0.#}\" y1=\"30\" x2=\"{x:0.#}\" y2=\"{Ground}\"/>");
            string label = tick.Month == 1 ? tick.ToString("yyyy", CultureInfo.InvariantCulture) : tick.ToString("MMM yyyy", CultureInfo.InvariantCulture);
            if (Right - x > 44) html.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{Ground + 20}\" text-anchor=\"middle\">{label}</text>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{Ground}\" x2=\"{Right}\" y2=\"{Ground}\"/>\n");
        html.Append(CultureInfo.InvariantCulture, $"<line class=\"limit\" x1=\"{limit:0.#}\" y1=\"14\" x2=\"{limit:0.#}\" y2=\"{Ground}\"/>");
        html.Append(CultureInfo.InvariantCulture, $"<text class=\"limit-name\" x=\"{limit - 8:0.#}\" y=\"18\" text-anchor=\"end\">not used for {(int)report.StaleAfter.TotalDays} days</text>\n");
        html.Append(CultureInfo.InvariantCulture, $"<text x=\"{Right}\" y=\"{Ground + 20}\" text-anchor=\"middle\">now</text>");
        html.Append(CultureInfo.InvariantCulture, $"<text x=\"{NeverCenter}\" y=\"{Ground + 20}\" text-anchor=\"middle\">never used</text>\n");
    }

    /// <summary>Beginnings of months, quarters or years, so that there are about ten.</summary>
    private static IEnumerable<DateTimeOffset> Ticks(DateTimeOffset first, DateTimeOffset now)
    {
        double months = (now - first).TotalDays / 30.4;
        int every = months <= 10 ? 1 : months <= 30 ? 3 : months <= 60 ? 6 : 12;
        DateTimeOffset tick = first;
        while (tick <= now)
        {
            if ((tick.Month - 1) % every == 0) yield return tick;
            tick = tick.AddMonths(1);
        }
    }

    private static void WriteNever(AuditedToken[] tokens, double step, Func<AuditedToken, string> name, StringBuilder html)
    {
        if (step < SmallestDot) WriteBars(tokens, NeverCenter, NeverWidth - 16, Highest / tokens.Length, html);
        else WriteDots(tokens, NeverCenter, 5, step, name, html);
    }

    private static void WriteDots(AuditedToken[] tokens, double center, int abreast, double step, Func<AuditedToken, string> name, StringBuilder html)
    {
        double radius = step * 0.42;
        for (int i = 0; i < tokens.Length; i++)
        {
            double x = center + (((i % abreast) - ((abreast - 1) / 2.0)) * Math.Min(step, 12));
            double y = Ground - 3 - (step / 2) - (i / abreast * step);
            html.Append(CultureInfo.InvariantCulture, $"<circle class=\"{KindOf(tokens[i])}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.##}\">");
            html.Append("<title>").Append(WebUtility.HtmlEncode(name(tokens[i]))).Append("</title></circle>\n");
        }
    }

    private static void WriteBars(IEnumerable<AuditedToken> tokens, double center, double width, double each, StringBuilder html)
    {
        double y = Ground - 1;
        foreach (var kind in tokens.GroupBy(KindOf))
        {
            double height = Math.Max(kind.Count() * each, 0.8);
            y -= height;
            html.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind.Key}\" x=\"{center - (width / 2):0.#}\" y=\"{y:0.##}\" width=\"{width:0.#}\" height=\"{height:0.##}\">");
            html.Append(CultureInfo.InvariantCulture, $"<title>{Printable.Count(kind.Count(), "token")}</title></rect>\n");
        }
    }
}
