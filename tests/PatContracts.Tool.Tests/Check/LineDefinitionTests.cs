using System.Text;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>All readers use the same definition of a line.</summary>
public sealed class LineDefinitionTests
{
    [Fact]
    public void Check_has_the_findings_of_every_line_at_their_positions()
    {
        using TemporaryFolder folder = Files();
        Report report = Report.Parse(Command.RunIn(folder.Path, "check", ".", "--schema", "id.schema.json", "--require-utf8", "--format", "json").Output);
        foreach ((string name, string text, string[] expected) in LineCases.All)
        {
            foreach (string file in new[] { $"{name}.ndjson", $"{name}.jsonl.gz" })
            {
                InputReport result = report.Results.Single(result => result.Path == file);
                Assert.Equal(expected, result.Findings.Select(finding => $"{finding.Rule} {finding.Line}:{finding.Column} @{finding.Offset}"));
                Assert.Equal(text.Split('\n', '\r').Count(line => line.Trim(' ', '\t').Length > 0), result.Payloads);
            }
        }
    }

    [Fact]
    public void Audit_reports_the_lines_that_are_not_json_at_their_positions()
    {
        using TemporaryFolder folder = Files();
        CommandResult result = Command.RunIn(folder.Path, "audit", ".");
        Assert.Equal(3, result.ExitCode);
        string[] problems = result.Error.Split('\n');
        foreach ((string name, _, string[] findings) in LineCases.All)
        {
            // A file can start with a byte order mark.
            IEnumerable<string> expected = findings.Where(finding => finding.StartsWith("json/", StringComparison.Ordinal) && finding != "json/byte-order-mark 1:1 @0")
                .Select(finding => finding[..finding.LastIndexOf(' ')]);
            IEnumerable<string> actual = problems.Where(line => line.StartsWith($"{name}.ndjson:", StringComparison.Ordinal)).Select(line => line.Split(' ') is [{ } location, _, { } rule, ..]
                ? $"{rule.TrimEnd(':')} {location[(name.Length + ".ndjson:".Length)..].TrimEnd(':')}"
                : line);
            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_in_many_windows_have_their_positions(string end)
    {
        using var folder = new TemporaryFolder();
        folder.Write("id.schema.json", LineCases.Schema);
        const int Lines = 40_000;
        string line = "{\"id\":\"0123456789abcdef\"}" + end;
        folder.Write("many.ndjson", string.Concat(Enumerable.Repeat(line, Lines)) + " {\"id\":0}" + end);
        Report report = Report.Parse(Command.RunIn(folder.Path, "check", "many.ndjson", "--schema", "id.schema.json", "--format", "json").Output);
        JsonFinding finding = Assert.Single(report.Findings);
        Assert.Equal((Lines + 1, 8, (Lines * line.Length) + 7L), (finding.Line, finding.Column, finding.Offset));
        Assert.Equal(Lines + 1, report.Summary.Payloads);
    }

    [Fact]
    public void A_first_line_longer_than_a_window_is_recognized_as_one()
    {
        using var folder = new TemporaryFolder();
        folder.Write("id.schema.json", LineCases.Schema);
        folder.Write("long.json", $"{{\"id\":\"{new string('x', 600_000)}\"}}\r{{\"id\":1}}\r{{\"id\":\"a\"}}");
        Report report = Report.Parse(Command.RunIn(folder.Path, "check", "long.json", "--schema", "id.schema.json", "--format", "json").Output);
        JsonFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("schema/type", 2, 7, 3L), (finding.Rule, finding.Line, finding.Column, report.Summary.Payloads));
    }

    [Fact]
    public void A_lone_surrogate_is_reported_at_its_position_in_a_token_response_and_ignored_elsewhere()
    {
        using var folder = new TemporaryFolder();
        string body = Payloads.Valid.Replace("\"name\":\"", "\"name\":\"\uD83D", StringComparison.Ordinal);
        Assert.NotEqual(Payloads.Valid, body);
        // Escaped as in recordings of browsers, so that the file is valid UTF-8.
        string text = body.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\uD83D", "\\ud83d", StringComparison.Ordinal);
        string recording = """
            {"log":{"entries":[
            {"request":{"method":"GET","url":"https://tenant.example/\ud83d"},"response":{"status":200,"content":{"text":"\ude00"}}},
            {"request":{"method":"GET","url":"https://tenant.example/v3/personal-access-tokens/1"},"response":{"status":200,"content":{"text":"BODY"}}}
            ]}}
            """.Replace("BODY", text, StringComparison.Ordinal).ReplaceLineEndings("\n");
        folder.Write("traffic.har", recording);
        CommandResult result = Command.RunIn(folder.Path, "check", "traffic.har", "--format", "json");
        JsonFinding finding = Assert.Single(Report.Parse(result.Output).Findings);
        int offset = recording.IndexOf("\\ud83d", recording.IndexOf("tokens/1", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(("json/utf-8", 3, (long)Encoding.UTF8.GetByteCount(recording.AsSpan(0, offset))), (finding.Rule, finding.Line, finding.Offset));
        Assert.Equal(offset - recording.LastIndexOf('\n', offset), finding.Column);
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void A_recorded_body_that_is_not_base64_is_reported_at_its_position()
    {
        using var folder = new TemporaryFolder();
        string url = "https://tenant.example/v3/personal-access-tokens";
        folder.Write("a.har", $$"""
            {"log":{"entries":[
            {"request":{"method":"GET","url":"{{url}}"},"response":{"status":200,"content":{"text":"****","encoding":"base64"} } }
            ] } }
            """.ReplaceLineEndings("\n"));
        CommandResult result = Command.RunIn(folder.Path, "check", "a.har");
        int column = "{\"request\":{\"method\":\"GET\",\"url\":\"\"},\"response\":{\"status\":200,\"content\":{\"text\":\"".Length + url.Length + 1;
        Assert.Contains($"\na.har:2:{column}: error input/har: ", result.Output, StringComparison.Ordinal);
    }

    private static TemporaryFolder Files()
    {
        var folder = new TemporaryFolder();
        folder.Write("id.schema.json", LineCases.Schema);
        foreach ((string name, string text, _) in LineCases.All)
        {
            folder.Write(name + ".ndjson", text);
            folder.Write(name + ".jsonl.gz", Payloads.Gzip(text));
        }

        return folder;
    }
}
