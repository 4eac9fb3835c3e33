using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>
/// Writes an audit as a self-contained web page for a review, for screen, phone and paper, in light and dark color schemes. The page is complete without
/// its script, which adds sorting and searching. The content security policy allows only this script and this style sheet, by their digests.
/// </summary>
internal sealed class AuditPage
{
    private readonly AuditReport _report;
    private readonly StringBuilder _html = new();

    private AuditPage(AuditReport report) => _report = report;

    public static void Write(AuditReport report, Stream output)
    {
        var page = new AuditPage(report);
        page.WriteDocument();
        output.Write(Encoding.UTF8.GetBytes(page._html.ToString()));
    }

    private void WriteDocument()
    {
        string style = Resource("audit.css");
        string script = Resource("audit.js");
        Line("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{Digest(style)}'; script-src '{Digest(script)}'; base-uri 'none'; form-action 'none'\">");
        Line("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">");
        Line($"<title>Personal access tokens: audit of {AuditDates.Day(_report.Policy.Now)}</title>\n<style>{style}</style>\n</head>\n<body>");
        AuditIcons.WriteDefinitions(_html);
        Line("<main>");
        WriteHead();
        WriteFaults();
        WriteAdvice();
        WriteFlags();
        WriteMatrices();
        WriteChanges();
        WriteOwners();
        WriteTokens();
        WriteFooter();
        Line($"</main>\n<script>{script}</script>\n</body>\n</html>");
    }

    private void WriteHead()
    {
        string date = _report.Policy.Now.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        Line("<header>\n<p class=\"eyebrow\">Audit report</p>\n<h1>Personal access tokens</h1>\n<dl class=\"facts\">");
        Fact("Date", date);
        Fact("Tokens", Number(_report.Tokens.Count));
        Fact("Owners", Number(_report.Owners.Count(static owner => owner.Pseudonym is not null)));
        Fact("Inputs", Number(_report.Inputs));
        Fact("Stale after", Printable.Count(_report.Policy.StaleDays, "day"));
        Fact("Expiring within", Printable.Count(_report.Policy.ExpiringDays, "day"));
        Fact("Contract", _report.Contract);
        Line("</dl>\n</header>");

        void Fact(string name, string value) => Line($"<div><dt>{name}</dt><dd>{Html(value)}</dd></div>");
    }

    private void WriteFaults()
    {
        if (_report.Incompleteness is not { } incompleteness) return;
        Line($"<section class=\"incomplete\" aria-labelledby=\"h-incomplete\">\n<h2 id=\"h-incomplete\">This audit is incomplete</h2>\n<p>{Html(incompleteness)}</p>\n<ul>");
        foreach (InputFault fault in _report.Faults)
        {
            Line($"<li><code>{Html($"{fault.Path}:{fault.Line}:{fault.Column}")}</code> {Html(fault.Message)} <span class=\"quiet\">{Html(fault.Rule)}</span></li>");
        }

        if (_report.Omission is { } omission) Line($"<li>{omission}</li>");
        Line("</ul>\n</section>");
    }

    private void WriteAdvice()
    {
        Line("<nav aria-label=\"Advice\">\n<ul class=\"advice\">");
        foreach (AdviceTerm term in AuditTerms.AllAdvice)
        {
            int count = _report.Count(term.Advice);
            string content = $"<span class=\"kind\">{AuditIcons.Of(term)}{term.Title}</span> <b data-figure=\"{term.Name}\">{Number(count)}</b> <span class=\"meaning\">{term.Meaning}</span>";
            string link = count > 0 ? $"<a href=\"#{term.Name}\">{content}</a>" : $"<span>{content}</span>";
            Line($"<li class=\"a-{term.Name}{(count == 0 ? " none" : "")}\">{link}</li>");
        }

        Line("</ul>\n</nav>");
    }

    private void WriteFlags()
    {
        Line("<section class=\"card\" aria-labelledby=\"h-flags\">\n<h2 id=\"h-flags\">Observations</h2>");
        Line("<p class=\"quiet\">The number of tokens that each observation applies to, excluding tokens that the platform manages. A token can have several.</p>\n<dl class=\"flags\">");
        foreach (FlagTerm term in AuditTerms.AllFlags)
        {
            int count = _report.Count(term.Flag);
            Line($"<div{(count == 0 ? " class=\"none\"" : "")}><dt>{term.Title}</dt><dd data-figure=\"{term.Name}\">{Number(count)}</dd></div>");
        }

        Line("</dl>\n</section>");
    }

    private void WriteMatrices()
    {
        if (_report.Tokens.Count == 0) return;
        Line("<div class=\"pair\">\n<section class=\"card\" aria-labelledby=\"h-use\">\n<h2 id=\"h-use\">Timeline of last use</h2>");
        Line($"<p class=\"quiet\">How long ago tokens were last used. The dashed line marks {Printable.Count(_report.Policy.StaleDays, "day")}.</p>");
        AuditMatrix.WriteUse(_report, _html);
        Line("</section>\n<section class=\"card\" aria-labelledby=\"h-expiration\">\n<h2 id=\"h-expiration\">Timeline of expiration</h2>");
        Line($"<p class=\"quiet\">When tokens expire. The dashed lines mark today and {Printable.Count(_report.Policy.ExpiringDays, "day")} from now.</p>");
        AuditMatrix.WriteExpiration(_report, _html);
        Line("</section>\n</div>");
    }

    private void WriteChanges()
    {
        if (_report.Comparison is not { } comparison) return;
        Line($"<section class=\"card\" aria-labelledby=\"h-changes\">\n<h2 id=\"h-changes\">Changes since the earlier export</h2>");
        string uncompared = comparison.WithoutId > 0 ? $" {Printable.Count(comparison.WithoutId, "token")} without an id cannot be compared." : "";
        Line($"<p class=\"quiet\">Compared with {Printable.Count(comparison.Tokens, "token")} in {Printable.Count(comparison.Inputs, "input")}.{uncompared}</p>\n<dl class=\"flags\">");
        foreach (ChangeTerm term in AuditTerms.AllChanges)
        {
            int count = comparison.Count(term.Kind);
            Line($"<div{(count == 0 ? " class=\"none\"" : "")}><dt>{term.Title}</dt><dd data-figure=\"{term.Name}\">{Number(count)}</dd></div>");
        }

        Line("</dl>");
        if (comparison.Changes.Count > 0)
        {
            WriteTableStart("changes scroll", "h-changes", ["Token", "Change", "Owner", "Replaces"]);
            foreach (TokenChange change in comparison.Changes)
            {
                Line($"<tr><th scope=\"row\">{Token(change.Token)}</th><td>{AuditTerms.Of(change.Kind).Title}</td><td>{Owner(change.Token)}</td><td>{Code(_report.ShowValues ? change.Previous?.Stated?.Id : change.Previous?.Pseudonym)}</td></tr>");
            }

            WriteTableEnd();
        }

        Line("</section>");
    }

    private void WriteOwners()
    {
        if (_report.Owners.Count == 0) return;
        Line("<section class=\"card\" aria-labelledby=\"h-owners\">\n<h2 id=\"h-owners\">By owner</h2>\n<p class=\"quiet\">Tokens by owner, owners of the most urgent tokens first.</p>");
        WriteTableStart("owners scroll", "h-owners", ["Owner", "Tokens", .. AuditTerms.AllAdvice.Select(static term => term.Title)]);
        foreach (OwnerSummary owner in _report.Owners)
        {
            string pseudonym = _report.ShowValues && owner.Pseudonym is not null ? $"<span class=\"at pseudonym\">{owner.Pseudonym}</span>" : "";
            Append($"<tr><th scope=\"row\"><span class=\"who\">{Owner(owner)}</span>{pseudonym}</th><td>{Number(owner.Tokens)}</td>");
            foreach (AdviceTerm term in AuditTerms.AllAdvice)
            {
                int count = owner.Count(term.Advice);
                Append(count == 0 ? "<td class=\"zero\">0</td>" : $"<td class=\"a-{term.Name}\"><b>{Number(count)}</b></td>");
            }

            Line("</tr>");
        }

        WriteTableEnd();
        Line("</section>");
    }

    private void WriteTokens()
    {
        if (_report.Tokens.Count == 0)
        {
            Line("<p class=\"card\">The inputs contain no token: there was nothing to audit.</p>");
            return;
        }

        Line("<div class=\"toolbar\" role=\"search\" hidden>\n<label for=\"search\">Search tokens</label>\n<input id=\"search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\">");
        Line("<output for=\"search\" id=\"found\" aria-live=\"polite\"></output>\n</div>");
        foreach (AdviceTerm term in AuditTerms.AllAdvice)
        {
            if (_report.Count(term.Advice) == 0) continue;
            Line($"<section class=\"card list a-{term.Name}\" id=\"{term.Name}\" aria-labelledby=\"h-{term.Name}\">");
            Line($"<h2 id=\"h-{term.Name}\">{AuditIcons.Of(term)}{term.Title} <span class=\"count\">{Number(_report.Count(term.Advice))}</span></h2>\n<p class=\"quiet\">{term.Meaning}</p>");
            WriteTableStart("tokens", $"h-{term.Name}", ["Token", "Reason", "Date", "Owner", "Last used", "Created", "Expires"]);
            foreach (AuditedToken token in _report.Tokens)
            {
                if (token.Advice == term.Advice) WriteRow(token);
            }

            WriteTableEnd();
            Line("</section>");
        }
    }

    private void WriteRow(AuditedToken token)
    {
        ExportedToken? stated = token.Stated;
        Append($"<tr><th scope=\"row\">{Token(token)}<span class=\"at\">{Location(token)}</span></th><td>{Html(token.Reason)}");
        TokenFlags flags = token.Flags;
        if (flags != TokenFlags.None)
        {
            Append("<span class=\"chips\">");
            foreach (FlagTerm flag in AuditTerms.Of(flags)) Append($"<span class=\"chip\">{flag.Name}</span> ");
            Append("</span>");
        }

        Append($"</td><td>{Day(token.Date, "–")}</td><td>{Owner(token)}</td>");
        Append($"<td>{Day(token.LastUsed, stated?.LastUsedState == MemberState.Null ? "never" : "not stated")}</td><td>{Day(token.Created, "not stated")}</td>");
        Line($"<td>{Day(token.ExpirationDate, token.Has(TokenFlags.NeverExpires) ? "never" : "not stated")}</td></tr>");
    }

    private void WriteFooter()
    {
        Line("<footer>\n<h2>About this report</h2>\n<ul>");
        Line($"<li>All times are UTC. A token is stale if it was not used for {Printable.Count(_report.Policy.StaleDays, "day")}, or was never used and is older than that. The service records use once a day.</li>");
        Line("<li>A token without a stated scope gets every right of its owner when it is created.</li>");
        Line("<li>A token counts as managed by the platform if any of its entries is flagged managed. Such tokens are never recommended for deletion.</li>");
        Line(_report.ShowValues
            ? "<li>This report shows names, ids and owners (<code>--show-values</code>). Handle it as confidential.</li>"
            : $"<li>Tokens and owners are shown as pseudonyms: keyed digests, equal in all reports that use the key <code>{_report.Pseudonyms.KeyName}</code>. The option <code>--show-values</code> shows names, ids and owners.</li>");
        if (_report.Pseudonyms.Source == PseudonymKeySource.Run) Line("<li>The key was created for this run only: other reports use different pseudonyms.</li>");
        Line($"</ul>\n<p>Created by {CommandLine.Name} {Html(ToolVersion.Semantic)} with contract {Html(_report.Contract)}.</p>\n</footer>");
    }

    private void WriteTableStart(string classes, string heading, IEnumerable<string> columns)
    {
        // A scrollable region must be reachable with the keyboard.
        string scroll = classes.Contains("scroll", StringComparison.Ordinal) ? $" role=\"region\" aria-labelledby=\"{heading}\" tabindex=\"0\"" : "";
        Append($"<div class=\"table\"{scroll}><table class=\"{classes}\" aria-labelledby=\"{heading}\">\n<thead><tr>");
        foreach (string column in columns) Append($"<th scope=\"col\">{column}</th>");
        Line("</tr></thead>\n<tbody>");
    }

    private void WriteTableEnd() => Line("</tbody>\n</table></div>");

    // The pseudonym is shown next to the values, so that tokens of a report without values can be found here.
    private string Location(AuditedToken token) =>
        Html(token.Location) + (_report.ShowValues && token.Pseudonym is { } pseudonym ? $" · <span class=\"pseudonym\">{pseudonym}</span>" : "");

    private string Token(AuditedToken token)
    {
        if (!_report.ShowValues || token.Stated is not { } stated) return token.Pseudonym is null ? "<span class=\"quiet\">no id</span>" : Code(token.Pseudonym);
        return $"<span class=\"name\">{Html(stated.Name is { Length: > 0 } name ? name : "(no name)")}</span> {Code(stated.Id)}";
    }

    private string Owner(AuditedToken token) => Owner(token.OwnerPseudonym, token.Stated?.OwnerName ?? token.Stated?.OwnerId);

    private string Owner(OwnerSummary owner) => Owner(owner.Pseudonym, owner.Name ?? owner.Id);

    private string Owner(string? pseudonym, string? name)
    {
        if (pseudonym is null) return "<span class=\"quiet\">not stated</span>";
        return _report.ShowValues && name is { Length: > 0 } ? Html(name) : Code(pseudonym);
    }

    private static string Code(string? text) => text is null ? "" : $"<code>{Html(text)}</code>";

    private static string Day(DateTimeOffset? time, string otherwise) => time is { } known ? AuditDates.Day(known) : $"<span class=\"quiet\">{otherwise}</span>";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(Printable.OneLine(text));

    private void Append(string html) => _html.Append(html);

    private void Line(string html) => _html.Append(html).Append('\n');

    private static string Digest(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // Browsers normalize line endings to LF before they compute digests.
    private static string Resource(string name)
    {
        using Stream content = typeof(AuditPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(content);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
