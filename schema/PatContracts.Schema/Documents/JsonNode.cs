using System.Globalization;
using System.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Documents;

/// <summary>
/// A value of a schema document with its location. Unlike payloads, schemas are parsed into a tree: they are small, and read many times during compilation.
/// </summary>
internal sealed class JsonNode(SchemaDocument document, JsonNode? parent, JsonKind kind, int offset, string? name, int index)
{
    /// <summary>For up to this many members, comparing one by one is cheaper than an index.</summary>
    private const int Few = 12;

    private string? _string;
    private Dictionary<string, JsonNode>? _byName;

    public SchemaDocument Document { get; } = document;

    public JsonNode? Parent { get; } = parent;

    public JsonKind Kind { get; } = kind;

    /// <summary>Zero-based offset of the value's first byte.</summary>
    public int Offset { get; } = offset;

    /// <summary>Length of the value's text, in bytes.</summary>
    public int Length { get; set; }

    /// <summary>The property name of this value; null if it is not a member of an object.</summary>
    public string? Name { get; } = name;

    /// <summary>The index of this value in its array.</summary>
    public int Index { get; } = index;

    /// <summary>The elements of an array, or the member values of an object, in document order.</summary>
    public JsonNode[] Children { get; set; } = [];

    /// <summary>The resource that the schema at this node belongs to; null if the node is not (yet) known to be a schema.</summary>
    public SchemaResource? Resource { get; set; }

    /// <summary>Whether every keyword of the schema at this node has been compiled, in any scope.</summary>
    public bool IsCompiled { get; set; }

    /// <summary>The resource that contains this value.</summary>
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

    /// <summary>Whether this value can be a schema: an object or, in dialects that have boolean schemas, a boolean.</summary>
    public bool IsSchemaShaped => IsObject || IsBoolean;

    /// <summary>The value's text in the document.</summary>
    public ReadOnlySpan<byte> Text => Document.Utf8.Span.Slice(Offset, Length);

    /// <summary>The value's text as memory, which can be stored.</summary>
    public ReadOnlyMemory<byte> Utf8 => Document.Utf8.Slice(Offset, Length);

    /// <summary>The content of a string.</summary>
    public string String => _string ??= JsonStrings.ToString(Text.Slice(1, Length - 2));

    /// <summary>The member with a name, or null. If the name occurs twice, the last member counts.</summary>
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

    /// <summary>The first member whose name has occurred before, or null.</summary>
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

    /// <summary>The JSON Pointer of this value in its document.</summary>
    public string Pointer => PointerFrom(null);

    /// <summary>Returns the JSON Pointer of this value in one that contains it, or in the document.</summary>
    public string PointerFrom(JsonNode? ancestor)
    {
        // The pointer from a schema to a keyword's subschema is requested by far most often.
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

    /// <summary>Returns an error located at this value.</summary>
    public ContractLoadException Error(string reason) =>
        Document.Error(reason, Pointer, Offset, IsObject || IsArray ? 1 : Length);

    private string Token => Name is null ? Index.ToString(CultureInfo.InvariantCulture) : JsonPointer.Escape(Name);

    // At worst, racing threads build the same index twice.
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
