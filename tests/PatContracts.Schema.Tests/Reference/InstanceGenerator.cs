using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>Generates instances that are valid for a schema or nearly so: built from its keywords, then changed slightly.</summary>
internal sealed class InstanceGenerator(Random random, JsonNode schema, Dialect dialect)
{
    public static readonly string[] Texts =
        [
            "", "a", "b", "ab", "abc", "x", "A", "B", "ä", "äöü", "😀", "2024-01-01", "12", "q\"\\\n/", "longer than a block of thirty-two bytes", "kind",
            "far longer, beyond what is read in one step, with \"quotes\", \\ and \u0001 in it, and then only letters, until it ends with an ä",
        ];

    private static readonly string[] Numbers =
        [
            "0", "1", "2", "3", "4", "10", "-1", "-0", "0.0", "1.0", "2.0", "1.5", "0.1", "0.30", "2.50", "1e1", "1E-1", "20e-1", "12345678901",
            "100000000000000000000", "0.30000000000000004", "1e400", "-1E-400", "123456789012345678901234567890.5",
        ];

    private static readonly string[] Integers = ["0", "1", "2", "3", "4", "10", "-1", "7", "12345678901"];

    private static readonly string[] Types = ["object", "object", "object", "array", "string", "integer", "number", "boolean", "null"];

    private readonly string[] _names = NamesOf(schema) is { Count: > 0 } names ? [.. names] : SchemaGenerator.Names;

    private static readonly string[] OfObjects =
        [
            "properties", "required", "additionalProperties", "dependentSchemas", "dependencies", "propertyDependencies", "patternProperties",
            "unevaluatedProperties", "not", "if",
        ];

    private static readonly string[] OfArrays = ["items", "prefixItems", "contains"];

    /// <summary>Returns a value for <c>const</c> and <c>enum</c>.</summary>
    public static JsonNode? Constant(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => new JsonArray(1, "a"),
        3 => new JsonObject { ["a"] = 1, ["b"] = new JsonArray() },
        4 => new JsonObject(),
        5 or 6 => JsonNode.Parse(Numbers[random.Next(Numbers.Length)]),
        7 => JsonValue.Create("A"),
        _ => JsonValue.Create(Texts[random.Next(Texts.Length)]),
    };

    /// <summary>Returns an instance intended to be valid; it often is.</summary>
    public JsonNode? Build() => Build([schema], 5);

    /// <summary>Returns a copy of an instance with one to three changes.</summary>
    public JsonNode? Mutate(JsonNode? instance)
    {
        JsonNode? copy = instance?.DeepClone();
        for (int i = 1 + random.Next(3); i > 0; i--) copy = MutateOnce(copy);
        return copy;
    }

    /// <summary>
    /// Returns a copy in which one object has the same properties in the same order, but one value of another kind, and possibly a different last property, so
    /// that a recorded shape matches up to that point.
    /// </summary>
    public JsonNode? Twin(JsonNode? instance)
    {
        JsonNode? copy = instance?.DeepClone();
        var objects = new List<JsonObject>();
        FindObjects(copy, objects);
        if (objects.Count == 0) return MutateOnce(copy);
        JsonObject twin = Chance(60) ? objects[0] : Pick(objects);
        string name = Pick([.. twin.Select(pair => pair.Key)]);
        if (Chance(80)) twin[name] = Chance(70) ? Scalar() : Constant(random);
        switch (random.Next(5))
        {
            case 0 or 1:
                twin.TryAdd(Pick(_names), Scalar());
                break;
            case 2:
                twin.RemoveAt(twin.Count - 1);
                break;
            case 3:
                twin[twin.Count - 1] = Chance(50) ? Pick<JsonNode>(["A", "B", "C"]) : Scalar();
                break;
        }

        return copy;
    }

    /// <summary>Returns a copy with the properties of every object in another order.</summary>
    public JsonNode? Reorder(JsonNode? instance)
    {
        switch (instance)
        {
            case JsonObject properties:
                KeyValuePair<string, JsonNode?>[] pairs = [.. properties];
                random.Shuffle(pairs);
                return new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, Reorder(pair.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Reorder)]);
            default:
                return instance?.DeepClone();
        }
    }

    /// <summary>Returns the text of an object with its first property repeated, or null if there is none.</summary>
    public byte[]? RepeatName(JsonNode? instance)
    {
        if (instance is not JsonObject { Count: > 0 } properties) return null;
        JsonStyle first = Chance(50) ? JsonStyle.Compact : JsonStyle.All[^1];
        (string name, JsonNode? value) = properties.First();
        byte[] repeated = first.Write(new JsonObject { [name] = Chance(50) ? value?.DeepClone() : Scalar() });
        return [.. repeated[..^1], (byte)',', .. JsonStyle.Compact.Write(instance)[1..]];
    }

    /// <summary>Returns a text with one byte replaced, removed or inserted.</summary>
    public byte[] MutateByte(byte[] text)
    {
        const string Bytes = "\"\\{}[],: \n\r\t019-.eEabkv\0\u007f";
        if (text.Length == 0) return text;
        int at = random.Next(text.Length);
        byte other = random.Next(8) == 0 ? (byte)random.Next(256) : (byte)Bytes[random.Next(Bytes.Length)];
        return random.Next(4) switch
        {
            0 => [.. text[..at], .. text[(at + 1)..]],
            1 => [.. text[..at], other, .. text[at..]],
            2 => [.. text[..at], (byte)(text[at] ^ (1 << random.Next(8))), .. text[(at + 1)..]],
            _ => [.. text[..at], other, .. text[(at + 1)..]],
        };
    }

    private bool Chance(int percent) => random.Chance(percent);

    private T Pick<T>(IList<T> choices) => random.Pick(choices);

    private static HashSet<string> NamesOf(JsonNode? node)
    {
        var names = new HashSet<string>();
        if (node is JsonArray items) names.UnionWith(items.SelectMany(NamesOf));
        if (node is not JsonObject properties) return names;
        if (properties["properties"] is JsonObject named) names.UnionWith(named.Select(pair => pair.Key));
        if (properties["propertyDependencies"] is JsonObject dependencies) names.UnionWith(dependencies.Select(pair => pair.Key));
        if (properties["required"] is JsonArray required) names.UnionWith(required.OfType<JsonValue>().Select(name => name.ToString()));
        names.UnionWith(properties.SelectMany(pair => NamesOf(pair.Value)));
        return names;
    }

    private static void FindObjects(JsonNode? node, List<JsonObject> found)
    {
        if (node is JsonObject { Count: > 0 } properties)
        {
            found.Add(properties);
            foreach ((_, JsonNode? value) in properties) FindObjects(value, found);
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items) FindObjects(item, found);
        }
    }

    private JsonNode? Build(IEnumerable<JsonNode?> schemas, int depth)
    {
        var parts = new List<JsonObject>();
        foreach (JsonNode? part in schemas) Gather(part, parts, 12);
        JsonObject[] constants = [.. parts.Where(part => part.ContainsKey("const") || part["enum"] is JsonArray)];
        if (constants.Length > 0 && Chance(92))
        {
            JsonObject part = Pick(constants);
            return (part["enum"] is JsonArray values ? Pick(values) : part["const"])?.DeepClone();
        }

        return TypeOf(parts) switch
        {
            "object" => depth > 0 ? Object(parts, depth - 1) : new JsonObject(),
            "array" => depth > 0 ? Array(parts, depth - 1) : new JsonArray(),
            "string" => Text(parts),
            "integer" => JsonNode.Parse(Pick(Chance(85) ? Integers : Numbers)),
            "number" => JsonNode.Parse(Pick(Numbers)),
            "boolean" => JsonValue.Create(Chance(50)),
            _ => null,
        };
    }

    /// <summary>Collects the schemas that apply together: referenced and composed ones, and one of the alternatives.</summary>
    private void Gather(JsonNode? part, List<JsonObject> parts, int budget)
    {
        if (part is not JsonObject properties || budget == 0) return;
        foreach (string keyword in (string[])["$ref", "$dynamicRef", "$recursiveRef"])
        {
            if ((string?)(properties[keyword] as JsonValue) is { } reference) Gather(Resolve(reference), parts, budget - 1);
        }

        parts.Add(properties);
        if (properties["allOf"] is JsonArray all)
        {
            foreach (JsonNode? schemaOfAll in all) Gather(schemaOfAll, parts, budget - 1);
        }

        if (properties["anyOf"] is JsonArray any) Gather(Pick(any), parts, budget - 1);
        if (properties["oneOf"] is JsonArray one) Gather(Pick(one), parts, budget - 1);
        if (properties["not"] is { } not && Chance(40)) Gather(not, parts, budget - 1);
        if (dialect.Defines("if") && properties["if"] is { } condition)
        {
            bool isMet = Chance(60);
            if (isMet) Gather(condition, parts, budget - 1);
            Gather(properties[isMet ? "then" : "else"], parts, budget - 1);
        }

        foreach (string keyword in (string[])["dependentSchemas", "dependencies"])
        {
            if (!dialect.Defines(keyword) || properties[keyword] is not JsonObject dependencies) continue;
            foreach ((string name, JsonNode? dependency) in dependencies)
            {
                if (Chance(50)) continue;
                parts.Add(new JsonObject { ["required"] = new JsonArray(name) });
                Gather(dependency, parts, budget - 1);
            }
        }

        if (!dialect.Defines("propertyDependencies") || properties["propertyDependencies"] is not JsonObject ofValues) return;
        foreach ((string name, JsonNode? alternatives) in ofValues)
        {
            if (Chance(30) || alternatives is not JsonObject { Count: > 0 } ofValue) continue;
            (string value, JsonNode? dependency) = Pick([.. ofValue]);
            parts.Add(new JsonObject { ["properties"] = new JsonObject { [name] = new JsonObject { ["const"] = value } }, ["required"] = new JsonArray(name) });
            Gather(dependency, parts, budget - 1);
        }
    }

    private JsonNode? Resolve(string reference)
    {
        // In v1, a dynamic reference consists of the name alone.
        if (reference == "node") reference = "#node";
        if (!reference.StartsWith('#')) return (schema["$defs"] ?? schema["definitions"])?[reference[..^".json".Length]];
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return reference.Length > 1 ? FindAnchor(schema, reference[1..]) : schema;
        JsonNode? at = schema;
        foreach (string part in reference.Split('/').Skip(1))
        {
            at = at?[part];
        }

        return at;
    }

    private static JsonNode? FindAnchor(JsonNode? node, string anchor) => node switch
    {
        JsonObject properties when properties["$anchor"]?.ToString() == anchor || properties["$dynamicAnchor"]?.ToString() == anchor => node,
        JsonObject properties => properties.Select(pair => FindAnchor(pair.Value, anchor)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(item => FindAnchor(item, anchor)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private string TypeOf(List<JsonObject> parts)
    {
        IEnumerable<string>? types = null;
        foreach (JsonObject part in parts)
        {
            string[]? own = part["type"] switch
            {
                JsonArray names => [.. names.Select(name => (string)name!)],
                JsonValue name => [(string)name!],
                _ => null,
            };
            if (own is null) continue;
            types = types is null ? own : types.Intersect(own);
        }

        string[] possible = [.. types ?? []];
        if (possible.Length > 0) return Chance(97) ? Pick(possible) : Pick(Types);
        if (parts.Any(part => OfObjects.Any(part.ContainsKey))) return Chance(95) ? "object" : Pick(Types);
        if (parts.Any(part => OfArrays.Any(part.ContainsKey))) return Chance(90) ? "array" : Pick(Types);
        return Pick(Types);
    }

    private JsonObject Object(List<JsonObject> parts, int depth)
    {
        var names = new List<string>();
        foreach (JsonObject part in parts)
        {
            if (part["required"] is JsonArray required) names.AddRange(required.Select(name => (string)name!).Where(_ => Chance(95)));
            if (part["properties"] is JsonObject properties) names.AddRange(properties.Select(pair => pair.Key).Where(_ => Chance(60)));
            if (part["dependentRequired"] is JsonObject dependencies)
            {
                foreach ((string trigger, JsonNode? others) in dependencies)
                {
                    if (names.Contains(trigger)) names.AddRange(others!.AsArray().Select(name => (string)name!));
                }
            }
        }

        if (Chance(20) || names.Count == 0) names.Add(Chance(80) ? Pick(_names) : "other");
        string[] order = [.. names.Distinct()];
        if (Chance(50)) random.Shuffle(order);
        var instance = new JsonObject();
        foreach (string name in order) instance[name] = Build(OfProperty(parts, name), depth);
        return instance;
    }

    private static List<JsonNode?> OfProperty(List<JsonObject> parts, string name)
    {
        var schemas = new List<JsonNode?>();
        foreach (JsonObject part in parts)
        {
            int count = schemas.Count;
            if (part["properties"] is JsonObject properties && properties.TryGetPropertyValue(name, out JsonNode? named)) schemas.Add(named);
            if (part["patternProperties"] is JsonObject patterns)
            {
                schemas.AddRange(patterns.Where(pair => Regex.IsMatch(name, pair.Key)).Select(pair => pair.Value));
            }

            if (schemas.Count == count) schemas.Add(part["additionalProperties"] ?? part["unevaluatedProperties"]);
        }

        return schemas;
    }

    private JsonArray Array(List<JsonObject> parts, int depth)
    {
        int count = random.Next(4);
        foreach (JsonObject part in parts)
        {
            if (part["minItems"] is JsonValue minimum) count = Math.Max(count, minimum.GetValue<int>());
        }

        var instance = new JsonArray();
        for (int i = 0; i < count; i++)
        {
            // The elements of a list repeat their shapes.
            if (i > 0 && Chance(20)) instance.Add(instance[i - 1]?.DeepClone());
            else instance.Add(Build(OfElement(parts, i), depth));
        }

        foreach (JsonObject part in parts)
        {
            if (part["contains"] is { } contains && Chance(80)) instance.Add(Build([contains, .. OfElement(parts, instance.Count)], depth));
        }

        return instance;
    }

    private static List<JsonNode?> OfElement(List<JsonObject> parts, int index)
    {
        var schemas = new List<JsonNode?>();
        foreach (JsonObject part in parts)
        {
            JsonArray? list = part["prefixItems"] as JsonArray ?? part["items"] as JsonArray;
            JsonNode? rest = part["items"] is JsonArray ? part["additionalItems"] : part["items"];
            schemas.Add(index < (list?.Count ?? 0) ? list![index] : rest ?? part["unevaluatedItems"]);
        }

        return schemas;
    }

    private JsonValue Text(List<JsonObject> parts)
    {
        string[] texts = [.. Texts.Where(text => parts.All(part =>
            (part["pattern"] is not JsonValue pattern || Regex.IsMatch(text, (string)pattern!))
            && (part["minLength"] is not JsonValue minimum || text.Length >= minimum.GetValue<int>())
            && (part["maxLength"] is not JsonValue maximum || text.Length <= maximum.GetValue<int>())))];
        return JsonValue.Create(texts.Length > 0 && Chance(95) ? Pick(texts) : Pick(Texts));
    }

    private JsonNode? Scalar() => random.Next(6) switch
    {
        0 => null,
        1 => JsonValue.Create(Chance(50)),
        2 => JsonNode.Parse(Pick(Numbers)),
        3 => new JsonArray(),
        4 => new JsonObject(),
        _ => JsonValue.Create(Pick(Texts)),
    };

    private JsonNode? MutateOnce(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject properties when properties.Count == 0 || Chance(15):
                properties[Pick(_names)] = Scalar();
                return properties;
            case JsonObject properties:
                string name = Pick([.. properties.Select(pair => pair.Key)]);
                JsonNode? value = properties[name];
                properties.Remove(name);
                switch (random.Next(10))
                {
                    case 0 or 1:
                        return properties;
                    case 2:
                        properties[Pick(_names)] = value;
                        return properties;
                    case 3:
                        return Reorder(Put(properties, name, value));
                    case 4 or 5:
                        return Put(properties, name, Scalar());
                    default:
                        return Put(properties, name, MutateOnce(value));
                }

            case JsonArray items when items.Count == 0 || Chance(15):
                items.Insert(random.Next(items.Count + 1), Scalar());
                return items;
            case JsonArray items:
                int index = random.Next(items.Count);
                JsonNode? item = items[index];
                items.RemoveAt(index);
                switch (random.Next(6))
                {
                    case 0:
                        return items;
                    case 1:
                        items.Insert(index, item?.DeepClone());
                        items.Insert(index, item);
                        return items;
                    default:
                        items.Insert(index, MutateOnce(item));
                        return items;
                }

            default:
                return Chance(70) ? Scalar() : Constant(random);
        }
    }

    // The position of the property affects shapes, so it is reinserted at any position, possibly the same one.
    private JsonObject Put(JsonObject properties, string name, JsonNode? value)
    {
        properties.Insert(random.Next(properties.Count + 1), name, value);
        return properties;
    }
}
