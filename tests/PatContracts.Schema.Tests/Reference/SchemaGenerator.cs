using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// Generates random schemas around objects: tagged unions, dependencies, conditions, compositions, lists of objects, recursion, and every keyword somewhere.
/// They share a few names, so that alternatives disagree about the same property, and constants that <see cref="InstanceGenerator"/> selects as well.
/// </summary>
internal sealed class SchemaGenerator(Random random, Dialect dialect)
{
    public static readonly string[] Names = ["a", "b", "c", "v", "kind", "ä/~ b"];

    /// <summary>Patterns with the same meaning in .NET and ECMA-262 for <see cref="InstanceGenerator.Texts"/>.</summary>
    public static readonly string[] Patterns = ["^a", "b$", "^[a-c]+$", "^[A-Za-z]$", "ä", "[0-9]{2}", "^(A|B)$", "x|y"];

    private static readonly string[] Types = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private static readonly string[] Tags = ["A", "B", "C"];

    // Values of the property that selects a schema.
    private static readonly string[] Deciding = [.. Tags, "a", "", "ä", "q\"\\\n/", "kind", "1"];

    private static readonly string[] Formats = ["date-time", "date", "email", "uuid", "ipv4", "uri", "int32"];

    // A few names for each schema, so that its parts refer to the same properties.
    private readonly string[] _names = ["kind", .. random.GetItems(Names, 3)];
    private readonly Dictionary<string, JsonNode> _definitions = [];
    private bool _isRecursive;

    public JsonNode Next()
    {
        JsonObject root = Shape(depth: random.Next(3));
        if (_isRecursive && dialect.Defines("$dynamicAnchor")) root["$dynamicAnchor"] = "node";
        if (_isRecursive && dialect == Dialect.Draft201909) root["$recursiveAnchor"] = true;
        if (_definitions.Values.Any(definition => definition is JsonObject && definition["$id"] is not null)) root["$id"] = "http://reference.test/root.json";
        if (_definitions.Count > 0) root["$defs"] = new JsonObject(_definitions.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
        return new DialectAdapter(random, dialect).Adapt(root);
    }

    private bool Chance(int percent) => random.Chance(percent);

    private string Pick(string[] choices) => random.Pick(choices);

    private string Name() => Pick(_names);

    /// <summary>Returns a schema of an object, or of an array of objects.</summary>
    private JsonObject Shape(int depth)
    {
        // Only if it is defined; otherwise AddKeyword adds it as a keyword to ignore.
        JsonObject schema = dialect.Defines("propertyDependencies") && Chance(40) ? DependentOnValues(depth) : random.Next(depth > 0 ? 13 : 9) switch
        {
            0 or 1 or 2 => TaggedUnion(depth),
            3 => Dependent(depth),
            4 => Conditional(depth),
            5 => Negated(depth),
            6 => Composed(depth),
            7 => Record(depth),
            8 => Mixture(depth),
            9 => ArrayOf(depth),
            12 => ComposedArray(depth),
            10 => new JsonObject { ["additionalProperties"] = Shape(depth - 1) },
            _ => Reference(depth),
        };
        // One or two further keywords.
        if (Chance(20)) AddKeyword(schema, depth - 1);
        if (Chance(10)) AddKeyword(schema, depth - 1);
        if (Chance(15)) schema.TryAdd("type", "object");
        return schema;
    }

    private JsonNode Value(int depth)
    {
        if (depth > 0 && Chance(33)) return Shape(depth - 1);
        if (depth > 0 && Chance(10)) return ArrayOf(depth - 1);
        return Leaf();
    }

    private JsonNode Leaf()
    {
        switch (random.Next(18))
        {
            case 0:
                return Chance(60);
            case 1:
                return new JsonObject { ["const"] = Constant() };
            case 2:
                return new JsonObject { ["enum"] = Distinct(1 + random.Next(3), Constant) };
            case 3:
                return new JsonObject { ["type"] = Distinct(1 + random.Next(3), () => Pick(Types)) };
            case 4:
                return new JsonObject { ["type"] = "string", [Chance(50) ? "minLength" : "maxLength"] = random.Next(4) };
            case 5:
                return new JsonObject { ["type"] = Pick(["integer", "number"]), [Pick(["minimum", "exclusiveMinimum"])] = random.Next(-1, 3) };
            case 6:
                return new JsonObject { ["maximum"] = random.Next(0, 4), ["multipleOf"] = JsonNode.Parse(Pick(["2", "0.5", "0.1", "1e0", "0.25"])) };
            case 7:
                return new JsonObject { ["pattern"] = Pick(Patterns) };
            case 8:
                return new JsonObject { ["type"] = "string", ["format"] = Pick(Formats) };
            case 9:
                return new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = Pick(Types[..5]) } };
            default:
                return new JsonObject { ["type"] = Pick(Types) };
        }
    }

    private JsonNode? Constant() => InstanceGenerator.Constant(random);

    private JsonArray Distinct(int count, Func<JsonNode?> next)
    {
        var values = new List<JsonNode?>();
        for (int i = 0; i < count; i++)
        {
            JsonNode? value = next();
            PlainValue plain = JsonStyle.Plain(value);
            if (!values.Any(other => JsonStyle.Plain(other).IsEqualTo(plain))) values.Add(value);
        }

        return new JsonArray([.. values]);
    }

    private JsonArray Required(int count) => Distinct(count, () => Name());

    private JsonObject Properties(int count, int depth)
    {
        var properties = new JsonObject();
        for (int i = 0; i < count; i++) properties[Name()] = Value(depth);
        return properties;
    }

    /// <summary>Adds alternatives that are distinguished by a tag, at any position in the object, or by the other properties.</summary>
    private JsonObject TaggedUnion(int depth)
    {
        int count = 2 + random.Next(2);
        string tag = Chance(70) ? "kind" : Name();
        bool isTagFirst = Chance(40);
        bool isTagged = Chance(85);
        bool isTagRequired = Chance(80);
        string[] shared = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Name()).Distinct().Where(name => name != tag)];
        var branches = new JsonArray();
        for (int i = 0; i < count; i++)
        {
            var properties = new JsonObject();
            if (isTagged && isTagFirst) properties[tag] = Tag(i);
            foreach (string name in shared) properties[name] = Value(depth - 1);
            if (Chance(30)) properties.TryAdd(Name(), Value(depth - 1));
            if (isTagged && !isTagFirst) properties[tag] = Tag(i);
            var branch = new JsonObject { ["properties"] = properties };
            if (isTagRequired) branch["required"] = new JsonArray(tag);
            else if (Chance(50)) branch["required"] = Required(1);
            if (Chance(15)) branch["additionalProperties"] = Chance(70) ? false : Leaf();
            if (Chance(10)) branch["type"] = "object";
            if (Chance(8)) AddKeyword(branch, depth - 1);
            branches.Add((JsonNode)branch);
        }

        var schema = new JsonObject();
        if (Chance(20)) schema["properties"] = Properties(1, depth - 1);
        if (dialect is Dialect.OpenApi30 or Dialect.OpenApi31 && Chance(40)) schema["discriminator"] = Discriminator(tag, branches);
        schema[Pick(["oneOf", "oneOf", "anyOf"])] = branches;
        if (Chance(15)) schema["unevaluatedProperties"] = Chance(70) ? false : Leaf();
        return schema;
    }

    /// <summary>
    /// Adds a hint for a union, right or wrong, which does not change results. It moves alternatives to definitions, because it names them by reference.
    /// </summary>
    private JsonObject Discriminator(string tag, JsonArray branches)
    {
        var mapping = new JsonObject();
        for (int i = 0; i < branches.Count; i++)
        {
            if (Chance(20)) continue;
            string name = Chance(50) && !_definitions.ContainsKey(Tags[i]) ? Tags[i] : "d" + _definitions.Count;
            _definitions[name] = branches[i]!.DeepClone();
            string reference = "#/$defs/" + name;
            branches[i] = new JsonObject { ["$ref"] = reference };
            if (Chance(60)) mapping[random.Pick(Tags)] = reference;
        }

        return new JsonObject { ["propertyName"] = Chance(80) ? tag : Name(), ["mapping"] = mapping };
    }

    private JsonObject Tag(int index) => random.Next(5) switch
    {
        0 => new JsonObject { ["enum"] = new JsonArray(Tags[index], "Z" + index) },
        1 => new JsonObject { ["const"] = index },
        2 => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(Tags[index]) },
        _ => new JsonObject { ["const"] = Tags[index] },
    };

    private JsonObject Dependent(int depth)
    {
        var schema = new JsonObject();
        if (Chance(75)) schema["dependentSchemas"] = new JsonObject { [Name()] = Fragment(depth) };
        if (Chance(35) || schema.Count == 0) schema["dependentRequired"] = new JsonObject { [Name()] = Required(1 + random.Next(2)) };
        if (Chance(40)) schema["properties"] = Properties(1 + random.Next(2), depth - 1);
        if (Chance(20)) schema["unevaluatedProperties"] = Chance(60) ? false : Leaf();
        return schema;
    }

    /// <summary>Returns a condition on the values of one or two properties, often with requirements for these properties.</summary>
    private JsonObject DependentOnValues(int depth)
    {
        var schema = new JsonObject { ["propertyDependencies"] = PropertyDependencies(depth) };
        if (Chance(50)) schema["properties"] = Properties(1 + random.Next(2), depth - 1);
        if (Chance(30)) schema["required"] = Required(1);
        if (Chance(45)) schema["unevaluatedProperties"] = Chance(70) ? false : Leaf();
        if (Chance(15)) schema["additionalProperties"] = Chance(40) ? false : Leaf();
        return schema;
    }

    private JsonObject PropertyDependencies(int depth)
    {
        var dependencies = new JsonObject();
        for (int i = 1 + random.Next(2); i > 0; i--)
        {
            var alternatives = new JsonObject();
            for (int j = 1 + random.Next(3); j > 0; j--)
            {
                alternatives[Pick(Deciding)] = Chance(15) ? Chance(50) : Chance(25) ? Record(depth - 1) : Fragment(depth);
            }

            dependencies[Name()] = alternatives;
        }

        return dependencies;
    }

    /// <summary>Returns a condition on a property's value or on the presence of another property.</summary>
    private JsonObject Ambiguous()
    {
        var byValue = new JsonObject { ["properties"] = new JsonObject { [Name()] = new JsonObject { ["type"] = Pick(Types) } } };
        JsonObject byOther = Chance(60) ? new JsonObject { ["required"] = Required(1) }
            : new JsonObject { ["properties"] = new JsonObject { [Name()] = new JsonObject { ["type"] = Pick(Types) } }, ["required"] = Required(1) };
        if (Chance(20)) byValue["required"] = Required(1);
        return new JsonObject { [Pick(["anyOf", "oneOf"])] = new JsonArray(byValue, byOther) };
    }

    /// <summary>Returns a small assertion about an object: a property's schema, a required name, or an alternative of both.</summary>
    private JsonObject Fragment(int depth)
    {
        if (depth > 0 && Chance(30)) return Ambiguous();
        switch (random.Next(depth > 0 ? 7 : 4))
        {
            case 0:
                return new JsonObject { ["required"] = Required(1) };
            case 1 when Chance(50):
                return new JsonObject { ["properties"] = new JsonObject { ["kind"] = Tag(random.Next(3)) }, ["required"] = new JsonArray("kind") };
            case 1 or 2 or 3:
                return new JsonObject { ["properties"] = Properties(1, 0) };
            case 4:
                return new JsonObject { [Pick(["anyOf", "oneOf", "allOf"])] = new JsonArray(Fragment(depth - 1), Fragment(depth - 1)) };
            case 5:
                return new JsonObject { ["not"] = Fragment(depth - 1) };
            default:
                return new JsonObject { ["properties"] = Properties(1, depth - 1), ["additionalProperties"] = Chance(50) };
        }
    }

    private JsonObject Conditional(int depth)
    {
        var schema = new JsonObject { ["if"] = Chance(30) ? Ambiguous() : Fragment(2) };
        if (Chance(80)) schema["then"] = Chance(80) ? Fragment(depth) : Chance(50);
        if (Chance(50)) schema["else"] = Chance(80) ? Fragment(depth) : Chance(50);
        if (Chance(30)) schema["properties"] = Properties(2, depth - 1);
        if (Chance(15)) schema["unevaluatedProperties"] = Chance(60) ? false : Leaf();
        return schema;
    }

    private JsonObject Negated(int depth)
    {
        var schema = new JsonObject { ["not"] = Chance(50) ? Ambiguous() : Fragment(2) };
        if (Chance(30)) schema["properties"] = Properties(2, depth - 1);
        return schema;
    }

    private JsonObject Composed(int depth)
    {
        var parts = new JsonArray();
        for (int i = 1 + random.Next(3); i > 0; i--) parts.Add((JsonNode)(Chance(30) ? TaggedUnion(depth - 1) : Record(depth - 1)));
        var schema = new JsonObject { ["allOf"] = parts };
        if (Chance(30)) schema["properties"] = Properties(1, depth - 1);
        if (Chance(50)) schema["unevaluatedProperties"] = Chance(60) ? false : Leaf();
        else if (Chance(20)) schema["additionalProperties"] = Chance(40) ? false : Leaf();
        return schema;
    }

    private JsonObject Record(int depth)
    {
        if (Chance(1)) return Wide();
        var schema = new JsonObject { ["type"] = "object", ["properties"] = Properties(1 + random.Next(4), depth) };
        if (Chance(60)) schema["required"] = Required(1 + random.Next(2));
        if (Chance(25)) schema["additionalProperties"] = Chance(60) ? false : Leaf();
        if (Chance(15)) schema["patternProperties"] = new JsonObject { [Pick(Patterns)] = Leaf() };
        if (Chance(10)) schema["propertyNames"] = new JsonObject { [Pick(["minLength", "maxLength"])] = 1 + random.Next(3) };
        return schema;
    }

    /// <summary>Adds more properties than fit into one 64-bit word.</summary>
    private JsonObject Wide()
    {
        var properties = new JsonObject();
        for (int i = 0; i < 70; i++) properties["p" + i] = Leaf();
        var schema = new JsonObject { ["properties"] = properties, ["required"] = new JsonArray("p1", "p66") };
        if (Chance(50)) schema["additionalProperties"] = false;
        if (Chance(30)) schema["dependentRequired"] = new JsonObject { ["p68"] = new JsonArray("p2") };
        return schema;
    }

    private JsonObject Mixture(int depth)
    {
        var schema = new JsonObject();
        for (int i = 2 + random.Next(3); i > 0; i--) AddKeyword(schema, depth - 1);
        return schema;
    }

    private JsonObject ArrayOf(int depth)
    {
        var schema = new JsonObject { ["type"] = "array" };
        if (Chance(80)) schema["items"] = Chance(70) ? Shape(depth - 1) : Value(depth);
        else schema["unevaluatedItems"] = Chance(50) ? false : Value(depth);
        if (Chance(20)) schema["prefixItems"] = new JsonArray(Value(depth), Value(depth));
        if (Chance(20)) AddContains(schema, depth);
        if (Chance(15)) schema["uniqueItems"] = true;
        if (Chance(15)) schema[Pick(["minItems", "maxItems"])] = 1 + random.Next(4);
        return schema;
    }

    /// <summary>Adds alternatives about elements, which affect what is evaluated.</summary>
    private JsonObject ComposedArray(int depth)
    {
        JsonObject Part()
        {
            var part = new JsonObject();
            if (Chance(50)) part["prefixItems"] = new JsonArray(Value(depth - 1));
            if (Chance(40)) AddContains(part, depth - 1);
            if (part.Count == 0) part["items"] = Value(depth - 1);
            return part;
        }

        var schema = new JsonObject { [Pick(["allOf", "anyOf", "oneOf"])] = new JsonArray(Part(), Part()) };
        if (Chance(60)) schema["unevaluatedItems"] = Chance(50) ? false : Leaf();
        if (Chance(20)) schema["prefixItems"] = new JsonArray(Value(depth - 1));
        return schema;
    }

    private void AddContains(JsonObject schema, int depth)
    {
        schema["contains"] = Chance(50) ? Fragment(1) : Value(depth - 1);
        if (Chance(40)) schema["minContains"] = random.Next(3);
        if (Chance(30)) schema["maxContains"] = 1 + random.Next(3);
    }

    /// <summary>
    /// Returns a reference to a definition, to the root, or to an anchor. References to the root are below a property or an element, so that they end.
    /// </summary>
    private JsonObject Reference(int depth)
    {
        if (Chance(45))
        {
            _isRecursive = true;
            JsonObject back = random.Next(3) == 0 && dialect.Defines("$dynamicRef")
                ? new JsonObject { ["$dynamicRef"] = dialect == Dialect.V1 && Chance(70) ? "node" : "#node" }
                : random.Next(3) == 0 && dialect is Dialect.Draft202012 or Dialect.OpenApi31 ? new JsonObject { ["$ref"] = "#node" }
                : random.Next(2) == 0 && dialect is Dialect.Draft201909 ? new JsonObject { ["$recursiveRef"] = "#" }
                : new JsonObject { ["$ref"] = "#" };
            JsonObject schema = Chance(50) ? TaggedUnion(0) : Record(0);
            if (schema["properties"] is not JsonObject properties) schema["properties"] = properties = [];
            properties[Name()] = Chance(50) ? new JsonObject { ["type"] = "array", ["items"] = back } : back;
            return schema;
        }

        string name = "d" + _definitions.Count;
        if (Chance(15) && dialect is not (Dialect.Draft4 or Dialect.OpenApi30))
        {
            // A separate resource, without references to its own root.
            _definitions[name] = new JsonObject { ["$id"] = name + ".json", ["properties"] = new JsonObject { [Name()] = Leaf() }, ["required"] = Required(1) };
            return new JsonObject { ["$ref"] = name + ".json" };
        }

        // Reserved before it is created, because a definition may refer to itself.
        _definitions[name] = true;
        JsonObject definition = Shape(depth - 1);
        bool isAnchored = Chance(30) && dialect.Defines("$anchor");
        if (isAnchored) definition["$anchor"] = name;
        _definitions[name] = definition;
        var reference = new JsonObject { ["$ref"] = isAnchored ? "#" + name : "#/$defs/" + name };
        if (Chance(25)) AddKeyword(reference, depth - 1);
        return reference;
    }

    private void AddKeyword(JsonObject schema, int depth)
    {
        switch (random.Next(30))
        {
            case 0:
                schema["type"] = Distinct(1 + random.Next(3), () => Pick(["object", "object", "array", "string", "integer", "null"]));
                break;
            case 1:
                schema["enum"] = Distinct(3, Constant);
                break;
            case 2:
                schema["required"] = Required(1 + random.Next(2));
                break;
            case 3:
                schema[Pick(["minProperties", "maxProperties"])] = JsonNode.Parse(Pick(["1", "2", "3", "2.0"]));
                break;
            case 4:
                schema["patternProperties"] = new JsonObject { [Pick(Patterns)] = Value(depth) };
                break;
            case 5:
                schema["additionalProperties"] = Chance(40) ? Chance(50) : Value(depth);
                break;
            case 6:
                schema["propertyNames"] = Chance(50) ? new JsonObject { ["pattern"] = Pick(Patterns) } : new JsonObject { ["maxLength"] = 1 + random.Next(4) };
                break;
            case 7:
                schema["dependentRequired"] = new JsonObject { [Name()] = Required(1) };
                break;
            case 8 or 9:
                schema["dependentSchemas"] = new JsonObject { [Name()] = Fragment(depth) };
                break;
            case 10:
                schema["unevaluatedProperties"] = Chance(50) ? Chance(50) : Leaf();
                break;
            case 11:
                schema["unevaluatedItems"] = Chance(50) ? Chance(50) : Leaf();
                break;
            case 12:
                AddContains(schema, depth);
                break;
            case 13:
                schema["items"] = Value(depth);
                break;
            case 14:
                schema["prefixItems"] = new JsonArray(Value(depth), Value(depth));
                break;
            case 15:
                schema["uniqueItems"] = Chance(80);
                break;
            case 16:
                schema[Pick(["minItems", "maxItems"])] = random.Next(4);
                break;
            case 17:
                schema["allOf"] = new JsonArray(Fragment(depth), Fragment(depth));
                break;
            case 18:
                schema["anyOf"] = new JsonArray(Fragment(depth), Fragment(depth));
                break;
            case 19:
                schema["oneOf"] = new JsonArray(Fragment(depth), Fragment(depth));
                break;
            case 20:
                schema["not"] = Fragment(depth);
                break;
            case 21:
                schema["if"] = Fragment(depth);
                schema[Pick(["then", "else"])] = Fragment(depth);
                break;
            case 22:
                schema[Pick(["minLength", "maxLength"])] = random.Next(3);
                break;
            case 23:
                schema[Pick(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])] = JsonNode.Parse(Pick(["0", "1", "1.5", "2.0", "3", "1e1"]));
                break;
            case 24:
                schema["title"] = "t";
                schema["x-unknown"] = new JsonObject { ["type"] = "null" };
                break;
            case 25:
                schema["format"] = Pick(Formats);
                break;
            case 26 or 27:
                schema["propertyDependencies"] = PropertyDependencies(depth);
                break;
            default:
                schema["properties"] = Properties(1 + random.Next(3), depth);
                break;
        }
    }
}
