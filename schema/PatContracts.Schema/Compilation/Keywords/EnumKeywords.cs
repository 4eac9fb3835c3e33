using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>enum</c></summary>
internal sealed class EnumKeyword() : Keyword("enum", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        if (!value.IsArray) throw value.Error("enum must be an array");
        schema.Add(new OneOfValues(schema.Location(value), value.Children));
    }
}

/// <summary><c>const</c></summary>
internal sealed class ConstKeyword() : Keyword("const", Dialects.From6, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Add(new OneOfValues(schema.Location(value), [value]));
}

/// <summary>Requires a value to equal one of several constants, with the equality of JSON values.</summary>
internal sealed class OneOfValues : ValueAssertion
{
    private readonly JsonNode[] _constants;
    // The constants that are not strings, if any.
    private readonly JsonValueSet? _others;
    private string? _message;

    public OneOfValues(KeywordLocation location, JsonNode[] constants)
        : base(location)
    {
        _constants = constants;
        var strings = new HashSet<string>(StringComparer.Ordinal);
        int others = 0;
        foreach (JsonNode constant in constants)
        {
            Types |= PlanNode.TypeAt(PlanNode.TypeIndex(constant.Text[0]));
            if (constant.IsString) strings.Add(constant.String);
            else others++;
        }

        string[] names = new string[strings.Count];
        strings.CopyTo(names);
        Strings = new NameTable(names);
        if (others > 0) _others = SetOf(constants, others);
    }

    /// <summary>The constants that are strings.</summary>
    public NameTable Strings { get; }

    /// <summary>The types of the constants.</summary>
    public JsonTypes Types { get; }

    /// <summary>The number of constants that are not strings.</summary>
    public int Others => _others?.Count ?? 0;

    public override string Message => _message ??= Describe(_constants);

    public override bool Holds(ReadOnlySpan<byte> value) =>
        value[0] == (byte)'"' ? HasString(value.Slice(1, value.Length - 2)) : _others is not null && _others.Contains(value);

    private static JsonValueSet SetOf(JsonNode[] constants, int others)
    {
        var values = new ReadOnlyMemory<byte>[others];
        int count = 0;
        foreach (JsonNode constant in constants)
        {
            if (!constant.IsString) values[count++] = constant.Utf8;
        }

        return new JsonValueSet(values);
    }

    private bool HasString(ReadOnlySpan<byte> raw)
    {
        if (Strings.Count == 0) return false;
        if (raw.IndexOf((byte)'\\') < 0) return Strings.Find(raw) >= 0;
        using var content = new UnescapedString(raw);
        return Strings.Find(content.Utf8) >= 0;
    }

    /// <summary>Returns the message for a value that must equal one of several constants.</summary>
    /// <remarks>Constants come from the schema, not the payload, so a message may contain them. Long lists and long constants are truncated.</remarks>
    public static string Describe(JsonNode[] constants)
    {
        const int Shown = 8;
        const int Longest = 60;
        string list = string.Join(", ", constants.Take(Shown).Select(constant => Cut(JsonStrings.Decode(constant.Text))));
        return constants.Length switch
        {
            0 => "No value is allowed",
            1 => $"Expected {list}",
            <= Shown => $"Expected one of {list}",
            _ => $"Expected one of {constants.Length} values: {list} …",
        };

        static string Cut(string text) => text.Length <= Longest ? text : text.Substring(0, Longest - 3) + "…";
    }
}
