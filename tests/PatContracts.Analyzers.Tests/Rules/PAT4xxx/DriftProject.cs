using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

/// <summary>The project of the tests for models: one contract with a property of every type.</summary>
internal static class DriftProject
{
    private const string Schema = """
        {
          "type": "object",
          "properties": {
            "id": { "type": "string" },
            "uuid": { "type": "string", "format": "uuid" },
            "lastUsed": { "type": ["string", "null"], "format": "date-time" },
            "day": { "type": "string", "format": "date" },
            "tags": { "type": "array", "items": { "type": ["string", "null"] } },
            "size": { "type": "integer", "format": "int64" },
            "share": { "type": "number" },
            "count": { "type": "integer" },
            "small": { "type": "integer", "maximum": 300 },
            "active": { "type": "boolean", "default": false },
            "state": { "enum": ["ON", "OFF", "ON_HOLD"] },
            "either": { "oneOf": [ { "type": "string", "format": "date-time" }, { "type": "null" } ] },
            "mixed": { "oneOf": [ { "type": "string" }, { "type": "object" } ] },
            "any": true
          },
          "required": ["id", "lastUsed"]
        }
        """;

    public static ProjectFiles Create() => new ProjectFiles().Schema("x.schema.json", Schema, "x");

    /// <summary>Returns a model of the contract with its two required members and an additional one.</summary>
    public static string Model(string member) => $$"""
        #pragma warning disable CS8618
        using System.Text.Json;
        using System.Text.Json.Serialization;

        [ContractModel("x")]
        public class Model
        {
            public string Id { get; set; }
            public DateTimeOffset? LastUsed { get; set; }
            {{member}}
        }

        public enum Switch { On, Off, OnHold }

        public enum Half { On, Off }

        public class Part { public string Name { get; set; } }
        """;
}
