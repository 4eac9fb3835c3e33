using System.Globalization;
using System.Net;
using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>
/// The picture of an audit: every token a dot above the time of its last use, heaped where there are many; those never used in a column of their own; the
/// stretch in which use is too long ago, shaded. Time runs in steps that grow towards the past, so that the last weeks, in which most tokens are, have room.
/// Where the dots would be too small to see, heaps become bars. A token takes the same area everywhere.
/// </summary>
internal static class AuditTimeline
{
    private const double Width = 1040;
    private const double Left = 132;
    private const double Right = Width - 34;
    private const double Ground = 268;
    private const double Highest = 216;
    private const double DotColumn = 13;
    private const double BarColumn = 26;
    private const double NeverCenter = 52;
    private const double NeverWidth = 72;
    private const double NeverBar = NeverWidth - 16;
    private const int NeverAbreast = 5;
    private const double SmallestDot = 3.2;
    private const double LongestDays = 3653;

    /// <summary>Up to about this age steps are even; beyond, each is a multiple of the one before.</summary>
    private const double EvenDays = 7;

    private static readonly (double Days, string Name)[] Ages =
    [
        (0, "today"), (7, "1 week"), (30, "1 month"), (91, "3 months"), (182, "6 months"), (365, "1 year"), (731, "2 years"), (1096, "3 years"), (1826, "5 years"), (3652, "10 years"),
    ];

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
        AuditedToken[] never = [.. InOrder(read.Where(static token => token.LastUsed is null))];
        AuditedToken[] used = [.. read.Where(static token => token.LastUsed is not null)];
        double Age(AuditedToken token) => Math.Max((report.Now - token.LastUsed!.Value).TotalDays, 0);

        // A little beyond the earliest use, and never less than twice the window, so that the limit has room on both sides.
        double span = Math.Min(LongestDays, Math.Max(2 * report.StaleAfter.TotalDays, 1.1 * used.Select(Age).DefaultIfEmpty(0).Max()));
        double Place(double days) => Right - ((Right - Left) * Math.Min(Math.Log(1 + (days / EvenDays)) / Math.Log(1 + (span / EvenDays)), 1));

        double limit = Place(report.StaleAfter.TotalDays);
        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} 304\" role=\"img\" aria-label=\"{Label(report, used.Length, never.Length)}\">\n");
        WriteGround(report, limit, span, Place, html);

        // Heaps are counted from the limit, so that none stands on both sides of it.
        IGrouping<int, AuditedToken>[] Heaps(double column) =>
        [
            .. used.GroupBy(token => (int)Math.Floor((Math.Min(Place(Age(token)), Right - 1) - limit) / column)).OrderBy(static heap => heap.Key),
        ];

        IGrouping<int, AuditedToken>[] heaps = Heaps(DotColumn);
        double rows = Math.Max(Math.Max(Most(heaps), Math.Ceiling(never.Length / (double)NeverAbreast)), 1);
        double step = Math.Min(11.5, Highest / rows);
        if (step >= SmallestDot)
        {
            WriteDots(never, NeverCenter, NeverAbreast, step, name, html);
            foreach (var heap in heaps) WriteDots([.. InOrder(heap)], limit + ((heap.Key + 0.5) * DotColumn), 1, step, name, html);
        }
        else
        {
            heaps = Heaps(BarColumn);
            double width = BarColumn - 3;
            double each = Highest / Math.Max(Most(heaps), never.Length * width / NeverBar);
            WriteBars(never, NeverCenter, NeverBar, each * width / NeverBar, html);
            foreach (var heap in heaps) WriteBars([.. InOrder(heap)], limit + ((heap.Key + 0.5) * BarColumn), width, each, html);
        }

        html.Append("</svg>\n");
    }

    // What the picture says, for those who cannot see it.
    private static string Label(AuditReport report, int used, int never) => string.Create(
        CultureInfo.InvariantCulture,
        $"Timeline of last use: {Printable.Count(used, "token")} by the time of their last use, {report.Tokens.Count(token => token.LastUsed < report.StaleBefore):N0} of them too long ago; {never:N0} never used");

    private static int Most(IGrouping<int, AuditedToken>[] heaps) => heaps.Select(static heap => heap.Count()).DefaultIfEmpty(0).Max();

    private static IEnumerable<AuditedToken> InOrder(IEnumerable<AuditedToken> tokens) => tokens.OrderBy(static token => IndexOf(KindOf(token)));

    private static int IndexOf(string kind) => Kinds.Select(static (one, index) => (one.Class, index)).First(one => one.Class == kind).index;

    private static void WriteGround(AuditReport report, double limit, double span, Func<double, double> place, StringBuilder html)
    {
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"old\" x=\"{Left}\" y=\"26\" width=\"{limit - Left:0.#}\" height=\"{Ground - 26}\" rx=\"4\"/>\n");
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"never\" x=\"{NeverCenter - (NeverWidth / 2)}\" y=\"26\" width=\"{NeverWidth}\" height=\"{Ground - 26}\" rx=\"6\"/>\n");
        double last = double.MaxValue;
        foreach ((double days, string age) in Ages)
        {
            double x = place(days);
            if (days > span || last - x < 62) continue;
            if (Math.Abs(x - limit) > 8 && days > 0) html.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x:0.#}\" y1=\"30\" x2=\"{x:0.#}\" y2=\"{Ground}\"/>");
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{Ground + 20}\" text-anchor=\"middle\">{age}</text>\n");
            last = x;
        }

        html.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{Ground}\" x2=\"{Right}\" y2=\"{Ground}\"/>\n");
        html.Append(CultureInfo.InvariantCulture, $"<line class=\"limit\" x1=\"{limit:0.#}\" y1=\"14\" x2=\"{limit:0.#}\" y2=\"{Ground}\"/>");
        html.Append(CultureInfo.InvariantCulture, $"<text class=\"limit-name\" x=\"{limit - 8:0.#}\" y=\"18\" text-anchor=\"end\">not used for {Printable.Count((int)report.StaleAfter.TotalDays, "day")}</text>\n");
        html.Append(CultureInfo.InvariantCulture, $"<text x=\"{NeverCenter}\" y=\"{Ground + 20}\" text-anchor=\"middle\">never used</text>\n");
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

    private static void WriteBars(AuditedToken[] tokens, double center, double width, double each, StringBuilder html)
    {
        double y = Ground - 1;
        foreach (var kind in tokens.GroupBy(KindOf))
        {
            double height = Math.Max(kind.Count() * each, 0.8);
            y -= height;
            html.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind.Key}\" x=\"{center - (width / 2):0.#}\" y=\"{y:0.##}\" width=\"{width:0.#}\" height=\"{height:0.##}\">");
            html.Append(CultureInfo.InvariantCulture, $"<title>{Printable.Count(kind.Count(), "token")}</title></rect>\n");
        }

        // Bars cannot be counted as dots can.
        if (tokens.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<text class=\"count\" x=\"{center:0.#}\" y=\"{y - 4:0.#}\" text-anchor=\"middle\">{tokens.Length}</text>\n");
    }
}
