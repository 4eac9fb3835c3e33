using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Documents;

/// <summary>The documents that take part in one contract: finds their resources and anchors, and resolves references among them.</summary>
/// <param name="options">Settings.</param>
/// <param name="keywords">Says where the value of a keyword holds schemas.</param>
internal sealed class SchemaStore(ContractLoadOptions options, KeywordLookup keywords)
{
    // By the comparison key of their URI.
    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private Dictionary<string, SchemaDialect>? _customDialects;
    private readonly List<JsonNode> _schemas = [];
    private readonly List<SchemaResource> _otherDialects = [];
    private readonly Stack<Unindexed> _unindexed = new();
    private SchemaDocument? _main;
    private SchemaDialect _mainDialect = SchemaDialect.Of(Dialect.Draft202012);

    /// <summary>
    /// The schemas of the contract's own document: all values that a keyword of the dialect or a reference makes schemas, except those that the dialect ignores
    /// beside <c>$ref</c>. Of registered documents only what the contract refers to counts.
    /// </summary>
    public IReadOnlyList<JsonNode> Schemas => _schemas;

    /// <summary>The resources embedded in the contract's own document whose dialect is not that of the schema around them, in document order.</summary>
    public IReadOnlyList<SchemaResource> OtherDialects => _otherDialects;

    /// <summary>Adds the contract's own document.</summary>
    public SchemaLocation AddMain(SchemaDocument document)
    {
        _main = document;
        _mainDialect = options.Dialect is { } chosen ? SchemaDialect.Of(chosen) : DialectOf(document.Root, _mainDialect);
        return Add(document, options.BaseUri?.OriginalString ?? UriReference.DefaultBase, _mainDialect);
    }

    private SchemaLocation Add(SchemaDocument document, string baseUri, SchemaDialect dialect)
    {
        var resource = new SchemaResource(UriReference.SplitFragment(baseUri).Uri, document.Root, dialect);
        // A document without $id is known by where it came from; one with $id by both.
        Register(resource.Uri, resource);
        // The root may be no schema at all; whoever uses it as one reports that, at its location.
        document.Root.Resource = resource;
        Index(document.Root, resource);
        return new SchemaLocation(document.Root, document.Root.Owner);
    }

    private void Register(string uri, SchemaResource resource) => _resources[UriReference.ComparisonKey(uri)] = resource;

    /// <summary>The schema that a reference in a resource leads to.</summary>
    /// <exception cref="ContractLoadException">There is no such schema.</exception>
    public SchemaLocation Resolve(SchemaResource from, string reference, JsonNode at)
    {
        if (Find(from, reference) is { } location) return location;
        string hint = options.Registry?.Unreadable is { } unreadable ? $". A registered document cannot be searched: {unreadable}" : "";
        throw at.Error($"The reference \"{reference}\" leads nowhere: no such location in this document, and nothing is registered under that URI{hint}");
    }

    private SchemaLocation? Find(SchemaResource from, string reference)
    {
        (string uri, string? fragment) = UriReference.SplitFragment(reference);
        SchemaResource? target = uri.Length == 0 ? from : FindResource(UriReference.Resolve(from.Uri, uri));
        if (target is null) return null;

        string decoded = UriReference.DecodeFragment(fragment ?? "");
        JsonNode? schema = decoded.Length == 0 || decoded[0] == '/'
            ? JsonPointer.Find(target.Root, decoded)
            : target.Anchors.TryGetValue(decoded, out JsonNode? anchored) ? anchored : null;
        if (schema is null) return null;

        // A pointer may lead to a value that no keyword makes a schema; the reference does.
        if (schema.Resource is null) Index(schema, schema.Owner);
        return new SchemaLocation(schema, schema.Owner);
    }

    /// <summary>The resource that the URI of a reference leads to, or null.</summary>
    public SchemaResource? FindTarget(SchemaResource from, string uri) => FindResource(UriReference.Resolve(from.Uri, uri));

    private SchemaResource? FindResource(string uri)
    {
        if (_resources.TryGetValue(UriReference.ComparisonKey(uri), out SchemaResource? known)) return known;
        if ((options.Registry?.Find(uri) ?? Metaschemas.Find(uri)) is not { } registered) return null;
        SchemaDocument document = SchemaDocument.Parse(registered.Utf8, registered.Uri);
        return Add(document, registered.Uri, DialectOf(document.Root, _mainDialect)).Resource;
    }

    /// <summary>The dialect that <c>$schema</c> asks for.</summary>
    private SchemaDialect DialectOf(JsonNode schema, SchemaDialect fallback)
    {
        JsonNode? keyword = schema.IsObject ? schema["$schema"] : null;
        if (keyword is null) return fallback;
        if (!keyword.IsString) throw keyword.Error("$schema must be a string");
        string uri = keyword.String.TrimEnd('#');
        if (SchemaDialect.FromUri(uri) is { } published) return SchemaDialect.Of(published);
        _customDialects ??= new Dictionary<string, SchemaDialect>(StringComparer.Ordinal);
        if (!_customDialects.TryGetValue(uri, out SchemaDialect? custom)) _customDialects.Add(uri, custom = CustomDialect(uri, keyword));
        return custom;
    }

    /// <summary>The dialect of a registered metaschema: the published one in which its chain of metaschemas ends, with its choice of vocabularies.</summary>
    private SchemaDialect CustomDialect(string uri, JsonNode keyword)
    {
        Vocabularies? vocabularies = null;
        var passed = new HashSet<string>(StringComparer.Ordinal);
        while (passed.Add(uri))
        {
            if (options.Registry?.Find(uri) is not { } registered)
            {
                throw keyword.Error($"The dialect \"{uri}\" is not known, and no metaschema is registered under that URI");
            }

            JsonNode metaschema = SchemaDocument.Parse(registered.Utf8, registered.Uri).Root;
            if (!metaschema.IsObject || metaschema["$schema"] is not { IsString: true } parent) break;
            if (vocabularies is null && metaschema["$vocabulary"] is { IsObject: true } vocabulary) vocabularies = Chosen(vocabulary, keyword);
            uri = parent.String.TrimEnd('#');
            if (SchemaDialect.FromUri(uri) is { } published)
            {
                SchemaDialect @base = SchemaDialect.Of(published);
                return vocabularies is { } chosen ? @base with { Vocabularies = chosen } : @base;
            }
        }

        throw keyword.Error($"The metaschema \"{uri}\" does not declare its own dialect");
    }

    private static Vocabularies Chosen(JsonNode vocabulary, JsonNode at)
    {
        Vocabularies chosen = Vocabularies.Core;
        foreach (JsonNode entry in vocabulary.Children)
        {
            Vocabularies known = SchemaDialect.VocabularyOf(entry.Name!);
            if (known == Vocabularies.None && entry.Kind == JsonKind.True)
            {
                throw at.Error($"The metaschema requires the vocabulary \"{entry.Name}\", which is not known");
            }

            chosen |= known;
        }

        return chosen;
    }

    /// <summary>Finds the schemas in and below a schema, the resources that begin there, and their anchors. Without recursion, whatever the depth.</summary>
    private void Index(JsonNode start, SchemaResource around)
    {
        _unindexed.Push(new Unindexed(start, around, start.Document == _main));
        while (_unindexed.Count > 0)
        {
            Unindexed next = _unindexed.Pop();
            JsonNode schema = next.Schema;
            // A root is known by its resource before it is indexed. Anything else that is known has been here.
            if (schema.Resource is not null && schema.Parent is not null) continue;
            if (!schema.IsSchemaShaped) continue;
            SchemaResource resource = HasIdentity(schema) ? Identify(schema, next.Around) : next.Around;
            schema.Resource = resource;
            if (next.Counts) _schemas.Add(schema);
            IndexSubschemas(schema, resource, next.Counts);
        }
    }

    // From the last to the first, so that the stack yields them in document order.
    private void IndexSubschemas(JsonNode schema, SchemaResource resource, bool counts)
    {
        if (!schema.IsObject) return;
        bool onlyDefinitionsCount = resource.Dialect.RefStandsAlone && schema["$ref"] is not null;
        for (int i = schema.Children.Length - 1; i >= 0; i--)
        {
            JsonNode value = schema.Children[i];
            if (keywords(value.Name!, resource.Dialect) is not { Subschemas: not Subschemas.None } keyword) continue;
            bool count = counts && (!onlyDefinitionsCount || keyword.Name is "$defs" or "definitions");
            if ((keyword.Subschemas & (value.IsObject ? Subschemas.Map : value.IsArray ? Subschemas.List : Subschemas.None)) != 0)
            {
                for (int j = value.Children.Length - 1; j >= 0; j--) _unindexed.Push(new Unindexed(value.Children[j], resource, count));
            }
            else if ((keyword.Subschemas & Subschemas.Single) != 0)
            {
                _unindexed.Push(new Unindexed(value, resource, count));
            }
        }
    }

    // Most schemas have nothing of the kind, and one look at their names tells.
    private static bool HasIdentity(JsonNode schema)
    {
        foreach (JsonNode member in schema.Children)
        {
            if (member.Name is "$id" or "id" or "$anchor" or "$dynamicAnchor" or "$recursiveAnchor") return true;
        }

        return false;
    }

    private SchemaResource Identify(JsonNode schema, SchemaResource around)
    {
        SchemaResource resource = EnterResource(schema, around);
        NoteAnchors(schema, resource);
        return resource;
    }

    /// <summary>The resource that begins at a schema with an identifier; the one around it if it has none.</summary>
    private SchemaResource EnterResource(JsonNode schema, SchemaResource around)
    {
        SchemaDialect dialect = around.Root == schema ? around.Dialect : DialectOfEmbedded(schema, around);
        JsonNode? id = schema[dialect.IdKeyword];
        if (id is null || !id.IsString || (dialect.RefStandsAlone && schema["$ref"] is not null)) return around;
        (string uri, string? fragment) = UriReference.SplitFragment(id.String);
        if (uri.Length == 0 && fragment is { Length: > 0 })
        {
            if (dialect.RefStandsAlone) around.Anchors[UriReference.DecodeFragment(fragment)] = schema;
            else throw id.Error("$id must not have a fragment; use $anchor");
            return around;
        }

        if (fragment is { Length: > 0 } && !dialect.RefStandsAlone) throw id.Error("$id must not have a fragment; use $anchor");
        string absolute = UriReference.Resolve(around.Uri, uri);
        if (absolute == around.Uri && around.Root == schema) return around;
        var resource = new SchemaResource(absolute, schema, dialect);
        Register(absolute, resource);
        if (around.Root == schema) Register(around.Uri, resource);
        else if (dialect.Dialect != around.Dialect.Dialect && schema.Document == _main) _otherDialects.Add(resource);
        return resource;
    }

    // $schema counts where a resource begins, so it is read only beside an identifier.
    private SchemaDialect DialectOfEmbedded(JsonNode schema, SchemaResource around) =>
        (schema["$id"] ?? schema["id"]) is { IsString: true } ? DialectOf(schema, around.Dialect) : around.Dialect;

    private static void NoteAnchors(JsonNode schema, SchemaResource resource)
    {
        Dialects dialect = resource.Dialect.Flag;
        if ((dialect & Dialects.From201909) != 0 && schema["$anchor"] is { IsString: true } anchor) resource.Anchors[anchor.String] = schema;
        if (dialect == Dialects.Draft202012 && schema["$dynamicAnchor"] is { IsString: true } dynamic)
        {
            resource.Anchors[dynamic.String] = schema;
            resource.DynamicAnchors[dynamic.String] = schema;
        }

        if (dialect == Dialects.Draft201909 && resource.Root == schema && schema["$recursiveAnchor"] is { Kind: JsonKind.True })
        {
            resource.DynamicAnchors[""] = schema;
        }
    }

    /// <param name="Schema">A value where a schema is expected.</param>
    /// <param name="Around">The resource it is in.</param>
    /// <param name="Counts">Whether it is one of <see cref="Schemas"/>.</param>
    private sealed record Unindexed(JsonNode Schema, SchemaResource Around, bool Counts);
}
