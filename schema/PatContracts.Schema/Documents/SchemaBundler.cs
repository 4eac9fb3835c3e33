using System.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Documents;

/// <summary>
/// Makes one document of a schema document and of all that it refers to: each is embedded whole as a compound schema document has it, as a definition with an
/// absolute identifier. The text of each stays as it is written otherwise. Metaschemas are left out, for every implementation knows them.
/// </summary>
internal sealed class SchemaBundler(SchemaStore store, SchemaDocument main)
{
    private const string Indent = "  ";

    private readonly Dictionary<SchemaDocument, List<Edit>> _edits = [];
    // In the order in which they are found.
    private readonly List<SchemaDocument> _embedded = [];

    /// <summary>The text of the bundle; the document itself where it refers to no other.</summary>
    public ReadOnlyMemory<byte> Run()
    {
        FindReferences(main);
        for (int i = 0; i < _embedded.Count; i++) FindReferences(_embedded[i]);
        if (_embedded.Count == 0) return main.Utf8;
        foreach (SchemaDocument document in _embedded) Identify(document);
        AddDefinitions();
        return Encoding.UTF8.GetBytes(TextOf(main));
    }

    private void FindReferences(SchemaDocument document)
    {
        _edits.Add(document, []);
        var open = new Stack<JsonNode>();
        open.Push(document.Root);
        while (open.Count > 0)
        {
            JsonNode node = open.Pop();
            for (int i = node.Children.Length - 1; i >= 0; i--) open.Push(node.Children[i]);
            if (node is { IsString: true, Name: "$ref" or "$dynamicRef" or "$recursiveRef" }) Follow(document, node);
        }
    }

    private void Follow(SchemaDocument document, JsonNode reference)
    {
        (string uri, string? fragment) = UriReference.SplitFragment(reference.String);
        if (uri.Length == 0 || store.FindTarget(reference, uri) is not { } target) return;
        SchemaDocument other = target.Root.Document;
        if (other == main ? document == main : Metaschemas.Find(other.Root.Owner.Uri) is not null) return;
        if (other != main && !_edits.ContainsKey(other) && !_embedded.Contains(other)) _embedded.Add(other);
        // In the bundle a document is known by its identifier alone, and the bundle itself may be anywhere.
        if (uri == target.Uri || (HasOwnBase(reference) && UriReference.ComparisonKey(UriReference.Resolve(reference.Owner.Uri, uri)) == UriReference.ComparisonKey(target.Uri))) return;
        Replace(document, reference.Offset, reference.Length, Quote(fragment is null ? target.Uri : target.Uri + "#" + fragment));
    }

    /// <summary>Whether the reference's base is what its document says, and not where the document happened to be.</summary>
    private static bool HasOwnBase(JsonNode reference)
    {
        SchemaResource resource = reference.Owner;
        return resource.Root.IsObject && resource.Root[resource.Dialect.IdKeyword] is { IsString: true } id && UriReference.IsAbsolute(id.String);
    }

    /// <summary>Gives a document an absolute identifier, the one that it is known by.</summary>
    private void Identify(SchemaDocument document)
    {
        JsonNode root = document.Root;
        if (!root.IsObject) return;
        SchemaResource resource = root.Owner;
        if (root[resource.Dialect.IdKeyword] is { } id)
        {
            if (!id.IsString || !UriReference.IsAbsolute(id.String)) Replace(document, id.Offset, id.Length, Quote(resource.Uri));
            return;
        }

        string member = $"{Quote(resource.Dialect.IdKeyword)}: {Quote(resource.Uri)}";
        bool startsOwnLine = document.Utf8.Span[root.Offset + 1] is (byte)'\n' or (byte)'\r';
        Replace(document, root.Offset + 1, 0, root.Children.Length == 0 ? $" {member} " : startsOwnLine ? $"\n{Indent}{member}," : $" {member},");
    }

    private void AddDefinitions()
    {
        JsonNode root = main.Root;
        string keyword = (root.Owner.Dialect.Flag & Dialects.To7) != 0 ? "definitions" : "$defs";
        var definitions = new StringBuilder();
        foreach (SchemaDocument document in _embedded)
        {
            if (definitions.Length > 0) definitions.Append(',');
            string text = TextOf(document).Replace("\n", "\n" + Indent + Indent);
            definitions.Append('\n').Append(Indent).Append(Indent).Append(Quote(document.Root.Owner.Uri)).Append(": ").Append(text);
        }

        if (root[keyword] is { IsObject: true } existing)
        {
            if (existing.Children.Length > 0) definitions.Insert(0, ',');
            else definitions.Append('\n').Append(Indent);
            Insert(LastEnd(existing), definitions.ToString());
            return;
        }

        // A document that refers to another has at least one member.
        Insert(LastEnd(root), $",\n{Indent}{Quote(keyword)}: {{{definitions}\n{Indent}}}");
    }

    /// <summary>Where the last member of an object ends; for an empty object, where its content begins.</summary>
    private static int LastEnd(JsonNode container) =>
        container.Children.Length == 0 ? container.Offset + 1 : container.Children[container.Children.Length - 1] is var last ? last.Offset + last.Length : 0;

    private void Insert(int offset, string text) => Replace(main, offset, 0, text);

    private void Replace(SchemaDocument document, int offset, int length, string text) => _edits[document].Add(new Edit(offset, length, text));

    /// <summary>The root's text with the edits.</summary>
    private string TextOf(SchemaDocument document)
    {
        JsonNode root = document.Root;
        ReadOnlySpan<byte> utf8 = document.Utf8.Span;
        bool isMain = document == main;
        int position = isMain ? 0 : root.Offset;
        int end = isMain ? utf8.Length : root.Offset + root.Length;
        var text = new StringBuilder();
        foreach (Edit edit in _edits[document].OrderBy(edit => edit.Offset))
        {
            Append(text, utf8.Slice(position, edit.Offset - position));
            text.Append(edit.Text);
            position = edit.Offset + edit.Length;
        }

        Append(text, utf8.Slice(position, end - position));
        return text.Replace("\r\n", "\n").ToString();
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> utf8) => text.Append(Encoding.UTF8.GetString(utf8.ToArray()));

    /// <summary>A text as JSON.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c < ' ') quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private readonly record struct Edit(int Offset, int Length, string Text);
}
