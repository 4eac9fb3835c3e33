using PatContracts.Schema.Text;

namespace PatContracts.Schema.Documents;

internal enum JsonKind : byte
{
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}

/// <summary>
/// A value of a schema document with its place. Schemas are small and are read many times while they are compiled, so they, unlike payloads, become a tree.
/// </summary>
internal sealed class JsonNode
{
    private string? _string;

    public JsonNode(SchemaDocument document, JsonNode? parent, JsonKind kind, int offset)
    {
        Document = document;
        Parent = parent;
        Kind = kind;
        Offset = offset;
    }

    public SchemaDocument Document { get; }

    public JsonNode? Parent { get; }

    public JsonKind Kind { get; }

    /// <summary>Zero-based offset in bytes of the value's first byte.</summary>
    public int Offset { get; }

    /// <summary>Length in bytes of the value's text.</summary>
    public int Length { get; set; }

    /// <summary>The name under which an object holds this value, where one does.</summary>
    public string? Name { get; set; }

    /// <summary>The place of the name's token (with its quotation mark), where an object holds this value.</summary>
    public int NameOffset { get; set; }

    /// <summary>The index at which an array holds this value.</summary>
    public int Index { get; set; }

    /// <summary>The elements of an array, or the member values of an object in their order.</summary>
    public List<JsonNode> Children { get; } = [];

    public bool IsObject => Kind == JsonKind.Object;

    public bool IsArray => Kind == JsonKind.Array;

    public bool IsString => Kind == JsonKind.String;

    public bool IsBoolean => Kind is JsonKind.True or JsonKind.False;

    /// <summary>Whether this value can be a schema: an object, or (where the dialect has them) a boolean.</summary>
    public bool IsSchemaShaped => IsObject || IsBoolean;

    /// <summary>The value's text as it stands in the document.</summary>
    public ReadOnlySpan<byte> Text => Document.Utf8.Span.Slice(Offset, Length);

    /// <summary>The content of a string.</summary>
    public string String => _string ??= JsonStrings.ToString(Text.Slice(1, Length - 2));

    /// <summary>The member of that name, or null. Where a document names a member twice, the last counts.</summary>
    public JsonNode? this[string name]
    {
        get
        {
            for (int i = Children.Count - 1; i >= 0; i--)
            {
                if (string.Equals(Children[i].Name, name, StringComparison.Ordinal)) return Children[i];
            }

            return null;
        }
    }

    /// <summary>JSON Pointer of this value in its document.</summary>
    public string Pointer => Parent is null ? "" : Parent.Pointer + "/" + (Name is null ? Index.ToString(System.Globalization.CultureInfo.InvariantCulture) : JsonPointer.Escape(Name));

    /// <summary>The document's error, at this value.</summary>
    public ContractLoadException Error(string reason) =>
        Document.Error(reason, Pointer, Offset, IsObject || IsArray ? 1 : Length);
}
