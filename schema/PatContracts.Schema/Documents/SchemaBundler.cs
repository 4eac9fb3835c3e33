using System.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Documents;

/// <summary>
/// Combines a schema document and all documents it refers to into one compound schema document: each document is embedded as a definition with an absolute
/// identifier. Apart from that the text of each is unchanged. Metaschemas are left out, since every implementation has them.
/// </summary>
/// <param name="store">The documents.</param>
/// <param name="main">The document.</param>
/// <param name="isRequired">Returns whether a property that a schema requires is required in the direction of the contract.</param>
internal sealed class SchemaBundler(SchemaStore store, SchemaDocument main, Func<SchemaLocation, string, bool> isRequired)
{
    private const string Indent = "  ";

    private readonly Dictionary<SchemaDocument, TextEdits> _edits = [];
    // In the order in which they were found.
    private readonly List<SchemaDocument> _embedded = [];
    private bool _leadsBack;

    /// <summary>Returns the text of the bundle; the document itself if it refers to no other document and names its dialect.</summary>
    public ReadOnlyMemory<byte> Run()
    {
        Edit(main);
        for (int i = 0; i < _embedded.Count; i++) Edit(_embedded[i]);
        foreach (SchemaDocument document in _embedded) Identify(document);
        if (_leadsBack) Identify(main);
        NameDialect(main, SchemaDialect.Of(Dialect.Draft202012));
        if (_embedded.Count > 0) AddDefinitions();
        return _edits[main].IsEmpty ? main.Utf8 : Encoding.UTF8.GetBytes(_edits[main].Apply(main, 0, main.Utf8.Length));
    }

    private void Edit(SchemaDocument document)
    {
        var edits = new TextEdits();
        _edits.Add(document, edits);
        var open = new Stack<JsonNode>();
        open.Push(document.Root);
        while (open.Count > 0)
        {
            JsonNode node = open.Pop();
            for (int i = node.Children.Length - 1; i >= 0; i--) open.Push(node.Children[i]);
            if (node.Resource is null || !node.IsObject) continue;
            foreach (JsonNode member in node.Children)
            {
                if (member is { IsString: true, Name: "$ref" or "$dynamicRef" or "$recursiveRef" }) Follow(document, member);
            }

            DirectedRequired.Edit(node, isRequired, edits);
        }
    }

    private void Follow(SchemaDocument document, JsonNode reference)
    {
        (string uri, string? fragment) = UriReference.SplitFragment(reference.String);
        if (uri.Length == 0 || store.FindTarget(reference, uri) is not { } target) return;
        SchemaDocument other = target.Root.Document;
        if (other == main ? document == main : Metaschemas.Find(other.Root.Owner.Uri) is not null) return;
        if (other == main) _leadsBack = true;
        else if (!_edits.ContainsKey(other) && !_embedded.Contains(other)) _embedded.Add(other);
        // In the bundle a document is identified by its identifier alone, and the bundle itself may be located anywhere.
        if (uri == target.Uri || (HasOwnBase(reference) && UriReference.ComparisonKey(UriReference.Resolve(reference.Owner.Uri, uri)) == UriReference.ComparisonKey(target.Uri))) return;
        _edits[document].Replace(reference, TextEdits.Quote(fragment is null ? target.Uri : target.Uri + "#" + fragment));
    }

    /// <summary>Returns whether the base of a reference is an identifier in its document, rather than the location the document was loaded from.</summary>
    private static bool HasOwnBase(JsonNode reference)
    {
        SchemaResource resource = reference.Owner;
        return resource.Root.IsObject && resource.Root[resource.Dialect.IdKeyword] is { IsString: true } id && UriReference.IsAbsolute(id.String);
    }

    /// <summary>Adds an absolute identifier to a document, the URI it is known by.</summary>
    private void Identify(SchemaDocument document)
    {
        JsonNode root = document.Root;
        if (!root.IsObject) return;
        SchemaResource resource = root.Owner;
        if (resource.Dialect.RefStandsAlone && root["$ref"] is { } alone) MoveReference(document, alone);
        if (root[resource.Dialect.IdKeyword] is not { } id) AddMember(document, resource.Dialect.IdKeyword, resource.Uri);
        else if (!id.IsString || !UriReference.IsAbsolute(id.String)) _edits[document].Replace(id, TextEdits.Quote(resource.Uri));
        if (document != main) NameDialect(document, main.Root.Owner.Dialect);
    }

    // An identifier has no effect next to a $ref that makes the dialect ignore its siblings.
    private void MoveReference(SchemaDocument document, JsonNode reference)
    {
        int name = TextEdits.NameOffset(reference);
        _edits[document].Insert(name, "\"allOf\": [{ ");
        _edits[document].Insert(TextEdits.EndOf(reference), " }]");
    }

    /// <summary>Adds the dialect that a document was read in, unless that is the one it would be read in anyway.</summary>
    private void NameDialect(SchemaDocument document, SchemaDialect otherwise)
    {
        JsonNode root = document.Root;
        if (!root.IsObject) return;
        Dialect dialect = root.Owner.Dialect.Dialect;
        if (root["$schema"] is not { } named)
        {
            if (dialect != otherwise.Dialect) AddMember(document, "$schema", Metaschemas.UriOf(dialect));
        }
        else if (named.IsString && SchemaDialect.FromUri(named.String) is { } written && written != dialect)
        {
            _edits[document].Replace(named, TextEdits.Quote(Metaschemas.UriOf(dialect)));
        }
    }

    private void AddMember(SchemaDocument document, string name, string value)
    {
        JsonNode root = document.Root;
        string member = $"{TextEdits.Quote(name)}: {TextEdits.Quote(value)}";
        bool startsOwnLine = document.Utf8.Span[root.Offset + 1] is (byte)'\n' or (byte)'\r';
        string text = root.Children.Length == 0 ? (_edits[document].IsEmpty ? " " : ", ") + member
            : startsOwnLine ? $"\n{Indent}{member},"
            : $" {member},";
        _edits[document].Insert(root.Offset + 1, text);
    }

    private void AddDefinitions()
    {
        JsonNode root = main.Root;
        string keyword = root.Owner.Dialect.DefinitionsKeyword;
        var definitions = new StringBuilder();
        foreach (SchemaDocument document in _embedded)
        {
            if (definitions.Length > 0) definitions.Append(',');
            string text = _edits[document].Apply(document.Root).Replace("\n", "\n" + Indent + Indent);
            definitions.Append('\n').Append(Indent).Append(Indent).Append(TextEdits.Quote(document.Root.Owner.Uri)).Append(": ").Append(text);
        }

        if (root[keyword] is { IsObject: true } existing)
        {
            if (existing.Children.Length > 0) definitions.Insert(0, ',');
            else definitions.Append('\n').Append(Indent);
            _edits[main].Insert(LastEnd(existing), definitions.ToString());
            return;
        }

        // A document that refers to another has at least one member.
        _edits[main].Insert(LastEnd(root), $",\n{Indent}{TextEdits.Quote(keyword)}: {{{definitions}\n{Indent}}}");
    }

    /// <summary>Returns the end of the last member of an object; for an empty object, the start of its content.</summary>
    private static int LastEnd(JsonNode container) =>
        container.Children.Length == 0 ? container.Offset + 1 : TextEdits.EndOf(container.Children[container.Children.Length - 1]);
}
