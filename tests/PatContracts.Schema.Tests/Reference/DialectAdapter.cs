using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// Translates a schema of 2020-12 to another dialect, using the equivalent keywords of that dialect if it has them. Other keywords mostly stay, because unknown
/// keywords must be ignored. Dialects that extend 2020-12 use the schema unchanged.
/// </summary>
internal sealed class DialectAdapter(Random random, Dialect dialect)
{
    private bool HasDefs => dialect.Defines("$defs");

    public JsonNode Adapt(JsonNode schema)
    {
        if (dialect is Dialect.Draft202012 or Dialect.OpenApi31 or Dialect.V1) return schema;
        if (schema is not JsonObject source) return dialect.HasBooleanSchemas() ? schema.DeepClone() : Boolean((bool)schema);
        var adapted = new JsonObject();
        foreach ((string name, JsonNode? value) in source) Add(adapted, name, value);
        if (!dialect.Defines("if")) AddCondition(adapted);
        return adapted;
    }

    private static JsonObject Boolean(bool schema) => schema ? [] : new JsonObject { ["not"] = new JsonObject() };

    private JsonArray List(JsonNode? schemas) => new([.. schemas!.AsArray().Select(schema => Adapt(schema!))]);

    private JsonObject Map(JsonNode? schemas) => new(schemas!.AsObject().Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, Adapt(pair.Value!))));

    private void Add(JsonObject adapted, string name, JsonNode? value)
    {
        switch (name)
        {
            // The metaschema of OpenAPI 3.0 does not allow unknown keywords.
            case not "const" when dialect == Dialect.OpenApi30 && !dialect.Defines(name) && name != "$defs":
                break;
            case "additionalProperties" when value is JsonValue:
                adapted[name] = value.DeepClone();
                break;
            case "items" when value!.Parent!["prefixItems"] is not null && dialect.Defines("additionalItems"):
                adapted["additionalItems"] = value is JsonValue ? value.DeepClone() : Adapt(value);
                break;
            case "prefixItems" when dialect.Defines("additionalItems"):
                adapted["items"] = List(value);
                break;
            case "properties" or "patternProperties":
                adapted[name] = Map(value);
                break;
            case "$defs":
                adapted[HasDefs ? name : "definitions"] = Map(value);
                break;
            case "$ref" when !HasDefs:
                adapted[name] = ((string)value!).Replace("$defs", "definitions", StringComparison.Ordinal);
                break;
            case "discriminator" when !HasDefs:
                adapted[name] = JsonNode.Parse(value!.ToJsonString().Replace("$defs", "definitions", StringComparison.Ordinal));
                break;
            case "dependentSchemas" when !dialect.Defines(name) && dialect.Defines("dependencies"):
                foreach ((string trigger, JsonNode? dependency) in Map(value)) Dependencies(adapted)[trigger] = dependency!.DeepClone();
                break;
            case "dependentRequired" when !dialect.Defines(name) && dialect.Defines("dependencies"):
                foreach ((string trigger, JsonNode? dependency) in value!.AsObject()) Dependencies(adapted)[trigger] = dependency!.DeepClone();
                break;
            case "dependentSchemas":
                adapted[name] = Map(value);
                break;
            case "allOf" or "anyOf" or "oneOf" or "prefixItems":
                adapted[name] = List(value);
                break;
            case "additionalProperties" or "contains" or "else" or "if" or "items" or "not" or "propertyNames" or "then" or "unevaluatedItems"
                or "unevaluatedProperties":
                // The replacement of a missing keyword: often the most similar one.
                if (name == "unevaluatedProperties" && !dialect.Defines(name) && random.Next(2) == 0) Add(adapted, "additionalProperties", value);
                else adapted[name] = Adapt(value!);
                break;
            case "const" when !dialect.Defines(name):
                adapted["enum"] = new JsonArray(value?.DeepClone());
                break;
            case "exclusiveMinimum" or "exclusiveMaximum" when dialect.HasBooleanExclusiveBounds():
                adapted[name == "exclusiveMinimum" ? "minimum" : "maximum"] = value!.DeepClone();
                adapted[name] = true;
                break;
            // In this dialect an integer is written without a fraction, in schemas as well.
            case "minProperties" or "maxProperties" when dialect.HasBooleanExclusiveBounds() && value!.ToJsonString() == "2.0":
                adapted[name] = 2;
                break;
            case "type" when dialect == Dialect.OpenApi30:
                AddType(adapted, value is JsonArray types ? [.. types.Select(type => (string)type!)] : [(string)value!]);
                break;
            default:
                adapted[name] = value?.DeepClone();
                break;
        }
    }

    private static JsonObject Dependencies(JsonObject adapted)
    {
        if (adapted["dependencies"] is not JsonObject dependencies) adapted["dependencies"] = dependencies = [];
        return dependencies;
    }

    // OpenAPI 3.0 has a single type, which may be nullable, and no null type.
    private static void AddType(JsonObject adapted, string[] types)
    {
        if (types.FirstOrDefault(type => type != "null") is not { } first)
        {
            adapted["enum"] = new JsonArray((JsonNode?)null);
            return;
        }

        adapted["type"] = first;
        if (types.Contains("null")) adapted["nullable"] = true;
    }

    /// <summary>Translates a condition to alternatives, next to the keywords that the dialect ignores.</summary>
    private void AddCondition(JsonObject adapted)
    {
        if (adapted["if"] is not JsonObject condition || adapted.ContainsKey("anyOf")) return;
        var consequence = new JsonArray(condition.DeepClone());
        if (adapted["then"] is JsonObject then) consequence.Add(then.DeepClone());
        var otherwise = new JsonArray(new JsonObject { ["not"] = condition.DeepClone() });
        if (adapted["else"] is JsonObject @else) otherwise.Add(@else.DeepClone());
        adapted["anyOf"] = new JsonArray(new JsonObject { ["allOf"] = consequence }, new JsonObject { ["allOf"] = otherwise });
    }
}
