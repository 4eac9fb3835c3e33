using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

public sealed class MaskingTests
{
    private const string Canary = "CANARY";

    // Every value is a canary, in expected and unexpected positions. Names that the contract does not define must not be shown either.
    private static readonly Dictionary<string, string> Files = new()
    {
        ["values.json"] =
            """
            {"id":"CANARY-1","name":"CANARY-2","scope":["CANARY-3"],"owner":{"type":"CANARY-4","id":"CANARY-5","name":"CANARY-6"},"created":"CANARY-7","secret":"CANARY-8"}
            """,
        ["types.json"] = """{"id":["CANARY-1"],"name":{"x":"CANARY-2"},"scope":"CANARY-3","owner":"CANARY-4","created":"CANARY-5","lastUsed":"CANARY-6","managed":"CANARY-7"}""",
        ["numbers.json"] = """{"id":7391746001,"name":7391746002,"scope":7391746003,"owner":{"type":7391746004},"created":7391746005,"accessTokenValiditySeconds":7391746006}""",
        ["list.json"] =
            """
            [{"id":"CANARY-1","name":"CANARY-2","scope":["CANARY-3"],"owner":{"id":"CANARY-4","name":"CANARY-5"},"created":"2024-01-01T00:00:00Z","last_used":"CANARY-6"},
             {"id":"CANARY-1","name":"CANARY-2","scope":["CANARY-3"],"owner":{"id":"CANARY-4","name":"CANARY-5"},"created":"2024-01-01T00:00:00Z"}]
            """,
        ["truncated.json"] = """{"id":"CANARY-1","name":"CANARY-2""",
        ["escape.json"] = """{"id":"CANARY-1\xCANARY-2","name":"CANARY-3"}""",
        ["bare.json"] = """{"id":CANARY-1,"name":"CANARY-2"}""",
        ["single-quotes.json"] = """{'id':'CANARY-1','name':'CANARY-2'}""",
        ["no-comma.json"] = """{"id":"CANARY-1" "name":"CANARY-2"}""",
        ["no-colon.json"] = """{"id" "CANARY-1","name":"CANARY-2"}""",
        ["trailing.json"] = Payloads.Valid + " CANARY-1",
        ["newline.json"] = "{\"id\":\"CANARY-1\nCANARY-2\",\"name\":\"CANARY-3\": \"CANARY-4\"}",
        ["lines.ndjson"] = "{\"id\":\"CANARY-1\"}\n\"CANARY-2\"\nCANARY-3\n",
        ["traffic.har"] =
            """{"log":{"entries":[{"request":{"method":"GET","url":"https://CANARY-0:CANARY-9@tenant.example/v3/personal-access-tokens/CANARY-10?filter=CANARY-11#CANARY-12"},"response":{"status":200,"content":{"text":"{\"id\":\"CANARY-1\",\"owner\":\"CANARY-2\"}"}}}]}}""",
    };

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("github")]
    [InlineData("gitlab")]
    [InlineData("msbuild")]
    public void No_report_contains_a_value(string format)
    {
        using var folder = new TemporaryFolder();
        foreach ((string name, string content) in Files) folder.Write(name, content);
        foreach (string color in (string[])["never", "always"])
        {
            CommandResult result = Command.RunIn(folder.Path, "check", ".", "--format", format, "--color", color, "--unknown", "warn", "--output", $"{format}=out/report");
            Assert.Equal(3, result.ExitCode);
            foreach (string output in (string[])[result.Output, result.Error, folder.Read("out/report")])
            {
                Assert.DoesNotContain(Canary, output, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("7391746", output, StringComparison.Ordinal);
            }

            // An empty report would prove nothing.
            foreach (string name in Files.Keys) Assert.Contains(name, result.Output, StringComparison.Ordinal);
            Directory.Delete(folder["out"], recursive: true);
        }
    }

    [Fact]
    public void Values_are_shown_on_request()
    {
        using var folder = new TemporaryFolder();
        folder.Write("values.json", Files["values.json"]);
        Assert.Contains("CANARY-4", Command.RunIn(folder.Path, "check", "values.json", "--color", "always", "--show-values").Output, StringComparison.Ordinal);
    }
}
