using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>An icon for each kind of advice, so that pages do not distinguish them by color alone.</summary>
internal static class AuditIcons
{
    /// <summary>Writes the definitions of the icons, once per page.</summary>
    public static void WriteDefinitions(StringBuilder html)
    {
        html.Append("<svg class=\"definitions\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
        foreach (AdviceTerm term in AuditTerms.AllAdvice)
        {
            html.Append($"<symbol id=\"i-{term.Name}\" viewBox=\"0 0 20 20\"><path d=\"{Path(term.Advice)}\"/></symbol>");
        }

        html.Append("</svg>\n");
    }

    /// <summary>Returns the icon for a kind of advice. The page must show its name next to the icon.</summary>
    public static string Of(AdviceTerm term) => $"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-{term.Name}\"/></svg>";

    private static string Path(Advice advice) => advice switch
    {
        // A warning sign, a rotating arrow, a magnifying glass, a cross, a check mark, a padlock.
        Advice.FixNow => "M10 2.5 18.5 17h-17ZM10 8v4.5M10 14.7v.1",
        Advice.Rotate => "M16.5 10a6.5 6.5 0 1 1-2-4.7M16.8 2.5v3.8h-3.8",
        Advice.Review => "M8.5 14a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11ZM12.6 12.6 17.5 17.5",
        Advice.Delete => "M4.5 4.5l11 11M15.5 4.5l-11 11",
        Advice.Keep => "M3.5 10.5 8 15 16.5 5.5",
        _ => "M4.5 9h11v8h-11ZM7 9V6a3 3 0 0 1 6 0v3",
    };
}
