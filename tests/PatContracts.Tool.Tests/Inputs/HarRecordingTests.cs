using System.Text;
using System.Text.Json;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Inputs;

public sealed class HarRecordingTests
{
    private const string Service = "https://user:password@tenant.example";
    private const string Created =
        """{"id":"t9","name":"n","secret":"x","scope":null,"owner":{"type":"IDENTITY","id":"i","name":"o"},"created":"2024-03-07T05:00:00Z","accessTokenValiditySeconds":43200,"expirationDate":"2124-04-07T05:00:00Z"}""";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Entry[] Others =
    [
        new("GET", "/ui/a/admin/personal-access-tokens", "<html>") { MediaType = "text/html" },
        new("OPTIONS", "/v2025/personal-access-tokens", "no JSON"),
        new("GET", "/static/personal-access-tokens.js", "x()") { MediaType = "application/javascript" },
        new("GET", "/v3/identities?next=/v3/personal-access-tokens", "no JSON"),
        new("GET", "/v3/personal-access-tokens", "<html>") { MediaType = "text/html;charset=utf-8" },
        new("GET", "/v3/personal-access-tokens", "{}") { Status = 401 },
        new("GET", "/v3/personal-access-tokens", "{}") { Status = 0 },
        new("DELETE", "/v3/personal-access-tokens/t1", "{}"),
    ];

    [Fact]
    public void Only_token_responses_are_checked_against_the_contract_of_their_operation_and_version()
    {
        using var folder = new TemporaryFolder();
        folder.Write("traffic.har", Recording(
        [
            .. Others,
            new Entry("GET", "/v2025/personal-access-tokens?limit=2", $"[{Payloads.Valid},{Payloads.WithoutCreated}]"),
            new Entry("POST", "/v3/personal-access-tokens", Created) { IsBase64 = true, MediaType = null },
            new Entry("PATCH", "/personal-access-tokens/v1/t1", Payloads.Valid) { MediaType = "application/json;" },
            new Entry("GET", "/v2099/personal-access-tokens", $"[{Payloads.Valid}]"),
        ]));
        CommandResult result = Command.RunIn(folder.Path, "check", "traffic.har", "--contract", "v2024", "--format", "json");
        Report report = Report.Parse(result.Output);
        Assert.Equal(["v2025-list", "v3-create", "v2026", "v2024-list"], report.Results.Select(one => one.Contract));
        Assert.Equal([8, 9, 10, 11], report.Results.Select(one => int.Parse(one.Within!.Split('/')[3], System.Globalization.CultureInfo.InvariantCulture)));
        JsonFinding finding = Assert.Single(report.Findings);
        Assert.Equal("/1", finding.Instance);
        byte[] recording = File.ReadAllBytes(folder["traffic.har"]);
        string line = Encoding.UTF8.GetString(recording).Split('\n')[finding.Line - 1];
        Assert.StartsWith("{\\u0022id\\u0022:\\u0022t2", line[(finding.Column - 1)..], StringComparison.Ordinal);
        Assert.StartsWith("{\\u0022id\\u0022:\\u0022t2", Encoding.UTF8.GetString(recording[(int)finding.Offset..]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_contains_the_entry_and_its_request_without_query_credentials_and_id()
    {
        using var folder = new TemporaryFolder();
        folder.Write("traffic.har", Recording([Others[0], new Entry("GET", "/v3/personal-access-tokens/t2?secret=1", Payloads.WithoutCreated)]));
        CommandResult result = Command.RunIn(folder.Path, "check", "traffic.har");
        Assert.EndsWith(
            "The required property \"created\" is missing (in entry 1: GET https://tenant.example/v3/personal-access-tokens/{id})", result.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_without_a_token_response_is_not_clean()
    {
        using var folder = new TemporaryFolder();
        folder.Write("none.har", Recording(Others));
        folder.Write("no-content.har", Recording([new Entry("GET", "/v3/personal-access-tokens", null)]));
        CommandResult result = Command.RunIn(folder.Path, "check", ".");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("no-content.har:1:1: error input/har: The recording contains 1 token response without a body; export it with content", result.Lines);
        Assert.Contains("none.har:1:1: error input/har: The recording contains no response of a token operation (8 entries)", result.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_recording_can_start_with_a_byte_order_mark(bool requiresUtf8)
    {
        using var folder = new TemporaryFolder();
        string recording = Recording([new Entry("GET", "/v3/personal-access-tokens", $"[{Payloads.Valid}]")]);
        folder.Write("traffic.har", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(recording)]);
        CommandResult result = Command.RunIn(folder.Path, requiresUtf8 ? ["check", "traffic.har", "--require-utf8"] : ["check", "traffic.har"]);
        Assert.Equal((0, "1 file, 1 payload against v3-list: no findings\n"), (result.ExitCode, result.Output));
    }

    private static string Recording(IEnumerable<Entry> entries)
    {
        var recorded = entries.Select(static entry => new
        {
            request = new { method = entry.Method, url = Service + entry.Path },
            response = new
            {
                status = entry.Status,
                content = new { mimeType = entry.MediaType, text = entry.Text, encoding = entry.IsBase64 ? "base64" : null },
            },
        });
        return JsonSerializer.Serialize(new { log = new { version = "1.2", entries = recorded } }, Indented);
    }

    private sealed record Entry(string Method, string Path, string? Body)
    {
        public int Status { get; init; } = 200;

        public string? MediaType { get; init; } = "application/json";

        public bool IsBase64 { get; init; }

        public string? Text => IsBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Body!)) : Body;
    }
}
