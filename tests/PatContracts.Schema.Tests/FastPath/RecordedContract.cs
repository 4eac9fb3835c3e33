using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.FastPath;

/// <summary>
/// A contract that has recorded the shapes of some payloads, with its results in flag output and by exhaustive evaluation, which does not use shapes.
/// </summary>
internal sealed class RecordedContract
{
    // With warnings enabled, Validate does not start with flag output.
    private static readonly ValidationOptions Plain = new() { DuplicateNames = RuleSeverity.Warning };

    private readonly Contract _contract;

    private RecordedContract(string schema) => _contract = Contract.Load(schema);

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

    /// <summary>Returns a contract that has validated each payload several times.</summary>
    public static RecordedContract From(string schema, params string[] payloads)
    {
        var recorded = new RecordedContract(schema);
        for (int i = 0; i < 6; i++)
        {
            foreach (string payload in payloads) recorded.IsValid(Encoding.UTF8.GetBytes(payload));
        }

        return recorded;
    }

    /// <summary>The number of instructions recorded for objects of the root schema.</summary>
    public int Instructions => _contract.Evaluator.Shapes.ShapesOf(_contract.Evaluator.Root).Program?.Instructions.Length ?? 0;

    public bool IsValid(ReadOnlySpan<byte> json, ValidationOptions? options = null) => _contract.IsValid(json, options ?? Plain);

    /// <summary>Returns the result of exhaustive evaluation, which never uses recorded shapes.</summary>
    public bool IsValidExhaustively(ReadOnlySpan<byte> json, ValidationOptions? options = null) =>
        _contract.Validate(json, options ?? Plain).Findings.All(finding => finding.Severity != FindingSeverity.Error);

    public void AssertSame(ReadOnlySpan<byte> json, ValidationOptions? options = null)
    {
        if (IsValid(json, options) != IsValidExhaustively(json, options)) Assert.Fail($"The results differ on {Encoding.UTF8.GetString(json)}");
    }
}
