using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Payloads;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT3002PayloadFileBreaksContractTests
{
    private const string Valid = """{"id":"1","name":"n","scope":null,"owner":{},"created":"2024-01-01T00:00:00Z"}""";
    private const string Robot = """{"id":"1","name":"é😀","scope":null,"owner":{"type":"ROBOT"},"created":"2024-01-01T00:00:00Z"}""";

    [Fact]
    public Task A_payload_file_is_reported_at_its_line_and_column() => new ProjectFiles()
        .Payload("one.pat.json", Robot)
        .Expect(RuleCatalog.PayloadFileBreaksContract, "one.pat.json", 1, 53, 60)
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public Task A_valid_file_is_not_reported() => new ProjectFiles().Payload("one.pat.json", Valid).Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public Task Each_element_of_a_list_is_validated() => new ProjectFiles()
        .Payload("list.pat.json", $"[\r\n  {Valid},\r\n  {Robot}\r\n]")
        .Expect(RuleCatalog.PayloadFileBreaksContract, "list.pat.json", 3, 55, 62)
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public Task Each_line_of_an_NDJSON_file_is_validated() => new ProjectFiles()
        .Payload("lines.json", $"{Valid}\n\n{Robot}\n7\n{Valid}\n", "v3")
        .Expect(RuleCatalog.PayloadFileBreaksContract, "lines.json", 3, 53, 60)
        .Expect(RuleCatalog.PayloadFileBreaksContract, "lines.json", 4, 1, 2)
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public Task Malformed_JSON_is_reported_at_the_first_invalid_character() => new ProjectFiles()
        .Payload("one.pat.json", "{\n  \"id\": 'a'\n}")
        .Expect(RuleCatalog.PayloadFileBreaksContract, "one.pat.json", 2, 9, 10)
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public Task The_metadata_names_the_contract() => new ProjectFiles()
        .Payload("later.json", Valid[..^1] + ",\"expirationDate\":null}", "v2025")
        .Payload("list.json", Valid, "v3-list")
        .Expect(RuleCatalog.PayloadFileBreaksContract, "list.json", 1, 1, 2)
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public Task A_contract_can_be_part_of_a_document_and_have_a_list_form() => new ProjectFiles()
        .Schemas(
            "api.json",
            """
            {
              "openapi": "3.0.3",
              "paths": { "/t": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/T" } } } } } } } },
              "components": { "schemas": { "T": { "type": "object", "required": ["secret"], "properties": { "id": { "type": "string", "nullable": true }, "secret": { "writeOnly": true } } } } }
            }
            """,
            ("t", null, "#/components/schemas/T"),
            ("get t", null, "GET /t 200"))
        .Payload("one.json", """{ "id": null, "secret": "" }""", "t")
        .Payload("without.json", """{ "id": null }""", "t")
        .Payload("list.json", """[ { "id": null, "secret": "" }, { "id": 1, "secret": "" } ]""", "t")
        .Payload("response.json", """[ { "id": null }, { "id": 1 } ]""", "get t")
        .Expect(RuleCatalog.PayloadFileBreaksContract, "list.json", 1, 41, 42)
        .Expect(RuleCatalog.PayloadFileBreaksContract, "response.json", 1, 27, 28)
        .Expect(RuleCatalog.PayloadFileBreaksContract, "without.json", 1, 1, 2)
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public Task A_file_without_a_contract_is_validated_against_the_version_of_the_project() => new ProjectFiles()
        .Payload("a.pat.json", Valid[..^1] + ",\"expirationDate\":null}")
        .Configure("build_property.PatContractVersion = v2025")
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public Task Other_files_are_ignored() => new ProjectFiles()
        .Payload("appsettings.json", "{ not JSON")
        .Payload("unknown.json", "{}", "no-such-contract")
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public void Each_version_of_a_text_is_encoded_and_validated_once()
    {
        SourceText text = SourceText.From(Valid, Encoding.UTF8);
        var first = FileText.Of(text);
        Assert.Same(first, FileText.Of(text));
        Assert.NotSame(first, FileText.Of(text.WithChanges(new TextChange(new TextSpan(0, 0), " "))));

        int derived = 0;
        object key = new();
        for (int i = 0; i < 3; i++) first.Derive(key, (_, _) => $"{derived++}");
        Assert.Equal(1, derived);
    }

    [Fact]
    public void A_text_longer_than_a_chunk_is_encoded_completely()
    {
        string content = string.Concat(Enumerable.Repeat("aé€😀", 20_001));
        Assert.Equal(Encoding.UTF8.GetBytes(content), FileText.Of(SourceText.From(content, Encoding.UTF8)).Bytes);
    }

    [Fact]
    public void Locations_are_the_same_in_whatever_order_they_are_requested()
    {
        var text = FileText.Of(SourceText.From("{\n \"é😀\": 12\n}", Encoding.UTF8));
        var locator = new FileText.Locator(text, "/0/a.json");
        int number = Array.IndexOf(text.Bytes, (byte)'1');
        for (int turn = 0; turn < 2; turn++)
        {
            Location location = locator.At(number, 2, 2, 9);
            Assert.Equal(new TextSpan(10, 2), location.SourceSpan);
            Assert.Equal(new LinePositionSpan(new(1, 8), new(1, 10)), location.GetLineSpan().Span);
            Assert.Equal(new TextSpan(3, 5), locator.At(3, 8, 2, 2).SourceSpan);
        }
    }

    [Fact]
    public void Line_breaks_are_those_of_the_library_and_the_command()
    {
        KnownContracts contracts = KnownContracts.Of(new AnalyzerOptions([]), TestContext.Current.CancellationToken);
        foreach ((string name, string text, string[] findings) in LineCases.All)
        {
            IReadOnlyList<Finding> found = PayloadFile.Validate(name + ".ndjson", Encoding.UTF8.GetBytes(text), "v3", contracts);
            // The contracts differ, but the lines that are not JSON do not depend on the contract.
            Assert.Equal(findings.Where(IsJson), found.Select(finding => $"{finding.Rule} {finding.Line}:{finding.Column} @{finding.Offset}").Where(IsJson));
        }

        static bool IsJson(string finding) => finding.StartsWith("json/", StringComparison.Ordinal);
    }

    [Fact]
    public Task A_lone_surrogate_in_a_file_is_not_json() => new ProjectFiles()
        .Payload("a.pat.json", "{\n\"id\":\"\uD83D\"}")
        .Expect(RuleCatalog.PayloadFileBreaksContract, "a.pat.json", 2, 7, 8, "v2026", "These bytes are not valid UTF-8")
        .Run<PAT3002PayloadFileBreaksContract>();

    [Fact]
    public void Only_the_first_findings_of_a_file_are_reported()
    {
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", 10_000)));
        KnownContracts contracts = KnownContracts.Of(new AnalyzerOptions([]), TestContext.Current.CancellationToken);
        int count = PayloadFile.Validate("all.json", lines, "v3", contracts).Count;
        Assert.InRange(count, PayloadFile.MaxFindings, PayloadFile.MaxFindings + 4);
        Assert.Equal(PayloadFile.MaxFindings, PayloadFile.Validate("all.json", Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("{}", 10_000))}]"), "v3", contracts).Count);
    }

    [Theory]
    [InlineData("all.ndjson", 2)]
    [InlineData("ALL.JSONL", 2)]
    [InlineData("all.json", 1)]
    public void An_NDJSON_file_is_recognized_by_its_extension_even_if_its_first_line_is_not_JSON(string path, int broken)
    {
        KnownContracts contracts = KnownContracts.Of(new AnalyzerOptions([]), TestContext.Current.CancellationToken);
        IReadOnlyList<Finding> found = PayloadFile.Validate(path, "{\n[]\n{"u8.ToArray(), "v3-list", contracts);
        Assert.Equal(broken, found.Count(finding => finding.Rule.StartsWith("json/", StringComparison.Ordinal)));
    }
}
