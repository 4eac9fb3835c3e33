using System.Globalization;
using System.Net;
using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>An audit as one HTML page for a review: no script, nothing from elsewhere, light and dark, printable.</summary>
internal static class AuditPage
{
    private static readonly Group[] Groups =
    [
        new(Advice.Delete, "delete", "Delete", "Nobody uses them, or nobody can."),
        new(Advice.Tighten, "tighten", "Tighten", "In use, but without an end or with every right there is. Give them a date, or fewer scopes."),
        new(Advice.LookInto, "look", "Look into", "Twice there, or not traceable to an owner."),
        new(Advice.LeaveToPlatform, "managed", "Managed by the platform", "Apart from all others: workflows and the like own them. They are not for people to delete."),
    ];

    private sealed record Group(Advice Advice, string Id, string Title, string Meaning);

    public static void Write(AuditReport report, Stream output)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.Append("<title>Personal access tokens: audit</title>\n<style>\n").Append(Style()).Append("</style>\n</head>\n<body>\n<main>\n");
        WriteHead(report, html);
        WriteFigures(report, html);
        WriteContents(report, html);
        WriteTimeline(report, html);
        foreach (Group group in Groups) WriteGroup(report, html, group);
        int kept = report.Count(Advice.Keep);
        html.Append("<footer>");
        if (kept > 0) html.Append(CultureInfo.InvariantCulture, $"{Printable.Count(kept, "token")} in use, with nothing to say about {(kept == 1 ? "it" : "them")}. ");
        html.Append(CultureInfo.InvariantCulture, $"Made by {CommandLine.Name} {ToolVersion.Semantic}");
        if (!report.ShowValues) html.Append("; tokens are named by their place, because what they hold was not to be shown (--show-values)");
        html.Append(".</footer>\n</main>\n</body>\n</html>\n");
        output.Write(Encoding.UTF8.GetBytes(html.ToString()));
    }

    private static void WriteHead(AuditReport report, StringBuilder html)
    {
        string date = report.Now.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        html.Append("<h1>Personal access tokens</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"lead quiet\">Audit of {date}: {Printable.Count(report.Tokens.Count, "token")} in {Printable.Count(report.Files, "file")}. ");
        html.Append(CultureInfo.InvariantCulture, $"A token is stale when it was not used for {Printable.Count((int)report.StaleAfter.TotalDays, "day")}.</p>\n");
    }

    private static void WriteFigures(AuditReport report, StringBuilder html)
    {
        html.Append("<ul class=\"figures\">\n");
        Figure("tokens", "t-all", report.Tokens.Count, "tokens in all");
        Figure("stale", "t-stale", report.Count(TokenFlags.Stale), "stale");
        Figure("expired", "t-expired", report.Count(TokenFlags.Expired), "expired");
        Figure("never-expires", "t-never-expires", report.Count(TokenFlags.NeverExpires), "never expire");
        Figure("over-scoped", "t-over-scoped", report.Count(TokenFlags.OverScoped), "with every right");
        Figure("duplicate", "t-duplicate", report.Count(TokenFlags.Duplicate), "duplicate");
        Figure("incomplete", "t-incomplete", report.Count(TokenFlags.Incomplete), "incomplete");
        Figure("managed", "t-managed", report.Count(Advice.LeaveToPlatform), "managed, apart");
        html.Append("</ul>\n");

        void Figure(string id, string tone, int count, string label) => html.Append(
            CultureInfo.InvariantCulture, $"<li class=\"{tone}{(count == 0 ? " zero" : "")}\"><b data-figure=\"{id}\">{count:N0}</b><span class=\"quiet\">{label}</span></li>\n");
    }

    private static void WriteContents(AuditReport report, StringBuilder html)
    {
        Group[] present = [.. Groups.Where(group => report.Count(group.Advice) > 0)];
        if (present.Length == 0) return;
        html.Append("<nav>");
        foreach (Group group in present) html.Append(CultureInfo.InvariantCulture, $"<a href=\"#{group.Id}\">{group.Title} <b>{report.Count(group.Advice):N0}</b></a>");
        html.Append("</nav>\n");
    }

    private static void WriteTimeline(AuditReport report, StringBuilder html)
    {
        html.Append("<section class=\"card\">\n<h2>Last use</h2>\n<p class=\"quiet\">Each token stands above the time of its last use; steps grow towards the past. Left of the dashed line is too long ago.</p>\n<div class=\"wide\">");
        AuditTimeline.Write(report, token => Name(report, token), html);
        html.Append("</div>\n<ul class=\"legend\">\n");
        foreach ((string kind, string name) in AuditTimeline.Kinds)
        {
            int count = report.Tokens.Count(token => token.Token is not null && AuditTimeline.KindOf(token) == kind);
            if (count == 0) continue;
            html.Append(CultureInfo.InvariantCulture, $"<li><svg viewBox=\"0 0 12 12\"><circle class=\"{kind}\" cx=\"6\" cy=\"6\" r=\"4.6\"/></svg>{name} ({count:N0})</li>\n");
        }

        html.Append("</ul>\n</section>\n");
    }

    private static void WriteGroup(AuditReport report, StringBuilder html, Group group)
    {
        AuditedToken[] tokens = [.. report.Tokens.Where(token => token.Advice == group.Advice).OrderBy(static token => token.LastUsed ?? DateTimeOffset.MinValue)];
        if (tokens.Length == 0) return;
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"card list\" id=\"{group.Id}\">\n<h2>{group.Title} ({tokens.Length:N0})</h2>\n<p class=\"quiet\">{group.Meaning}</p>\n");
        html.Append("<table>\n<thead><tr><th class=\"token\">Token</th><th>Why</th><th>Last used</th><th>Created</th><th>Expires</th></tr></thead>\n<tbody>\n");
        int longest = Math.Max(tokens.Max(token => token.LastUsed is { } used ? report.DaysSince(used) : 0), (int)report.StaleAfter.TotalDays);
        foreach (AuditedToken token in tokens) WriteRow(report, html, token, longest);
        html.Append("</tbody>\n</table>\n</section>\n");
    }

    private static void WriteRow(AuditReport report, StringBuilder html, AuditedToken token, int longest)
    {
        html.Append("<tr><td>");
        if (report.ShowValues && token.Token is { } shown)
        {
            string owner = shown.Owner?.Name ?? shown.Owner?.Id ?? "";
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"who\">{Html(shown.Name ?? "")}</span> <span class=\"quiet\">{Html(owner)}</span><br><code>{Html(shown.Id ?? "")}</code> ");
        }

        string at = token.Instance.Length == 0 ? token.Place : $"{token.Place} {token.Instance}";
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"quiet\">{Html(Printable.OneLine(at))}</span></td><td>");
        foreach (string flag in AuditNames.Of(token.Flags)) html.Append(CultureInfo.InvariantCulture, $"<span class=\"chip t-{flag}\">{flag}</span>");
        html.Append("</td><td class=\"when\">").Append(AuditTable.Ago(report, token.LastUsed, token.Token is null ? "?" : "never"));
        if (token.LastUsed is { } used)
        {
            double share = Math.Clamp(100.0 * report.DaysSince(used) / longest, 0, 100);
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"bar t-{AuditTimeline.KindOf(token)}\"><i style=\"width:{share:0}%\"></i></span>");
        }

        html.Append("</td><td class=\"when\">").Append(AuditTable.Ago(report, token.Created, "?")).Append("</td><td class=\"when\">");
        string unstated = token.StatesExpiration && token.Token is not null ? "never" : "–";
        html.Append(token.Token?.ExpirationDate is { } end ? End(report, end) : unstated).Append("</td></tr>\n");
    }

    private static string End(AuditReport report, DateTimeOffset end)
    {
        int days = report.DaysSince(end);
        return days >= 0 ? AuditTable.Ago(report, end, "") : $"in {Printable.Count(-days, "day")}";
    }

    private static string Name(AuditReport report, AuditedToken token) => Printable.OneLine(
        report.ShowValues && token.Token?.Name is { Length: > 0 } name ? $"{name}, {token.Place}" : $"{token.Place} {token.Instance}".TrimEnd());

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static string Style()
    {
        using Stream css = typeof(AuditPage).Assembly.GetManifestResourceStream("audit.css")!;
        using var reader = new StreamReader(css);
        return reader.ReadToEnd();
    }
}
