using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;
using static PatContracts.Tool.Tests.Audit.AuditExports;

namespace PatContracts.Tool.Tests.Audit;

public sealed class AuditFormatTests
{
    private static readonly string[] AdviceNames = ["fix-now", "rotate", "review", "delete", "keep", "leave-to-platform"];
    private static readonly string[] FlagNames = ["stale", "expired", "expiring", "never-expires", "over-scoped", "scope-not-stated", "use-not-stated", "duplicate", "incomplete"];

    [Fact]
    public void All_formats_contain_the_same_numbers()
    {
        using TemporaryFolder folder = Folder(Kinds);
        using JsonDocument report = JsonDocument.Parse(Command.RunIn(folder.Path, [.. AuditTokens, "--format", "json", "--report", "audit.html"]).Output);
        JsonElement summary = report.RootElement.GetProperty("summary");
        Dictionary<string, int> numbers = AdviceNames.ToDictionary(name => name, name => summary.GetProperty("advice").GetProperty(name).GetInt32());
        foreach (string name in FlagNames) numbers[name] = summary.GetProperty(name).GetInt32();
        Assert.Equal([1, 1, 13, 5, 3, 4, 6, 3, 2, 2, 2, 2, 1, 4, 4], numbers.Values);
        Assert.Equal((27, 4), (summary.GetProperty("tokens").GetInt32(), summary.GetProperty("managed").GetInt32()));

        Dictionary<string, int> page = Regex.Matches(folder.Read("audit.html"), "data-figure=\"([a-z-]+)\">(\\d+)<")
            .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(numbers, page);

        string[] text = Command.RunIn(folder.Path, AuditTokens).Output.TrimEnd().Split('\n');
        string counted = string.Join(", ", AdviceNames.Select(name => $"{numbers[name]} {name}"));
        string flags = string.Join(", ", FlagNames.Select(name => $"{numbers[name]} {name}"));
        Assert.Equal($"1 input, 27 tokens: {counted} ({flags})", text[^1]);

        string[][] rows = [.. Command.RunIn(folder.Path, [.. AuditTokens, "--format", "csv"]).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Cells)];
        foreach (string name in AdviceNames) Assert.Equal(numbers[name], rows.Count(row => row[0] == name));
        foreach (string name in FlagNames) Assert.Equal(numbers[name], rows.Count(row => row[5] == "false" && row[6].Split(' ').Contains(name)));
    }

    [Fact]
    public void All_formats_contain_the_same_tokens_reasons_and_dates_in_the_same_order()
    {
        using TemporaryFolder folder = Folder(Kinds);
        using JsonDocument report = JsonDocument.Parse(Command.RunIn(folder.Path, [.. AuditTokens, "--format", "json", "--report", "audit.html"]).Output);
        (string Advice, string Reason, string Date, string Token)[] json = [.. report.RootElement.GetProperty("tokens").EnumerateArray().Select(token => (
            token.GetProperty("advice").GetString()!, token.GetProperty("reason").GetString()!, token.GetProperty("date").GetString() ?? "", token.GetProperty("token").GetString()!))];

        string[][] rows = [.. Command.RunIn(folder.Path, [.. AuditTokens, "--format", "csv"]).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Cells)];
        Assert.Equal(json, rows.Select(row => (row[0], row[1], row[2], row[3])));

        string page = folder.Read("audit.html");
        var onPage = Regex.Matches(page, "<section class=\"card list a-([a-z-]+)\".*?</section>", RegexOptions.Singleline).SelectMany(section =>
            Regex.Matches(section.Value, "<tr><th scope=\"row\"><code>(t-[0-9a-f]{12})</code>.*?</th><td>([^<]+)<?.*?</td><td>([0-9-]+)</td>").Select(row =>
                (section.Groups[1].Value, WebUtility.HtmlDecode(row.Groups[2].Value), row.Groups[3].Value, row.Groups[1].Value)));
        Assert.Equal(json, onPage);

        string text = Command.RunIn(folder.Path, AuditTokens).Output;
        int last = 0;
        foreach ((string advice, string reason, string date, string token) in json.Where(token => token.Advice != "keep"))
        {
            Match row = Regex.Match(text[last..], $"{token} .*{Regex.Escape(reason)} +{date}");
            Assert.True(row.Success, $"{advice} {token}");
            last += row.Index;
        }
    }

    [Fact]
    public void Json_conforms_to_its_published_schema()
    {
        using TemporaryFolder folder = Folder(Kinds);
        folder.Write("earlier.json", List(Token("gone"), Token("stale", used: "2025-01-01T00:00:00Z")));
        folder.Write("broken.json", "[{");
        Contract schema = Contract.Load(File.ReadAllBytes(Repository.File("schema/PatContracts.Tool/Schemas/tool-audit-report.schema.json")));
        foreach (string[] more in (string[][])[[], ["--show-values"], ["--since", "earlier.json"], ["--since", "earlier.json", "--show-values"], ["broken.json"]])
        {
            CommandResult result = Command.RunIn(folder.Path, [.. AuditTokens, "--format", "json", .. more]);
            Assert.Empty(schema.Validate(result.Output, new ValidationOptions { UnknownProperties = RuleSeverity.Error }).Findings);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html></html>", "HTML")]
    [InlineData("""{"detailCode":"500.0","trackingId":"t","messages":[]}""", "an error body of the API")]
    public void A_web_page_or_an_error_response_is_an_unreadable_input(string content, string what)
    {
        using TemporaryFolder folder = Folder(Kinds);
        folder.Write("response.json", content);

        CommandResult result = Command.RunIn(folder.Path, [.. AuditTokens, "response.json"]);

        Assert.Equal((3, $"response.json:1:1: error pat/not-a-token-response: Not a token response: {what}\n"), (result.ExitCode, result.Error));
        Assert.Contains("2 inputs, 27 tokens", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_has_one_row_per_token_and_no_formulas()
    {
        using TemporaryFolder folder = Folder(Token("t1", name: "=1+1,\\\"x\\\"", used: "2026-01-01T00:00:00Z"));
        string[] lines = Command.RunIn(folder.Path, [.. AuditTokens, "--format", "csv", "--show-values"]).Output.Split("\r\n");
        Assert.Equal("advice,reason,date,token,owner,managed,flags,daysSinceUse,ageDays,expiresInDays,path,line,instance,id,name,ownerId,ownerName,scope,created,lastUsed,expirationDate", lines[0]);
        Assert.Matches(
            "^delete,Not used for 327 days,2026-01-01,t-[0-9a-f]{12},o-[0-9a-f]{12},false,stale,327,692,189,tokens.json,1,,t1,\"'=1\\+1,\"\"x\"\"\",i1,o,x,2025-01-01T00:00:00Z,2026-01-01T00:00:00Z,2027-06-01T00:00:00Z$",
            lines[1]);
        Assert.Equal(["", .. lines[2..]], lines[2..].Prepend(""));
        Assert.Equal(13, Cells(Command.RunIn(folder.Path, [.. AuditTokens, "--format", "csv"]).Output.Split("\r\n")[1]).Length);
    }

    [Fact]
    public void Every_format_starts_with_the_unreadable_inputs()
    {
        using TemporaryFolder folder = Folder(List(Token("t")));
        folder.Write("broken.json", "[\n  { \"id\": \"x\" ");
        string[] audit = ["audit", "tokens.json", "broken.json", "--now", "2026-11-24", "--report", "audit.html"];
        const string Line = "broken.json:2:15: error json/truncated: The text ends in the middle of a value";

        CommandResult text = Command.RunIn(folder.Path, audit);
        Assert.Equal((3, Line + "\n"), (text.ExitCode, text.Error));
        Assert.Equal(["Incomplete: 1 input could not be read completely. The tokens in it are missing from this audit.", "  " + Line], text.Lines.Take(2));
        Assert.EndsWith("2 inputs, 1 token: no action required", text.Lines[^1].TrimEnd(), StringComparison.Ordinal);

        CommandResult json = Command.RunIn(folder.Path, [.. audit, "--format", "json"]);
        Assert.Equal((3, Line + "\n"), (json.ExitCode, json.Error));
        using JsonDocument report = JsonDocument.Parse(json.Output);
        Assert.Equal(["complete", "problems"], report.RootElement.EnumerateObject().Take(2).Select(member => member.Name));
        Assert.False(report.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal("json/truncated", report.RootElement.GetProperty("problems")[0].GetProperty("rule").GetString());
        Assert.Equal(1, report.RootElement.GetProperty("summary").GetProperty("unreadable").GetInt32());

        CommandResult csv = Command.RunIn(folder.Path, [.. audit, "--format", "csv"]);
        Assert.Equal((3, Line + "\n"), (csv.ExitCode, csv.Error));
        Assert.Equal("unreadable,json/truncated: The text ends in the middle of a value,,,,,,,,,broken.json,2,", csv.Output.Split("\r\n")[1]);

        string page = folder.Read("audit.html");
        Assert.Contains("This audit is incomplete", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("broken.json:2:15", StringComparison.Ordinal) < page.IndexOf("class=\"advice\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_first_faults_of_an_input_are_listed_and_the_rest_is_counted()
    {
        using TemporaryFolder folder = Folder(List(Token("t")));
        folder.Write("server.ndjson", string.Concat(Enumerable.Repeat("not json\n", 1234)));
        string[] audit = ["audit", ".", "--now", "2026-11-24", "--report", "audit.html"];
        const string Omission = "and 1,134 more faults";
        CommandResult text = Command.RunIn(folder.Path, audit);
        Assert.Equal(101, text.Error.TrimEnd().Split('\n').Length);
        Assert.Contains("server.ndjson:100:1: error json/literal", text.Output, StringComparison.Ordinal);
        Assert.Contains($"  {Omission}\n", text.Output, StringComparison.Ordinal);
        Assert.Contains($"<li>{Omission}</li>", folder.Read("audit.html"), StringComparison.Ordinal);
        Assert.Contains($"\r\nunreadable,\"{Omission}\",", Command.RunIn(folder.Path, [.. audit, "--format", "csv"]).Output, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(Command.RunIn(folder.Path, [.. audit, "--format", "json"]).Output);
        Assert.Equal((100, 1134), (report.RootElement.GetProperty("problems").GetArrayLength(), report.RootElement.GetProperty("omittedProblems").GetInt32()));
        Assert.Equal(1, report.RootElement.GetProperty("summary").GetProperty("unreadable").GetInt32());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("csv")]
    public void No_output_contains_a_value(string format)
    {
        using var folder = new TemporaryFolder();
        const string Lines =
            """
            {"id":"CANARY-1","name":"CANARY-2","scope":["CANARY-3","sp:scopes:all"],"owner":{"type":"IDENTITY","id":"CANARY-4","name":"CANARY-5"},"created":"2019-03-04T05:06:07.089Z","lastUsed":"2020-04-05T06:07:08.098Z","expirationDate":"2021-05-06T07:08:09.101Z","secret":"CANARY-6"}
            {"id":"CANARY-1","name":"CANARY-2","scope":"CANARY-3","owner":"CANARY-4","created":"CANARY-5"}
            {"id":"CANARY-7","name":"CANARY-2","owner":{"name":"CANARY-8"},"managed":"CANARY-9"}
            ["CANARY"]
            "CANARY"
            {"id":"CANARY-1
            """;
        folder.Write("tokens.ndjson", Lines);
        folder.Write("earlier.ndjson", Lines.Replace("CANARY-1", "CANARY-0", StringComparison.Ordinal));
        CommandResult result = Command.RunIn(folder.Path, "audit", "tokens.ndjson", "--since", "earlier.ndjson", "--format", format, "--report", "audit.html");
        Assert.Equal(3, result.ExitCode);
        foreach (string output in (string[])[result.Output, result.Error, folder.Read("audit.html")])
        {
            Assert.DoesNotContain("CANARY", output, StringComparison.Ordinal);
            Assert.DoesNotMatch("0[567]:0[678]:0[789]", output);
        }

        Assert.Contains("tokens.ndjson", result.Output, StringComparison.Ordinal);
        Assert.Equal(["tokens.ndjson:6:16: error json/truncated", "earlier.ndjson:6:16: error json/truncated"], result.Error.TrimEnd().Split('\n').Select(line => line[..line.LastIndexOf(':')]));
    }

    [Fact]
    public void The_text_lists_owners_and_mentions_the_option_that_shows_values()
    {
        using TemporaryFolder folder = Folder(Many(200));
        string text = Command.RunIn(folder.Path, AuditTokens).Output;
        Assert.Contains("Tokens and owners are shown as pseudonyms; --show-values shows names, ids and owners.", text, StringComparison.Ordinal);
        Assert.Matches("owner +tokens +fix now +rotate +review +delete +keep +leave to platform", text);
        Assert.Contains("15 more owners: --report and --format json list all owners.", text, StringComparison.Ordinal);
        string shown = Command.RunIn(folder.Path, [.. AuditTokens, "--show-values"]).Output;
        Assert.DoesNotContain("pseudonyms", shown, StringComparison.Ordinal);
        Assert.Matches("\n  Owner [0-9]+ +8 ", shown);
    }

    [Fact]
    public void On_a_narrow_terminal_a_token_is_written_on_several_lines()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "script (util-linux) makes a terminal.");
        using TemporaryFolder folder = Folder(List(Token("8fc0b1b6656204814a6b5b62e1de878c", name: "bridge", ends: "2026-11-21T00:00:00Z"), Token("new", name: "nightly")));
        folder.Write("earlier.json", List(Token("old", name: "nightly")));
        string[] lines = OnTerminal(folder, 80, "--since", "earlier.json");
        int first = Array.IndexOf(lines, "  bridge  8fc0b1b6656204814a6b5b62e1de878c");
        Assert.Equal(["    Expired 3 days ago; last used 4 days ago", "    2026-11-21  o  tokens.json:2 /0"], lines[(first + 1)..(first + 3)]);
        Assert.Contains(lines, line => line.StartsWith("  owner   tokens   fix now", StringComparison.Ordinal));
        Assert.Contains(OnTerminal(folder, 50, "--since", "earlier.json"), line => line == "    replaces old");
        Assert.Contains(OnTerminal(folder, 200), line => line.StartsWith("  bridge   8fc0b1b6656204814a6b5b62e1de878c   o ", StringComparison.Ordinal));
    }

    private static string[] OnTerminal(TemporaryFolder folder, int columns, params string[] options)
    {
        ProcessStartInfo plain = Command.StartInfo(folder.Path, [.. AuditTokens, "--show-values", "--color", "never", .. options]);
        string command = string.Join(' ', new[] { plain.FileName }.Concat(plain.ArgumentList).Select(static part => $"'{part}'"));
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"stty cols {columns}; {command}", "/dev/null"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm";
        string output = Command.Run(start).Output;
        Assert.DoesNotMatch("\u001b\\[[0-9;]*m", output);
        return [.. output.Split('\n').Select(static line => line.TrimEnd())];
    }

    [Fact]
    public void Every_token_is_counted_for_its_owner()
    {
        using TemporaryFolder folder = Folder(List(Token("a"), Token("b", used: null), Token("c", owner: "{ \"type\": \"IDENTITY\", \"id\": \"i2\", \"name\": \"p\" }"), Token("d", owner: "{}")));
        using JsonDocument report = JsonDocument.Parse(Command.RunIn(folder.Path, [.. AuditTokens, "--format", "json", "--show-values"]).Output);
        Assert.Equal(
            ["null: 1 (1 review)", "o: 2 (1 delete, 1 keep)", "p: 1 (1 keep)"],
            report.RootElement.GetProperty("owners").EnumerateArray().Select(owner =>
            {
                string counts = string.Join(", ", owner.GetProperty("advice").EnumerateObject().Where(count => count.Value.GetInt32() > 0).Select(count => $"{count.Value} {count.Name}"));
                return $"{owner.GetProperty("values").GetProperty("ownerName").GetString() ?? "null"}: {owner.GetProperty("tokens")} ({counts})";
            }));
    }
}
