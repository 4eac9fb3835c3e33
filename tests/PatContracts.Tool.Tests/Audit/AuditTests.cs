using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Audit;

public sealed class AuditTests
{
    // Now is 24 November 2026; a token is stale when it was not used since 26 August.
    private const string Tokens =
        """
        [
          { "id": "in-use", "name": "a", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": "2026-11-20T00:00:00Z", "expirationDate": "2027-01-01T00:00:00Z" },
          { "id": "stale", "name": "b", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": "2026-08-01T00:00:00Z", "expirationDate": "2027-01-01T00:00:00Z" },
          { "id": "never-used-old", "name": "c", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": null, "expirationDate": "2027-01-01T00:00:00Z" },
          { "id": "never-used-new", "name": "d", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2026-11-01T00:00:00Z", "lastUsed": null, "expirationDate": "2027-01-01T00:00:00Z" },
          { "id": "expired", "name": "e", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": "2026-11-20T00:00:00Z", "expirationDate": "2026-11-21T00:00:00Z" },
          { "id": "never-expires", "name": "f", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": "2026-11-20T00:00:00Z", "expirationDate": null, "userAwareTokenNeverExpires": true },
          { "id": "over-scoped", "name": "g", "scope": ["x", "sp:scopes:all"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": "2026-11-20T00:00:00Z", "expirationDate": "2027-01-01T00:00:00Z" },
          { "id": "same-name", "name": "a", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": "2026-11-20T00:00:00Z", "expirationDate": "2027-01-01T00:00:00Z" },
          { "id": "incomplete", "name": "h", "scope": ["x"], "owner": { "id": "i1" }, "created": "2025-01-01T00:00:00Z", "lastUsed": "2026-11-20T00:00:00Z", "expirationDate": "2027-01-01T00:00:00Z" },
          { "id": "broken-date", "name": "j", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "soon" },
          { "id": "managed-stale", "name": "k", "scope": ["sp:scopes:all"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": null, "managed": true, "expirationDate": "2026-01-01T00:00:00Z" },
          { "id": "managed-elsewhere", "name": "l", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": null, "managed": false },
          { "id": "managed-elsewhere", "name": "l", "scope": ["x"], "owner": { "type": "IDENTITY", "id": "i1", "name": "o" }, "created": "2025-01-01T00:00:00Z", "lastUsed": null, "managed": true }
        ]
        """;

    private static readonly string[] Audit = ["audit", "tokens.json", "--now", "2026-11-24"];

    [Fact]
    public void Every_token_is_judged_and_managed_ones_are_never_for_deletion()
    {
        using TemporaryFolder folder = Filled();
        CommandResult result = Command.RunIn(folder.Path, [.. Audit, "--format", "json", "--show-values"]);
        Assert.Equal(1, result.ExitCode);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        string[] tokens = [.. report.RootElement.GetProperty("tokens").EnumerateArray().Select(token =>
            $"{token.GetProperty("values").GetProperty("id").GetString() ?? "?"}: {token.GetProperty("advice").GetString()} {string.Join(',', token.GetProperty("flags").EnumerateArray())}".Trim())];
        Assert.Equal(
            [
                "in-use: keep", "stale: delete stale", "never-used-old: delete stale", "never-used-new: keep", "expired: delete expired",
                "never-expires: tighten never-expires", "over-scoped: tighten over-scoped", "same-name: look-into duplicate", "incomplete: look-into incomplete",
                "?: look-into incomplete", "managed-stale: leave-to-platform stale,expired,over-scoped",
                "managed-elsewhere: leave-to-platform stale,duplicate", "managed-elsewhere: leave-to-platform stale,duplicate",
            ],
            tokens);
        JsonElement summary = report.RootElement.GetProperty("summary");
        Assert.Equal([13, 3, 2, 1, 1, 1, 1, 2], Figures("tokens", "managed", "stale", "expired", "never-expires", "over-scoped", "duplicate", "incomplete"));

        int[] Figures(params string[] names) => [.. names.Select(name => summary.GetProperty(name).GetInt32())];
    }

    [Fact]
    public void Json_keeps_its_published_schema()
    {
        using TemporaryFolder folder = Filled();
        Contract schema = Contract.Load(File.ReadAllBytes(Repository.File("schema/PatContracts.Tool/Schemas/tool-audit-report.schema.json")));
        foreach (string[] more in (string[][])[[], ["--show-values"]])
        {
            CommandResult result = Command.RunIn(folder.Path, [.. Audit, "--format", "json", .. more]);
            Assert.Empty(schema.Validate(result.Output, new ValidationOptions { UnknownProperties = RuleSeverity.Error }).Findings);
        }
    }

    [Fact]
    public void The_table_has_the_managed_ones_apart_and_ends_with_the_figures()
    {
        using TemporaryFolder folder = Filled();
        CommandResult result = Command.RunIn(folder.Path, Audit);
        int delete = result.Output.IndexOf("Delete:", StringComparison.Ordinal);
        int managed = result.Output.IndexOf("Managed by the platform:", StringComparison.Ordinal);
        string[] ToDelete = [.. Regex.Matches(result.Output[delete..result.Output.IndexOf("Tighten:", StringComparison.Ordinal)], "/(\\d+) ").Select(match => match.Groups[1].Value)];
        Assert.Equal(["1", "2", "4"], ToDelete);
        Assert.Equal(["10", "11", "12"], Regex.Matches(result.Output[managed..], "/(\\d+) ").Select(match => match.Groups[1].Value));
        Assert.Equal("1 file, 13 tokens (3 managed): 2 stale, 1 expired, 1 never-expires, 1 over-scoped, 1 duplicate, 2 incomplete", result.Lines[^1].TrimEnd());
    }

    [Fact]
    public void Csv_has_a_line_a_token_and_no_formulas()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokens.json", Payloads.Valid.Replace("\"n\"", "\"=1+1,\\\"x\\\"\"", StringComparison.Ordinal));
        CommandResult result = Command.RunIn(folder.Path, [.. Audit, "--format", "csv", "--show-values"]);
        string[] lines = result.Output.Split("\r\n");
        Assert.Equal("path,line,instance,managed,advice,flags,daysSinceUse,ageDays,expiresInDays,id,name,ownerId,ownerName,scope,created,lastUsed,expirationDate", lines[0]);
        Assert.Equal("tokens.json,1,,false,delete,stale,,991,,t1,\"'=1+1,\"\"x\"\"\",i,o,s,2024-03-07T05:00:00Z,,", lines[1]);
        Assert.Equal(["path", "line", "instance"], Command.RunIn(folder.Path, [.. Audit, "--format", "csv"]).Output.Split(',').Take(3));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public void No_value_reaches_an_output(string format)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "tokens.ndjson",
            """
            {"id":"CANARY-1","name":"CANARY-2","scope":["CANARY-3","sp:scopes:all"],"owner":{"type":"IDENTITY","id":"CANARY-4","name":"CANARY-5"},"created":"2019-03-04T05:06:07.089Z","lastUsed":"2020-04-05T06:07:08.098Z","expirationDate":"2021-05-06T07:08:09.101Z","secret":"CANARY-6"}
            {"id":"CANARY-1","name":"CANARY-2","scope":"CANARY-3","owner":"CANARY-4","created":"CANARY-5"}
            {"id":"CANARY-1
            """);
        CommandResult result = Command.RunIn(folder.Path, "audit", "tokens.ndjson", "--format", format, "--report", "audit.html");
        Assert.Equal(3, result.ExitCode);
        foreach (string output in (string[])[result.Output, result.Error, folder.Read("audit.html")])
        {
            Assert.DoesNotContain("CANARY", output, StringComparison.Ordinal);
            Assert.DoesNotMatch("0[567]:0[678]:0[789]", output);
        }

        Assert.Contains("tokens.ndjson", result.Output, StringComparison.Ordinal);
        Assert.Equal("tokens.ndjson:3:16: error json/truncated: The text ends in the middle of a value\n", result.Error);
    }

    [Theory]
    [InlineData("any", 1)]
    [InlineData("delete", 1)]
    [InlineData("none", 0)]
    public void Fail_on_decides_about_the_exit_code(string failOn, int exitCode)
    {
        using TemporaryFolder folder = Filled();
        Assert.Equal(exitCode, Command.RunIn(folder.Path, [.. Audit, "--fail-on", failOn]).ExitCode);
    }

    [Fact]
    public void Nothing_to_act_on_is_exit_code_0()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokens.json", Payloads.Valid);
        CommandResult result = Command.RunIn(folder.Path, "audit", "tokens.json", "--now", "2024-03-08");
        Assert.Equal("1 file, 1 token: nothing to act on", result.Output.Trim());
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("--stale", "12h")]
    [InlineData("--stale", "0d")]
    [InlineData("--stale", "d")]
    [InlineData("--now", "yesterday")]
    [InlineData("--contract", "v0")]
    [InlineData("--format", "xml")]
    public void What_makes_no_sense_is_a_usage_error(string option, string value)
    {
        using TemporaryFolder folder = Filled();
        Assert.Equal(2, Command.RunIn(folder.Path, [.. Audit[..2], option, value]).ExitCode);
    }

    [Fact]
    public void The_stale_window_takes_days_and_weeks()
    {
        using TemporaryFolder folder = Filled();
        Assert.Contains(": 2 stale", Command.RunIn(folder.Path, [.. Audit, "--stale", "16w"]).Output, StringComparison.Ordinal);
        Assert.Contains(": 1 stale", Command.RunIn(folder.Path, [.. Audit, "--stale", "120d"]).Output, StringComparison.Ordinal);
        Assert.Contains(": 9 stale", Command.RunIn(folder.Path, [.. Audit, "--stale", "3d"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_is_whole_in_itself()
    {
        using TemporaryFolder folder = Filled();
        Command.RunIn(folder.Path, [.. Audit, "--report", "audit.html"]);
        string page = folder.Read("audit.html");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?i)(src|href|url\\()\\s*=?\\s*[\"']?(https?:|//)", page);
        Assert.DoesNotMatch("(?i)@import|<link|<img|<iframe", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_from_a_payload_is_text_on_the_page()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokens.json", Payloads.Valid.Replace("\"n\"", "\"<script>alert(1)</script>\"", StringComparison.Ordinal));
        Command.RunIn(folder.Path, [.. Audit, "--report", "audit.html", "--show-values"]);
        Assert.DoesNotContain("<script", folder.Read("audit.html"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", folder.Read("audit.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_browser_shows_the_figures_and_the_timeline()
    {
        string? chromium = ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);
        Assert.SkipWhen(chromium is null, "No Chromium is installed.");
        using TemporaryFolder folder = Filled();
        Command.RunIn(folder.Path, [.. Audit, "--report", "audit.html"]);
        string dom = Browser(chromium!, folder, "--dump-dom");
        Dictionary<string, string> figures = Regex.Matches(dom, "data-figure=\"([a-z-]+)\">(\\d+)<").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        Assert.Equal(
            [("tokens", "13"), ("stale", "2"), ("expired", "1"), ("never-expires", "1"), ("over-scoped", "1"), ("duplicate", "1"), ("incomplete", "2"), ("managed", "3")],
            figures.Select(figure => (figure.Key, figure.Value)));
        Assert.Equal(12, Regex.Count(dom, "<circle [^>]*><title>"));

        Browser(chromium!, folder, $"--screenshot={folder["audit.png"]}", "--window-size=1200,900");
        byte[] picture = File.ReadAllBytes(folder["audit.png"]);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
        Assert.True(picture.Length > 30_000, "The picture is blank.");
    }

    [Fact]
    public void Of_a_large_tenant_the_timeline_has_bars_that_say_how_many_they_are()
    {
        using var folder = new TemporaryFolder();
        var tokens = Enumerable.Range(0, 3000).Select(i =>
        {
            string used = i % 10 == 0 ? "null" : "\"" + new DateTime(2026, 11, 24).AddDays(-(i % 700)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + "T00:00:00Z\"";
            return $$"""{"id":"t{{i}}","name":"n{{i}}","scope":["s"],"owner":{"type":"IDENTITY","id":"i","name":"o"},"created":"2024-03-07T05:00:00Z","lastUsed":{{used}}}""";
        });
        folder.Write("tokens.json", "[" + string.Join(",\n", tokens) + "]");
        Command.RunIn(folder.Path, [.. Audit, "--report", "audit.html"]);
        string page = folder.Read("audit.html");
        Assert.DoesNotContain("<circle class=\"stale\" cx=\"1", page, StringComparison.Ordinal);
        int[] counts = [.. Regex.Matches(page, "<text class=\"count\"[^>]*>(\\d+)<").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal((3000, 300), (counts.Sum(), counts[0]));
        // A token takes the same area in every bar.
        (double Area, int Count)[] bars = [.. Regex.Matches(page, "<rect class=\"[a-z]+\" x=\"[-0-9.]+\" y=\"[-0-9.]+\" width=\"([0-9.]+)\" height=\"([0-9.]+)\"><title>([0-9,]+) tokens?<").Select(match =>
            (Number(match.Groups[1]) * Number(match.Groups[2]), (int)Number(match.Groups[3])))];
        Assert.All(bars.Where(bar => bar.Count > 20), bar => Assert.InRange(bar.Area / bar.Count / (bars[0].Area / bars[0].Count), 0.9, 1.1));

        static double Number(Group group) => double.Parse(group.Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Printed_the_page_is_as_light_as_paper_and_cuts_no_row()
    {
        string? chromium = ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);
        Assert.SkipWhen(chromium is null, "No Chromium is installed.");
        using TemporaryFolder folder = Filled();
        Command.RunIn(folder.Path, [.. Audit, "--report", "audit.html"]);
        Browser(chromium!, folder, "--no-pdf-header-footer", $"--print-to-pdf={folder["audit.pdf"]}");
        Assert.Equal("%PDF-"u8.ToArray(), File.ReadAllBytes(folder["audit.pdf"])[..5]);
        // What the printer is told, whatever the reader's screen is.
        string print = folder.Read("audit.html").Split("@media print")[1];
        Assert.Contains("color-scheme: light;", print, StringComparison.Ordinal);
        Assert.Contains("--ground: #ffffff;", print, StringComparison.Ordinal);
        Assert.Matches("\\btr \\{ break-inside: avoid; \\}", print);
    }

    private static string Browser(string chromium, TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(chromium) { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string profile = Directory.CreateDirectory(folder[$"profile-{Guid.NewGuid():N}"]).FullName;
        foreach (string argument in (string[])
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", $"--user-data-dir={profile}", .. arguments, new Uri(folder["audit.html"]).AbsoluteUri,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        return Command.Run(start).Output;
    }

    private static TemporaryFolder Filled()
    {
        var folder = new TemporaryFolder();
        folder.Write("tokens.json", Tokens);
        return folder;
    }
}
