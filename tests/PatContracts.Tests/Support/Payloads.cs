using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatContracts.Schema;

namespace PatContracts.Tests;

/// <summary>The payloads that tests use and modify, and the time of the tests.</summary>
internal static class Payloads
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly PatCheckOptions Checks = new() { TimeProvider = new FixedTime(Now) };

    // Without this encoder, the writer escapes the plus sign of an offset.
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string Token =
        """
        {
          "id": "b3f0a6c41d2e4f5a9c7b8e6d5f4a3b2c",
          "name": "Nightly export",
          "scope": ["sp:scopes:all"],
          "owner": { "type": "IDENTITY", "id": "5d1c70b2e94f4a0f8c6e3b7a9d204f16", "name": "Ada Example" },
          "created": "2017-07-11T18:45:37.098Z",
          "lastUsed": "2024-03-07T05:00:00.000Z",
          "managed": false,
          "accessTokenValiditySeconds": 36900,
          "expirationDate": "2099-01-11T18:45:37.098Z"
        }
        """;

    /// <summary>Validates with checks against a contract by name: an API version selects the form by the content of the payload.</summary>
    public static ContractValidationResult Validate(string contract, byte[] payload, PatCheckOptions checks, ValidationOptions? options = null) =>
        PatContract.TryGet(contract, out PatContract? version)
            ? version.Validate(payload, checks, options)
            : PatContract.Catalog.Get(contract).Validate(payload, checks, options);

    /// <summary>Returns a payload with every member that a contract defines.</summary>
    public static JsonObject Of(string contract)
    {
        JsonObject token = JsonNode.Parse(Token)!.AsObject();
        if (contract.StartsWith("v3-2024-02-20", StringComparison.Ordinal))
        {
            token.Remove("accessTokenValiditySeconds");
            token.Remove("expirationDate");
        }

        if (contract is "v2025" or "v2026") token["userAwareTokenNeverExpires"] = false;
        if (!contract.EndsWith("-create", StringComparison.Ordinal)) return token;
        token.Remove("lastUsed");
        token.Remove("managed");
        token["secret"] = "not-a-secret";
        return token;
    }

    /// <summary>Returns the default token with one member replaced by JSON text, or removed if the text is null.</summary>
    public static string With(string member, string? value) => With((member, value));

    /// <summary>Returns the default token with members replaced by JSON text, or removed if the text is null.</summary>
    public static string With(params (string Member, string? Value)[] changes)
    {
        JsonObject token = JsonNode.Parse(Token)!.AsObject();
        foreach ((string member, string? value) in changes)
        {
            if (value is null) token.Remove(member);
            else token[member] = JsonNode.Parse(value);
        }

        return token.ToJsonString(AsWritten);
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
