using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Samples;

/// <summary>
/// Generates payloads that conform to a contract, based on the introspection of its schema. The engine validates the result; requirements that introspection
/// does not expose (conditions, dependencies) are satisfied by trying again.
/// </summary>
internal sealed class SampleGenerator(SelectedContract contract, int elements)
{
    private const int Tries = 400;
    private const int DeepestOptional = 6;

    /// <summary>Returns a payload without findings.</summary>
    /// <exception cref="ToolException">No such payload was found within the limit of attempts.</exception>
    public JsonNode? Make(int seed)
    {
        Finding? last = null;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            // Each seed has a separate range of attempts, so that the payloads of a run differ from each other.
            var random = new SampleRandom(unchecked((seed * Tries) + attempt));
            JsonNode? sample = Value(contract.Contract.Root, "", random, 0);
            IReadOnlyList<Finding> findings = contract.Check(SampleText.Utf8(sample)).Findings;
            if (findings.Count == 0) return sample;
            last = findings[0];
        }

        throw new ToolException(
            ExitCode.Configuration,
            $"Could not generate a payload that conforms to {contract.Name}: {last!.Rule} at \"{last.InstancePointer}\" could not be satisfied");
    }

    private JsonNode? Value(SchemaNode schema, string member, SampleRandom random, int depth)
    {
        if (schema.EnumValues is { Count: > 0 } values) return JsonNode.Parse(random.Pick(values));
        if (schema.Alternatives.Count > 0 && (schema.Properties.Count == 0 || random.Chance(0.5))) return Value(random.Pick(schema.Alternatives), member, random, depth);
        return TypeOf(schema, random) switch
        {
            JsonTypes.Null => null,
            JsonTypes.Boolean => JsonValue.Create(random.Chance(0.5)),
            JsonTypes.Integer or JsonTypes.Number => Number(schema, random),
            JsonTypes.String => JsonValue.Create(Text(schema, member, random)),
            JsonTypes.Array => Array(schema, member, random, depth),
            _ => Object(schema, random, depth),
        };
    }

    private static JsonTypes TypeOf(SchemaNode schema, SampleRandom random)
    {
        if (schema.Types == JsonTypes.Any) return schema.Properties.Count > 0 || schema.Required.Count > 0 ? JsonTypes.Object : schema.Items is not null ? JsonTypes.Array : JsonTypes.String;
        if (schema.AllowsNull && schema.Types != JsonTypes.Null && random.Chance(0.8)) return Kind(schema.Types & ~JsonTypes.Null, random);
        return Kind(schema.Types, random);
    }

    private static JsonTypes Kind(JsonTypes types, SampleRandom random)
    {
        JsonTypes[] kinds = [.. new[] { JsonTypes.Object, JsonTypes.Array, JsonTypes.String, JsonTypes.Number, JsonTypes.Integer, JsonTypes.Boolean, JsonTypes.Null }
            .Where(kind => (types & kind) == kind)];
        return kinds.Length == 0 ? JsonTypes.Null : random.Pick(kinds);
    }

    private static JsonValue Number(SchemaNode schema, SampleRandom random)
    {
        decimal least = Bound(schema.Minimum, schema.GetKeyword("exclusiveMinimum"), 1) ?? 0;
        decimal most = Bound(schema.Maximum, schema.GetKeyword("exclusiveMaximum"), -1) ?? least + 1000;
        if (schema.Minimum is null && schema.GetKeyword("exclusiveMinimum") is null && most < least) least = most - 1000;
        if (Decimal(schema.GetKeyword("multipleOf")) is { } step and > 0)
        {
            decimal first = Math.Ceiling(least / step);
            decimal last = Math.Floor(most / step);
            return JsonValue.Create((first + random.Between(0, (long)Math.Min(Math.Max(last - first, 0), 1000))) * step);
        }

        decimal whole = Math.Ceiling(least) + random.Between(0, (long)Math.Min(Math.Max(Math.Floor(most) - Math.Ceiling(least), 0), 1_000_000));
        bool isWhole = (schema.Types & JsonTypes.Number) != JsonTypes.Number || whole <= most;
        return JsonValue.Create(isWhole ? whole : (least + most) / 2);
    }

    // An exclusive bound is satisfied by a value one step inside it.
    private static decimal? Bound(string? inclusive, string? exclusive, int inwards)
    {
        decimal? bound = Decimal(inclusive);
        if (Decimal(exclusive) is not { } open) return bound;
        return bound is { } closed && (inwards > 0 ? closed > open : closed < open) ? closed : open + inwards;
    }

    private static decimal? Decimal(string? json) =>
        decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    private static int? Count(SchemaNode schema, string keyword) => Decimal(schema.GetKeyword(keyword)) is { } count ? (int)Math.Min(count, 10_000) : null;

    private static string Text(SchemaNode schema, string member, SampleRandom random)
    {
        if (schema.GetKeyword("pattern") is { } pattern) return PatternSampler.Sample(JsonSerializer.Deserialize(pattern, SampleText.Strings.Default.String)!, random);
        if (SampleStrings.OfFormat(schema.Format, member, random) is { } formatted) return formatted;
        string text = SampleStrings.Of(member, random);
        int least = Count(schema, "minLength") ?? 0;
        int most = Count(schema, "maxLength") ?? int.MaxValue;
        while (text.Length < least) text += random.Hex(Math.Min(least - text.Length, 8));
        return text.Length > most ? text[..most] : text;
    }

    private JsonArray Array(SchemaNode schema, string member, SampleRandom random, int depth)
    {
        int least = Count(schema, "minItems") ?? 0;
        int most = Count(schema, "maxItems") ?? Math.Max(least, depth == 0 ? elements : 2);
        int count = depth == 0 ? Math.Clamp(elements, least, Math.Max(most, least)) : (int)random.Between(Math.Min(Math.Max(least, 1), most), Math.Min(most, least + 2));
        JsonNode?[] prefix = Prefix(schema);
        var array = new JsonArray();
        for (int i = 0; i < count; i++)
        {
            if (i < prefix.Length) array.Add(Value(Contract.Load(prefix[i]!.ToJsonString()).Root, member, random, depth + 1));
            else if (schema.Items is { } items && items.Types != JsonTypes.None) array.Add(depth == 0 ? Element(items, random) : Value(items, member, random, depth + 1));
            else if (schema.Items is null) array.Add((JsonNode)JsonValue.Create(random.TwoWords()));
        }

        return array;
    }

    /// <summary>Returns a valid element for a list. Elements are validated one by one, because a long list is unlikely to be valid by chance.</summary>
    private JsonNode? Element(SchemaNode items, SampleRandom random)
    {
        JsonNode? element = null;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            element = Value(items, "", random, 1);
            if (contract.Check(SampleText.Utf8(new JsonArray(element?.DeepClone()))).Findings.All(static finding => finding.InstancePointer.Length == 0)) break;
        }

        return element;
    }

    // Introspection exposes only the elements after prefixItems; a prefix with references is not supported.
    private static JsonNode?[] Prefix(SchemaNode schema) =>
        schema.GetKeyword("prefixItems") is { } prefix && !prefix.Contains("$ref", StringComparison.Ordinal) ? [.. JsonNode.Parse(prefix)!.AsArray()] : [];

    private JsonObject Object(SchemaNode schema, SampleRandom random, int depth)
    {
        var members = new JsonObject();
        foreach (SchemaProperty property in schema.Properties)
        {
            if (property.Schema.Types == JsonTypes.None) continue;
            if (property.IsRequired || (depth < DeepestOptional && random.Chance(0.75))) members[property.Name] = Value(property.Schema, property.Name, random, depth + 1);
        }

        foreach (string required in schema.Required)
        {
            if (members.ContainsKey(required)) continue;
            members[required] = schema.AdditionalProperties is { } additional ? Value(additional, required, random, depth + 1) : JsonValue.Create(random.TwoWords());
        }

        for (int i = members.Count; i < (Count(schema, "minProperties") ?? 0); i++)
        {
            members[$"{random.TwoWords()}-{random.Hex(4)}"] = schema.AdditionalProperties is { } additional ? Value(additional, "", random, depth + 1) : JsonValue.Create(random.TwoWords());
        }

        return members;
    }
}
