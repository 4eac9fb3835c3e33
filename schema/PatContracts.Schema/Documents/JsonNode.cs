using System.Globalization;
using System.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Documents;

/// <summary>
/// A value of a schema document with its location. Schemas are small and are read many times while they are compiled, so they, unlike payloads, become a tree.
/// </summary>
internal sealed class JsonNode(SchemaDocument document, JsonNode? parent, JsonKind kind, int offset, string? name, int index)
{
    /// <summary>Up to this many members, comparing one by one is cheaper than an index.</summary>
    private const int Few = 12;

    private string? _string;
    private Dictionary<string, JsonNode>? _byName;

    public SchemaDocument Document { get; } = document;

    public JsonNode? Parent { get; } = parent;

    public JsonKind Kind { get; } = kind;

    /// <summary>Zero-based offset in bytes of the value's first byte.</summary>
    public int Offset { get; } = offset;

    /// <summary>Length in bytes of the value's text.</summary>
    public int Length { get; set; }

    /// <summary>The property name of this value, if an object holds it.</summary>
    public string? Name { get; } = name;

    /// <summary>The index of this value, if an array holds it.</summary>
    public int Index { get; } = index;

    /// <summary>The elements of an array, or the member values of an object, in document order.</summary>
    public JsonNode[] Children { get; set; } = [];

    /// <summary>The resource that the schema at this node belongs to; null if no schema has been found here so far.</summary>
    public SchemaResource? Resource { get; set; }

    /// <summary>Whether every keyword of the schema at this node has been compiled, for whatever scope.</summary>
    public bool IsCompiled { get; set; }

    /// <summary>The resource that this value is in.</summary>
    public SchemaResource Owner
    {
        get
        {
            for (JsonNode? node = this; node is not null; node = node.Parent)
            {
                if (node.Resource is { } resource) return resource;
            }

            throw new InvalidOperationException("The value belongs to no indexed document.");
        }
    }

    public bool IsObject => Kind == JsonKind.Object;

    public bool IsArray => Kind == JsonKind.Array;

    public bool IsString => Kind == JsonKind.String;

    public bool IsBoolean => Kind is JsonKind.True or JsonKind.False;

    /// <summary>Whether this value can be a schema: an object, or (in dialects that have them) a boolean.</summary>
    public bool IsSchemaShaped => IsObject || IsBoolean;

    /// <summary>The value's text in the document.</summary>
    public ReadOnlySpan<byte> Text => Document.Utf8.Span.Slice(Offset, Length);

    /// <summary>The same as memory, which can be stored.</summary>
    public ReadOnlyMemory<byte> Utf8 => Document.Utf8.Slice(Offset, Length);

    /// <summary>The content of a string.</summary>
    public string String => _string ??= JsonStrings.ToString(Text.Slice(1, Length - 2));

    /// <summary>The member of that name, or null. If a document names a member twice, the last counts.</summary>
    public JsonNode? this[string name]
    {
        get
        {
            if (Children.Length > Few) return ByName.TryGetValue(name, out JsonNode? found) ? found : null;
            for (int i = Children.Length - 1; i >= 0; i--)
            {
                if (string.Equals(Children[i].Name, name, StringComparison.Ordinal)) return Children[i];
            }

            return null;
        }
    }

    /// <summary>A member whose name another one before it has, or null.</summary>
    public JsonNode? Duplicate
    {
        get
        {
            if (Children.Length > Few) return DuplicateOfMany();
            for (int i = 1; i < Children.Length; i++)
            {
                for (int earlier = 0; earlier < i; earlier++)
                {
                    if (string.Equals(Children[i].Name, Children[earlier].Name, StringComparison.Ordinal)) return Children[i];
                }
            }

            return null;
        }
    }

    private JsonNode? DuplicateOfMany()
    {
        if (ByName.Count == Children.Length) return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Array.Find(Children, child => !seen.Add(child.Name!));
    }

    /// <summary>JSON Pointer of this value in its document.</summary>
    public string Pointer => PointerFrom(null);

    /// <summary>JSON Pointer of this value in one that contains it, or in the document.</summary>
    public string PointerFrom(JsonNode? ancestor)
    {
        // From a keyword's subschema to the schema it is in, by far the most frequent question.
        if (Parent is { } holder && holder == ancestor) return "/" + Token;
        if (Parent is { Parent: { } second } first && second == ancestor) return "/" + first.Token + "/" + Token;
        return LongPointerFrom(ancestor);
    }

    private string LongPointerFrom(JsonNode? ancestor)
    {
        var tokens = new Stack<string>();
        for (JsonNode node = this; node.Parent is { } parent && node != ancestor; node = parent) tokens.Push(node.Token);
        var pointer = new StringBuilder();
        foreach (string token in tokens) pointer.Append('/').Append(token);
        return pointer.ToString();
    }

    /// <summary>The document's error, at this value.</summary>
    public ContractLoadException Error(string reason) =>
        Document.Error(reason, Pointer, Offset, IsObject || IsArray ? 1 : Length);

    private string Token => Name is null ? Index.ToString(CultureInfo.InvariantCulture) : JsonPointer.Escape(Name);

    // Racing threads at most build the same index twice.
    private Dictionary<string, JsonNode> ByName
    {
        get
        {
            if (_byName is { } known) return known;
            var byName = new Dictionary<string, JsonNode>(Children.Length, StringComparer.Ordinal);
            foreach (JsonNode child in Children)
            {
                if (child.Name is { } name) byName[name] = child;
            }

            return _byName = byName;
        }
    }
}
