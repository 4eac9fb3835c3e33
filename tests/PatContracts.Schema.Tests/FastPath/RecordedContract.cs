using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatContracts.Schema.FastPath;
using Xunit;

namespace PatContracts.Schema.Tests.FastPath;

/// <summary>
/// A contract that has recorded the shapes of some payloads, with its results in flag output and by exhaustive evaluation, which does not use shapes.
/// </summary>
internal sealed class RecordedContract
{
    // With warnings enabled, Validate does not start with flag output.
    private static readonly ValidationOptions Plain = new() { DuplicateNames = RuleSeverity.Warning };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true, NewLine = "\n" };

    private readonly Contract _contract;
    private byte[][] _valid = [];
    private int _next;

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

    public static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(Indented);

    /// <summary>Returns an object with the members in random order, those of nested objects only if stated, indented if it is.</summary>
    public static string Reordered(string json, Random random, bool includesNested = false) =>
        Reordered(JsonNode.Parse(json)!.AsObject(), random, includesNested).ToJsonString(json.Contains('\n', StringComparison.Ordinal) ? Indented : Compact);

    private static JsonObject Reordered(JsonObject members, Random random, bool includesNested)
    {
        KeyValuePair<string, JsonNode?>[] pairs = [.. members];
        random.Shuffle(pairs);
        return new JsonObject(pairs.Select(pair => KeyValuePair.Create(
            pair.Key, includesNested && pair.Value is JsonObject nested ? Reordered(nested, random, includesNested) : pair.Value?.DeepClone())));
    }

    /// <summary>Returns a contract that has validated each payload several times.</summary>
    public static RecordedContract From(string schema, params string[] payloads)
    {
        var recorded = new RecordedContract(schema);
        for (int i = 0; i < 6; i++)
        {
            foreach (string payload in payloads) recorded.IsValid(Encoding.UTF8.GetBytes(payload));
        }

        recorded._valid = [.. payloads.Select(Encoding.UTF8.GetBytes)];
        return recorded;
    }

    /// <summary>Returns a contract that has validated payloads with the members in many orders.</summary>
    public static RecordedContract FromReordered(string schema, Random random, bool includesNested, params string[] payloads)
    {
        var recorded = new RecordedContract(schema);
        for (int i = 0; i < 60; i++)
        {
            foreach (string payload in payloads) Assert.True(recorded.IsValid(Encoding.UTF8.GetBytes(Reordered(payload, random, includesNested))));
        }

        // Of different lengths, because the lengths determine of which objects the order is counted.
        recorded._valid =
        [
            .. Enumerable.Range(0, 64).Select(i => Encoding.UTF8.GetBytes(Reordered(Longer(payloads[i % payloads.Length], i % 16), random, includesNested))),
        ];
        return recorded;
    }

    private static string Longer(string payload, int length) =>
        payload.Replace("Nightly export", "Nightly export" + new string('x', length), StringComparison.Ordinal);

    /// <summary>What is recorded for objects of the root schema; null if there is nothing, or it is suspended.</summary>
    public ShapeProgram? Program => _contract.Evaluator.Shapes.ShapesOf(_contract.Evaluator.Root).Program;

    /// <summary>The number of instructions recorded for objects of the root schema.</summary>
    public int Instructions => Program?.Instructions.Length ?? 0;

    public bool IsValid(ReadOnlySpan<byte> json, ValidationOptions? options = null) => _contract.IsValid(json, options ?? Plain);

    /// <summary>Returns the result of exhaustive evaluation, which never uses recorded shapes.</summary>
    public bool IsValidExhaustively(ReadOnlySpan<byte> json, ValidationOptions? options = null) =>
        _contract.Validate(json, options ?? Plain).Findings.All(finding => finding.Severity != FindingSeverity.Error);

    public void AssertSame(ReadOnlySpan<byte> json, ValidationOptions? options = null)
    {
        if (IsValid(json, options) != IsValidExhaustively(json, options)) Assert.Fail($"The results differ on {Encoding.UTF8.GetString(json)}");
        // Confirmed payloads make up for the one that may not have been: otherwise, the shapes would soon be suspended, and not tested any more.
        for (int i = 0; i < 4; i++) IsValid(_valid[_next++ % _valid.Length]);
    }
}
