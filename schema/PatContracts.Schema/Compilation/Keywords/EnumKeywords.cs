using PatContracts.Schema.Documents;

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

/// <summary>The value must equal one of some constants, as JSON values are equal.</summary>
internal sealed class OneOfValues : ValueAssertion
{
    private readonly JsonNode[] _others;

    public OneOfValues(KeywordLocation location, IReadOnlyList<JsonNode> constants)
        : base(location)
    {
        string[] strings = [.. constants.Where(constant => constant.IsString).Select(constant => constant.String).Distinct(StringComparer.Ordinal)];
        Strings = new NameTable(strings);
        _others = [.. constants.Where(constant => !constant.IsString)];
        Message = Describe(constants);
    }

    /// <summary>The constants that are strings.</summary>
    public NameTable Strings { get; }

    /// <summary>How many constants are no strings.</summary>
    public int Others => _others.Length;

    public override string Message { get; }

    public override bool Holds(ReadOnlySpan<byte> value)
    {
        if (value[0] == (byte)'"') return HasString(value.Slice(1, value.Length - 2));
        foreach (JsonNode constant in _others)
        {
            if (value.SequenceEqual(constant.Text)) return true;
        }

        foreach (JsonNode constant in _others)
        {
            if (Text.JsonEquality.AreEqual(value, constant.Text)) return true;
        }

        return false;
    }

    private bool HasString(ReadOnlySpan<byte> raw)
    {
        if (Strings.Count == 0) return false;
        if (raw.IndexOf((byte)'\\') < 0) return Strings.Find(raw) >= 0;
        using var content = new Text.UnescapedString(raw);
        return Strings.Find(content.Utf8) >= 0;
    }

    // Constants are the schema's words, not the payload's, so a message may hold them; long lists are cut.
    private static string Describe(IReadOnlyList<JsonNode> constants)
    {
        const int Shown = 8;
        string[] texts = [.. constants.Take(Shown).Select(constant => Text.JsonStrings.Decode(constant.Text))];
        string list = string.Join(", ", texts.Select(text => text.Length <= 60 ? text : text.Substring(0, 57) + "…"));
        return constants.Count switch
        {
            0 => "No value is allowed",
            1 => $"Expected {list}",
            <= Shown => $"Expected one of {list}",
            _ => $"Expected one of {constants.Count} values: {list} …",
        };
    }
}
