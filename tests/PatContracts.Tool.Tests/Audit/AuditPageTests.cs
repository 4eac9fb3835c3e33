using System.Text.RegularExpressions;
using PatContracts.Tool.Tests.Support;
using static PatContracts.Tool.Tests.Audit.AuditExports;

namespace PatContracts.Tool.Tests.Audit;

public sealed class AuditPageTests
{
    private static readonly string[] Tones = ["fix-now", "rotate", "review", "delete", "keep", "leave"];

    [Fact]
    public void The_page_is_one_file_that_allows_only_its_own_style_and_script()
    {
        using TemporaryFolder folder = Folder(Kinds);
        Command.RunIn(folder.Path, [.. AuditTokens, "--report", "audit.html"]);
        Assert.Equal(["audit.html", "tokens.json"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string page = folder.Read("audit.html");
        Assert.DoesNotMatch("(?i)(src|href|url\\()\\s*=?\\s*[\"']?(https?:|//|data:)", page);
        Assert.DoesNotMatch("(?i)@import|<link|<img|<iframe| style=| on[a-z]+=", page);
        Assert.Matches("default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'", page);
        Assert.DoesNotContain("unsafe", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "(?i)<script"));
    }

    [Fact]
    public void Names_from_payloads_are_encoded()
    {
        using TemporaryFolder folder = Folder(Token("</script><script>alert(1)</script>", name: "<b onclick='x'>&amp;\\u202E\\u0007", owner: "{ \"type\": \"IDENTITY\", \"id\": \"\\\"><i>\", \"name\": \"<i>\" }"));
        Command.RunIn(folder.Path, [.. AuditTokens, "--report", "audit.html", "--show-values"]);
        string page = folder.Read("audit.html");
        Assert.Single(Regex.Matches(page, "(?i)<script"));
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b on", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0007', page);
        Assert.Contains("&lt;b onclick=&#39;x&#39;&gt;&amp;amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_with_values_contains_the_pseudonyms_of_a_page_without_values()
    {
        using TemporaryFolder folder = Folder(List(Token("new", name: "nightly"), Token("other")));
        folder.Write("earlier.json", List(Token("old", name: "nightly")));
        string[] audit = [.. AuditTokens, "--since", "earlier.json"];
        Command.RunIn(folder.Path, [.. audit, "--report", "audit.html"]);
        Command.RunIn(folder.Path, [.. audit, "--report", "values.html", "--show-values"]);
        string[] pseudonyms = [.. Regex.Matches(folder.Read("audit.html"), "<tr><th scope=\"row\">(?:<span class=\"who\">)?<code>([to]-[0-9a-f]{12})</code>").Select(static match => match.Groups[1].Value).Distinct()];
        Assert.Equal(3, pseudonyms.Length);
        string values = folder.Read("values.html");
        foreach (string pseudonym in pseudonyms) Assert.Contains(pseudonym, values, StringComparison.Ordinal);
        Assert.Contains("<td>Rotated</td><td>o</td><td><code>old</code></td>", values, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_heading_has_a_scope()
    {
        using TemporaryFolder folder = Folder(Kinds);
        folder.Write("earlier.json", "[]");
        Command.RunIn(folder.Path, [.. AuditTokens, "--report", "audit.html", "--since", "earlier.json"]);
        string page = folder.Read("audit.html");
        Assert.DoesNotMatch("<th(?! scope=\"(col|row)\")[ >]", page);
        foreach (Match table in Regex.Matches(page, "<table[^>]*aria-labelledby=\"([^\"]+)\".*?</table>", RegexOptions.Singleline))
        {
            Assert.Contains($"<h2 id=\"{table.Groups[1].Value}\">", page, StringComparison.Ordinal);
            foreach (Match row in Regex.Matches(table.Value, "<tbody>.*?</tbody>", RegexOptions.Singleline)) Assert.Equal(Regex.Count(row.Value, "<tr"), Regex.Count(row.Value, "scope=\"row\""));
        }
    }

    [Fact]
    public void Kinds_are_distinguished_by_words_and_shapes_and_not_only_by_color()
    {
        using TemporaryFolder folder = Folder(Kinds);
        Command.RunIn(folder.Path, [.. AuditTokens, "--report", "audit.html"]);
        string page = folder.Read("audit.html");
        Dictionary<string, string> shapes = Regex.Matches(page, "<symbol id=\"i-([a-z-]+)\".*?<path d=\"([^\"]+)\"").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        Assert.Equal((6, 6), (shapes.Count, shapes.Values.Distinct().Count()));
        // Wherever the color of a kind is used, its name is next to it or in the heading of its row or section.
        foreach (Match use in Regex.Matches(page, "<(li|tr|section)[^>]*class=\"[^\"]*\\ba-([a-z-]+)[^>]*>(.{0,400})", RegexOptions.Singleline))
        {
            string title = use.Groups[2].Value == "fix-now" ? "Fix now" : char.ToUpperInvariant(use.Groups[2].Value[0]) + use.Groups[2].Value[1..].Replace("to-platform", "to the platform", StringComparison.Ordinal).Replace('-', ' ');
            Assert.Contains(title, use.Groups[3].Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Colors_have_the_contrast_of_WCAG_AA_in_every_theme()
    {
        string css = File.ReadAllText(Repository.File("schema/PatContracts.Tool/Audit/audit.css"));
        IReadOnlyList<IReadOnlyDictionary<string, string>> themes = Contrast.Themes(css);
        Assert.Equal(3, themes.Count);
        List<string> failures = [];
        foreach ((string theme, IReadOnlyDictionary<string, string> colors) in new[] { "light", "dark", "print" }.Zip(themes))
        {
            foreach (string ground in (string[])["ground", "card"])
            {
                foreach (string text in (string[])["ink", "quiet", .. Tones]) Require(text, ground, Contrast.Text);
                foreach (string graphic in (string[])["field", "accent"]) Require(graphic, ground, Contrast.Graphics);
            }

            foreach (string tone in Tones)
            {
                Require(tone, $"{tone}-soft", Contrast.Text);
                Require("ink", $"{tone}-soft", Contrast.Text);
            }

            void Require(string one, string other, double least)
            {
                double contrast = Contrast.Of(colors[one], colors[other]);
                if (contrast < least) failures.Add(FormattableString.Invariant($"{theme}: {one} on {other} is {contrast:0.00}"));
            }
        }

        Assert.Empty(failures);
        // All colors are defined by the themes.
        Assert.DoesNotMatch("#[0-9a-f]{3,8}\\b", Regex.Replace(css, @":root \{.*?\}", "", RegexOptions.Singleline));
        Assert.DoesNotContain("opacity", css, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#ffffff", "#ff0000", 4.0)]
    public void Contrast_is_computed_as_WCAG_defines(string one, string other, double expected) => Assert.Equal(expected, Contrast.Of(one, other), 2);

    [Fact]
    public void Without_the_script_the_page_is_complete()
    {
        using TemporaryFolder folder = Folder(Many(300));
        Command.RunIn(folder.Path, [.. AuditTokens, "--report", "audit.html"]);
        string page = folder.Read("audit.html");
        Assert.Equal(300, Regex.Count(page, "<span class=\"at\">"));
        // Controls that require the script are hidden without it.
        Assert.Contains("<div class=\"toolbar\" role=\"search\" hidden>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<button", page[..page.IndexOf("<script>", StringComparison.Ordinal)], StringComparison.Ordinal);
    }
}
