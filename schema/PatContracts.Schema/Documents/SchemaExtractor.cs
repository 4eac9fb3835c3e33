using System.Globalization;
using System.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Documents;

/// <summary>
/// Creates a schema document from one schema of an OpenAPI document: the schema and those it refers to become definitions, and references between them are
/// rewritten. The direction of payloads, which no keyword can express, is applied to <c>required</c>.
/// </summary>
/// <param name="store">The documents.</param>
/// <param name="isRequired">Returns whether a property that a schema requires is required in the direction of the contract.</param>
internal sealed class SchemaExtractor(SchemaStore store, Func<SchemaLocation, string, bool> isRequired)
{
    // The identifier of the document, used if schemas in it have their own identifiers or dialects.
    private const string Base = "urn:patcontracts:bundle";

    private static readonly string[] Unions = ["oneOf", "anyOf"];

    // The source schemas of the definitions, in the order in which they were found.
    private readonly List<JsonNode> _definitions = [];
    private readonly Dictionary<JsonNode, string> _keys = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private SchemaDialect _dialect = SchemaDialect.Of(Dialect.Draft202012);
    private bool _hasBase;

    /// <param name="schema">The schema.</param>
    /// <exception cref="InvalidOperationException">A schema depends on its dynamic scope.</exception>
    public ReadOnlyMemory<byte> Run(SchemaLocation schema)
    {
        _dialect = schema.Resource.Dialect;
        Define(schema.Schema);
        for (int i = 0; i < _definitions.Count; i++) FindReferences(_definitions[i]);

        var text = new StringBuilder();
        text.Append("{\n  \"$schema\": \"").Append(Metaschemas.UriOf(_dialect.Dialect)).Append("\",\n  ");
        string reference = $"\"$ref\": {Reference(schema.Schema)}";
        if (!_hasBase) text.Append(reference);
        // An identifier has no effect next to a $ref that makes the dialect ignore its siblings.
        else text.Append(TextEdits.Quote(_dialect.IdKeyword)).Append(": \"").Append(Base).Append("\",\n  \"allOf\": [{ ").Append(reference).Append(" }]");
        text.Append(",\n  ").Append(TextEdits.Quote(_dialect.DefinitionsKeyword)).Append(": {");
        for (int i = 0; i < _definitions.Count; i++)
        {
            text.Append(i == 0 ? "\n    " : ",\n    ").Append(TextEdits.Quote(_keys[_definitions[i]])).Append(": ").Append(TextOf(_definitions[i]));
        }

        return Encoding.UTF8.GetBytes(text.Append("\n  }\n}\n").ToString());
    }

    private void Define(JsonNode schema)
    {
        if (_keys.ContainsKey(schema)) return;
        string name = schema.Name ?? schema.Index.ToString(CultureInfo.InvariantCulture);
        string key = name;
        for (int number = 2; !_taken.Add(key); number++) key = name + number.ToString(CultureInfo.InvariantCulture);
        _keys.Add(schema, key);
        _definitions.Add(schema);
    }

    private void FindReferences(JsonNode definition)
    {
        _hasBase |= HasOwnDialect(definition);
        foreach (JsonNode schema in SchemasIn(definition))
        {
            SchemaResource resource = schema.Owner;
            // References in a schema with an identifier are resolved against the identifier.
            _hasBase |= resource.Root == schema && schema.Parent is not null;
            if (schema["$dynamicRef"] is { } dynamic && (resource.Dialect.Flag & Dialects.From202012) != 0)
            {
                throw new InvalidOperationException($"The schema at {dynamic.Parent!.Pointer} depends on the schemas that refer to it ($dynamicRef), and cannot be extracted from its document.");
            }

            if (ReferenceOf(schema) is { } reference) Define(Target(reference));
        }
    }

    /// <summary>Returns the text of a definition, edited for its new location.</summary>
    private string TextOf(JsonNode definition)
    {
        var edits = new TextEdits();
        if (HasOwnDialect(definition))
        {
            SchemaDialect dialect = definition.Owner.Dialect;
            string members = $"{TextEdits.Quote(dialect.IdKeyword)}: {TextEdits.Quote(IdOf(definition))}";
            if (definition["$schema"] is null) members += $", \"$schema\": {TextEdits.Quote(Metaschemas.UriOf(dialect.Dialect))}";
            edits.Insert(definition.Offset + 1, definition.Children.Length == 0 ? $" {members} " : $" {members},");
        }

        foreach (JsonNode schema in SchemasIn(definition))
        {
            if (ReferenceOf(schema) is { } reference) edits.Replace(reference, Reference(Target(reference)));
            EditMapping(schema, edits);
            DirectedRequired.Edit(schema, isRequired, edits);
        }

        return Indented(edits.Apply(definition), definition);
    }

    // A mapping names an alternative by its reference, which has changed, or by its name.
    private void EditMapping(JsonNode schema, TextEdits edits)
    {
        if (schema["discriminator"] is not { IsObject: true } discriminator || discriminator["mapping"] is not { IsObject: true } mapping) return;
        JsonNode[] references = [.. Unions
            .Select(keyword => schema[keyword]).OfType<JsonNode>()
            .SelectMany(static alternatives => alternatives.Children)
            .Select(ReferenceOf).OfType<JsonNode>()];
        foreach (JsonNode entry in mapping.Children)
        {
            if (entry.IsString && Array.Find(references, reference => reference.String == entry.String) is { } reference) edits.Replace(entry, Reference(Target(reference)));
        }
    }

    /// <summary>Returns the reference to a definition, as JSON text.</summary>
    private string Reference(JsonNode schema) =>
        TextEdits.Quote(HasOwnDialect(schema) ? IdOf(schema) : $"{(_hasBase ? Base : "")}#/{_dialect.DefinitionsKeyword}/" + Uri.EscapeDataString(JsonPointer.Escape(_keys[schema])));

    private string IdOf(JsonNode definition) => Base + ":" + Uri.EscapeDataString(_keys[definition]);

    // A schema that begins a resource names its own dialect; an identifier has no effect next to a $ref that makes the dialect ignore its siblings.
    private bool HasOwnDialect(JsonNode definition) =>
        definition.IsObject && definition.Owner.Dialect is var dialect && dialect != _dialect && definition.Owner.Root != definition
        && !(dialect.RefStandsAlone && definition["$ref"] is not null);

    private JsonNode Target(JsonNode reference) => store.Resolve(reference.Owner, reference.String, reference).Schema;

    private static JsonNode? ReferenceOf(JsonNode schema) => schema.IsObject && schema["$ref"] is { IsString: true } reference ? reference : null;

    /// <summary>Returns a schema and the schemas in it, in document order. Members of examples that share the name of a keyword are not included.</summary>
    private static IEnumerable<JsonNode> SchemasIn(JsonNode definition)
    {
        var open = new Stack<JsonNode>();
        open.Push(definition);
        while (open.Count > 0)
        {
            JsonNode node = open.Pop();
            if (node.Resource is not null && node.IsObject) yield return node;
            for (int i = node.Children.Length - 1; i >= 0; i--) open.Push(node.Children[i]);
        }
    }

    // Changes the indentation from the depth of the schema in the document to that of a definition.
    private static string Indented(string text, JsonNode schema)
    {
        ReadOnlySpan<byte> before = schema.Document.Utf8.Span.Slice(0, schema.Offset);
        ReadOnlySpan<byte> line = before.Slice(before.LastIndexOf((byte)'\n') + 1);
        int indent = 0;
        while (indent < line.Length && line[indent] == (byte)' ') indent++;
        return text.Replace("\n" + new string(' ', indent), "\n    ");
    }
}
