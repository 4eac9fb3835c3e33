using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>type</c>, with the <c>nullable</c> of OpenAPI 3.0 next to it.</summary>
internal sealed class TypeKeyword() : Keyword("type", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        JsonTypes types = JsonTypes.None;
        if (value.IsArray && schema.Dialect.Dialect != Dialect.OpenApi30)
        {
            if (value.Children.Length == 0) throw value.Error("type must name at least one type");
            foreach (JsonNode name in value.Children) types |= Parse(name);
        }
        else
        {
            types = Parse(value);
        }

        if (schema.Dialect.Dialect == Dialect.OpenApi30 && schema.Schema["nullable"] is { Kind: JsonKind.True }) types |= JsonTypes.Null;
        schema.Node.Types = types;
        schema.Node.TypeLocation = schema.Location(value);
        schema.Node.IntegersAreSyntactic = schema.Dialect.Dialect == Dialect.Draft4;
    }

    /// <summary>Returns the type with a name.</summary>
    public static JsonTypes Parse(JsonNode name) => (name.IsString ? name.String : null) switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        "string" => JsonTypes.String,
        "array" => JsonTypes.Array,
        "object" => JsonTypes.Object,
        _ => throw name.Error("Expected the name of a type: null, boolean, integer, number, string, array or object"),
    };

    /// <summary>Returns the message for a value of a type that is not allowed.</summary>
    /// <param name="allowed">The allowed types.</param>
    /// <param name="found">The value's type. A type is not a payload value, so a message may contain it.</param>
    public static string Expectation(JsonTypes allowed, JsonTypes found)
    {
        // A number that is not an integer is described as such.
        string name = found == JsonTypes.Number && (allowed & JsonTypes.Integer) != 0 ? "a number with a fraction" : Describe(found);
        return $"Expected {Describe(allowed)}, found {name}";
    }

    /// <summary>Returns the name of a set of types in messages.</summary>
    public static string Describe(JsonTypes types)
    {
        var names = new List<string>();
        if ((types & JsonTypes.String) != 0) names.Add("a string");
        if ((types & JsonTypes.Number) == JsonTypes.Number) names.Add("a number");
        else if ((types & JsonTypes.Integer) != 0) names.Add("an integer");
        if ((types & JsonTypes.Boolean) != 0) names.Add("a boolean");
        if ((types & JsonTypes.Object) != 0) names.Add("an object");
        if ((types & JsonTypes.Array) != 0) names.Add("an array");
        if ((types & JsonTypes.Null) != 0) names.Add("null");
        if (names.Count == 0) return "no value";
        return names.Count == 1 ? names[0] : string.Join(", ", names.Take(names.Count - 1)) + " or " + names[names.Count - 1];
    }
}

/// <summary><c>nullable</c> of OpenAPI 3.0, read by <c>type</c>.</summary>
internal sealed class NullableKeyword() : FlagKeyword("nullable", Dialects.OpenApi30, Vocabularies.Validation);
