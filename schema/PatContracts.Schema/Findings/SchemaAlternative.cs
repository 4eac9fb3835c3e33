using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>A subschema that a value could have matched but does not: an alternative of <c>anyOf</c> or <c>oneOf</c>, for example.</summary>
public sealed class SchemaAlternative
{
    private const int LongestName = 60;

    private readonly JsonNode _schema;
    private string? _label;

    internal SchemaAlternative(JsonNode schema, string pointer)
    {
        _schema = schema;
        SchemaPointer = pointer;
    }

    /// <summary>
    /// JSON Pointer of the subschema in its schema document; preceded by the document's URI and <c>#</c> if that is not the contract's own document.
    /// </summary>
    public string SchemaPointer { get; }

    /// <summary>
    /// The name of the subschema in a sentence: its <c>title</c> or the last part of its <c>$ref</c> in quotation marks; otherwise its keyword and number, such
    /// as <c>anyOf/1</c>.
    /// </summary>
    public string Label => _label ??= FindLabel();

    private string FindLabel()
    {
        if (_schema.IsObject)
        {
            if (_schema["title"] is { IsString: true, Length: > 2 } title) return Quoted(title.String);
            if (_schema["$ref"] is { IsString: true } reference && LastPart(reference.String) is { Length: > 0 } name) return Quoted(name);
        }

        int length = 0;
        // The last two tokens, or a single one such as "then".
        for (int tokens = 0; length < SchemaPointer.Length && tokens < (_schema.Name is null ? 2 : 1);)
        {
            if (SchemaPointer[SchemaPointer.Length - ++length] == '/') tokens++;
        }

        return SchemaPointer.Substring(SchemaPointer.Length - length).TrimStart('/');
    }

    private static string LastPart(string reference) => reference.Substring(reference.LastIndexOfAny(['/', '#', ':']) + 1);

    private static string Quoted(string name) => $"\"{(name.Length <= LongestName ? name : name.Substring(0, LongestName - 1) + "…")}\"";

    /// <summary>Returns the <see cref="Label"/>.</summary>
    public override string ToString() => Label;
}
