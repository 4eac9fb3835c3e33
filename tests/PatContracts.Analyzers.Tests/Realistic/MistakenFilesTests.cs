using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>Plain mistakes in payload and contract files: each file has one mistake, which is reported at its line.</summary>
public class MistakenFilesTests
{
    private const string Token = """
        {
          "id": "ef38f94347e94562b5bb8424a56397d8",
          "name": "nightly export",
          "scope": ["sp:scopes:all"],
          "owner": { "type": "IDENTITY", "id": "2c9180835d2e5168015d32f890ca1581" },
          "created": "2024-03-07T05:00:00Z",
          "lastUsed": null,
          "managed": false
        }
        """;

    private const string Contract = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "required": ["id"],
          "properties": {
            "id": { "type": "string", "minLength": 1 },
            "name": { "$ref": "#/$defs/name" }
          },
          "$defs": { "name": { "type": "string", "pattern": "^[a-z]+$" } }
        }
        """;

    [Theory]
    [InlineData("\"IDENTITY\"", "\"ROBOT\"", 5)]
    [InlineData("\"2024-03-07T05:00:00Z\"", "\"yesterday\"", 6)]
    [InlineData("\"2024-03-07T05:00:00Z\"", "1709787600", 6)]
    [InlineData("\"2024-03-07T05:00:00Z\"", "null", 6)]
    [InlineData("[\"sp:scopes:all\"]", "\"sp:scopes:all\"", 4)]
    [InlineData("[\"sp:scopes:all\"]", "[1]", 4)]
    [InlineData("\"nightly export\"", "null", 3)]
    [InlineData("\"managed\": false", "\"managed\": \"no\"", 8)]
    [InlineData("\"managed\": false", "\"managed\": null", 8)]
    [InlineData("  \"scope\": [\"sp:scopes:all\"],\n", "", 1)]
    [InlineData("null,", "null,,", 7)]
    [InlineData("\"lastUsed\": null,", "\"id\": \"2\",", 7)]
    public Task A_mistake_in_a_payload_is_found(string text, string mistake, int line) => AssertReported(
        MemoryFile.Payload("tokens/token.pat.json", Replaced(Token, text, mistake), "v3"),
        "PAT3002",
        line);

    [Theory]
    [InlineData("\"minLength\": 1", "\"minLength\": \"one\"", 6)]
    [InlineData("\"minLength\": 1", "\"minLength\": -1", 6)]
    [InlineData("\"type\": \"object\"", "\"type\": \"objekt\"", 3)]
    [InlineData("#/$defs/name\"", "#/$defs/nom\"", 7)]
    [InlineData("[\"id\"]", "\"id\"", 4)]
    [InlineData("^[a-z]+$", "^[a-z+$", 9)]
    [InlineData("draft/2020-12/schema", "draft/2021/schema", 2)]
    [InlineData("\"type\": \"object\",", "\"type\": \"object\"", 4)]
    public Task A_mistake_in_a_contract_is_found(string text, string mistake, int line) => AssertReported(
        MemoryFile.Schema("contracts/profile.schema.json", Replaced(Contract, text, mistake), "profile"),
        "PAT4005",
        line);

    [Theory]
    [InlineData("v4")]
    [InlineData("V3")]
    [InlineData("2025")]
    [InlineData("profil")]
    public Task A_payload_with_an_unknown_contract_is_found(string contract) => AssertReported(
        MemoryFile.Payload("tokens/token.pat.json", Token, contract),
        "PAT4004",
        line: 1);

    [Fact]
    public async Task Files_without_a_mistake_are_not_reported() => Assert.Empty(await Run(
        MemoryFile.Payload("tokens/token.pat.json", Token, "v3"),
        MemoryFile.Payload("tokens/tokens.pat.json", $"[{Token}, {Token.Replace("ef38", "ef39", StringComparison.Ordinal)}]", "v3"),
        MemoryFile.Schema("contracts/profile.schema.json", Contract, "profile"),
        MemoryFile.Payload("profiles/one.json", """{ "id": "1", "name": "jo" }""", "profile")));

    private static async Task AssertReported(MemoryFile file, string rule, int line)
    {
        Diagnostic diagnostic = Assert.Single(await Run(file));
        Assert.Equal((rule, line), (diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1));
    }

    private static Task<ImmutableArray<Diagnostic>> Run(params MemoryFile[] files)
    {
        CSharpCompilation compilation = TestProject.Compile("public static class Program { public static GetPersonalAccessTokenResponse? Token { get; set; } }");
        return AllRules.Run(AllRules.SwitchOn(compilation), files);
    }

    private static string Replaced(string file, string text, string replacement)
    {
        string lines = file.ReplaceLineEndings("\n");
        Assert.Contains(text, lines, StringComparison.Ordinal);
        return lines.Replace(text, replacement, StringComparison.Ordinal);
    }
}
