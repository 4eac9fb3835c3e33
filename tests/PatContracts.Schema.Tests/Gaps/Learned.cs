using System.Text;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Execution;
using Xunit;

namespace PatContracts.Schema.Tests.Gaps;

/// <summary>A plan that has learned the gaps of some payloads, beside the collecting walk, which never uses them: two answers to compare.</summary>
internal sealed class Learned
{
    // Duplicates are no errors for either, so that both walks mean the same by a verdict.
    private static readonly ValidationOptions Plain = new() { DuplicateNames = FindingSeverity.Warning };

    private readonly PlanNode _plan;
    private readonly Contract _contract;

    private Learned(string schema)
    {
        _contract = Contract.Load(schema);
        _plan = _contract.Compile(_contract.Locate(_contract.MainDocument.Root));
    }

    public const string TokenSchema = """
        {
          "type": "object",
          "required": ["id", "name", "scope", "owner", "created"],
          "properties": {
            "id": {"type": "string"},
            "name": {"type": "string", "minLength": 2, "maxLength": 30},
            "scope": {"type": ["array", "null"], "items": {"type": "string"}},
            "owner": {"type": "object", "properties": {"type": {"type": "string", "enum": ["IDENTITY"]}, "id": {"type": "string"}, "kind": {"enum": ["a", "bc", 3, null]}}},
            "created": {"type": "string", "format": "date-time"},
            "lastUsed": {"type": ["string", "null"], "format": "date-time"},
            "managed": {"type": "boolean"},
            "seconds": {"type": "integer", "format": "int32"},
            "share": {"type": "number"},
            "parts": {"type": "array", "items": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer", "minimum": 0, "maximum": 9}}}}
          }
        }
        """;

    public const string Token =
        """{"id":"2c91808568c529c60168cca6f90c1313","name":"Nightly export","scope":["sp:scopes:all","a:b"],"owner":{"type":"IDENTITY","id":"0123456789abcdef0123456789abcdef","kind":"bc"},"created":"2017-07-11T18:45:37.098Z","lastUsed":"2018-02-28T23:59:59.999Z","managed":false,"seconds":36900,"share":0.25,"parts":[{"n":1},{"n":2}],"extra":"x"}""";

    public static string Pretty(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString(new() { WriteIndented = true });

    /// <summary>A plan that has seen each payload several times.</summary>
    public static Learned From(string schema, params string[] payloads)
    {
        var learned = new Learned(schema);
        for (int i = 0; i < 6; i++)
        {
            foreach (string payload in payloads) learned.IsValid(Encoding.UTF8.GetBytes(payload));
        }

        return learned;
    }

    /// <summary>How many steps were learned of the root's own objects.</summary>
    public int Steps => _plan.Gaps?.Table?.Steps.Length ?? 0;

    public bool IsValid(ReadOnlySpan<byte> json, ValidationOptions? options = null) => Validation.IsValid(_plan, json, options ?? Plain);

    public bool IsValidWithoutGaps(ReadOnlySpan<byte> json, ValidationOptions? options = null) =>
        Validation.Validate(_plan, json, options ?? Plain).Findings.All(finding => finding.Severity != FindingSeverity.Error);

    public void AssertSame(ReadOnlySpan<byte> json, ValidationOptions? options = null)
    {
        if (IsValid(json, options) != IsValidWithoutGaps(json, options)) Assert.Fail($"The verdicts differ on {Encoding.UTF8.GetString(json)}");
    }
}
