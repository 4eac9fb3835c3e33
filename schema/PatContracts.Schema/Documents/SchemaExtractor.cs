using System.Globalization;
using System.Text;

namespace PatContracts.Schema.Documents;

/// <summary>
/// Makes a schema document of one schema of an OpenAPI document: the schema and those it refers to become definitions, and references between them are
/// rewritten.
/// </summary>
internal sealed class SchemaExtractor(SchemaStore store)
{
    private readonly Dictionary<JsonNode, string> _keys = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Queue<JsonNode> _open = new();

    public ReadOnlyMemory<byte> Run(JsonNode schema, Dialect dialect)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"$schema\": \"").Append(Metaschemas.UriOf(dialect)).Append("\",\n  \"$ref\": ").Append(Reference(schema)).Append(",\n  \"$defs\": {");
        for (bool isFirst = true; _open.Count > 0; isFirst = false)
        {
            JsonNode next = _open.Dequeue();
            text.Append(isFirst ? "\n    " : ",\n    ").Append(SchemaBundler.Quote(_keys[next])).Append(": ");
            Append(text, next);
        }

        return Encoding.UTF8.GetBytes(text.Append("\n  }\n}\n").ToString());
    }

    /// <summary>The reference to the definition that a schema becomes, as JSON text.</summary>
    private string Reference(JsonNode schema)
    {
        if (!_keys.TryGetValue(schema, out string? key))
        {
            string name = schema.Name ?? schema.Index.ToString(CultureInfo.InvariantCulture);
            key = name;
            for (int number = 2; !_taken.Add(key); number++) key = name + number.ToString(CultureInfo.InvariantCulture);
            _keys.Add(schema, key);
            _open.Enqueue(schema);
        }

        return SchemaBundler.Quote("#/$defs/" + Uri.EscapeDataString(JsonPointer.Escape(key)));
    }

    private void Append(StringBuilder text, JsonNode schema)
    {
        ReadOnlySpan<byte> utf8 = schema.Document.Utf8.Span;
        int position = schema.Offset;
        foreach (JsonNode reference in References(schema))
        {
            text.Append(Text(utf8.Slice(position, reference.Offset - position), schema)).Append(Reference(store.ResolveValue(reference)));
            position = reference.Offset + reference.Length;
        }

        text.Append(Text(utf8.Slice(position, schema.Offset + schema.Length - position), schema));
    }

    /// <summary>The references in a schema, in document order.</summary>
    private static List<JsonNode> References(JsonNode schema)
    {
        var references = new List<JsonNode>();
        var open = new Stack<JsonNode>();
        open.Push(schema);
        while (open.Count > 0)
        {
            JsonNode node = open.Pop();
            if (node is { IsString: true, Name: "$ref" }) references.Add(node);
            for (int i = node.Children.Length - 1; i >= 0; i--) open.Push(node.Children[i]);
        }

        return references;
    }

    // Lines move with the schema: from its depth in the document to that of a definition.
    private static string Text(ReadOnlySpan<byte> part, JsonNode schema)
    {
        string text = Encoding.UTF8.GetString(part.ToArray()).Replace("\r\n", "\n");
        ReadOnlySpan<byte> before = schema.Document.Utf8.Span.Slice(0, schema.Offset);
        ReadOnlySpan<byte> line = before.Slice(before.LastIndexOf((byte)'\n') + 1);
        int indent = 0;
        while (indent < line.Length && line[indent] == (byte)' ') indent++;
        return text.Replace("\n" + new string(' ', indent), "\n    ");
    }
}
