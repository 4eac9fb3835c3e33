using PatContracts.Schema.Compilation;

namespace PatContracts.Schema.Documents;

/// <summary>The documents that take part in one contract: finds their resources and anchors, and resolves references among them.</summary>
internal sealed class SchemaStore(ContractLoadOptions options)
{
    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonNode, SchemaResource> _owners = [];

    /// <summary>Adds the contract's own document.</summary>
    public SchemaLocation AddMain(SchemaDocument document)
    {
        string baseUri = options.BaseUri?.OriginalString ?? UriReference.DefaultBase;
        SchemaDialect dialect = options.Dialect is { } chosen ? SchemaDialect.Of(chosen) : DialectOf(document.Root, SchemaDialect.Of(Dialect.Draft202012));
        return Add(document, baseUri, dialect);
    }

    private SchemaLocation Add(SchemaDocument document, string baseUri, SchemaDialect dialect)
    {
        var resource = new SchemaResource(UriReference.SplitFragment(baseUri).Uri, document.Root, dialect);
        // A document without $id is known by where it came from; one with $id by both.
        _resources[resource.Uri] = resource;
        // The root may be no schema at all; whoever uses it as one says so, at its place.
        _owners[document.Root] = resource;
        Index(document.Root, resource);
        return new SchemaLocation(document.Root, Owner(document.Root));
    }

    /// <summary>The resource a schema belongs to.</summary>
    public SchemaResource Owner(JsonNode schema)
    {
        for (JsonNode? node = schema; node is not null; node = node.Parent)
        {
            if (_owners.TryGetValue(node, out SchemaResource? resource)) return resource;
        }

        throw new InvalidOperationException("The value belongs to no indexed document.");
    }

    /// <summary>What a reference in a resource leads to.</summary>
    /// <exception cref="ContractLoadException">Nothing is there.</exception>
    public SchemaLocation Resolve(SchemaResource from, string reference, JsonNode at) =>
        TryResolve(from, reference, out SchemaLocation location)
            ? location
            : throw at.Error($"The reference \"{reference}\" leads nowhere: no such place in this document, and nothing is registered under that URI");

    private bool TryResolve(SchemaResource from, string reference, out SchemaLocation location)
    {
        location = default;
        (string uri, string? fragment) = UriReference.SplitFragment(reference);
        string absolute = UriReference.Resolve(from.Uri, uri);
        SchemaResource? target = absolute == from.Uri ? from : FindResource(absolute);
        if (target is null) return false;

        string decoded = UriReference.DecodeFragment(fragment ?? "");
        JsonNode? schema = decoded.Length == 0 || decoded[0] == '/'
            ? JsonPointer.Find(target.Root, decoded)
            : target.Anchors.TryGetValue(decoded, out JsonNode? anchored) ? anchored : null;
        if (schema is null) return false;

        // A pointer may lead to a place that is no schema by any keyword; it becomes one by being referred to.
        SchemaResource owner = Owner(schema);
        if (!_owners.ContainsKey(schema)) Index(schema, owner);
        location = new SchemaLocation(schema, Owner(schema));
        return true;
    }

    private SchemaResource? FindResource(string uri)
    {
        if (_resources.TryGetValue(uri, out SchemaResource? known)) return known;
        ReadOnlyMemory<byte>? text = options.Registry?.Find(uri) ?? Metaschemas.Find(uri);
        if (text is not { } utf8) return null;
        SchemaDocument document = SchemaDocument.Parse(utf8, uri);
        SchemaDialect fallback = SchemaDialect.Of(options.Dialect ?? Dialect.Draft202012);
        if (_resources.Count > 0) fallback = _resources.Values.First().Dialect;
        return Add(document, uri, DialectOf(document.Root, fallback)).Resource;
    }

    /// <summary>The dialect that <c>$schema</c> asks for.</summary>
    private SchemaDialect DialectOf(JsonNode schema, SchemaDialect fallback)
    {
        JsonNode? keyword = schema.IsObject ? schema["$schema"] : null;
        if (keyword is null) return fallback;
        if (!keyword.IsString) throw keyword.Error("$schema must be a string");
        string uri = keyword.String.TrimEnd('#');
        if (SchemaDialect.FromUri(uri) is { } published) return SchemaDialect.Of(published);

        ReadOnlyMemory<byte>? text = options.Registry?.Find(uri);
        if (text is not { } utf8) throw keyword.Error($"The dialect \"{uri}\" is not known, and no metaschema is registered under that URI");
        JsonNode metaschema = SchemaDocument.Parse(utf8, uri).Root;
        if (metaschema["$schema"] is not { IsString: true } parent || parent.String.TrimEnd('#') == uri)
        {
            throw keyword.Error($"The metaschema \"{uri}\" does not say its own dialect");
        }

        SchemaDialect @base = DialectOf(metaschema, fallback);
        return metaschema["$vocabulary"] is { IsObject: true } vocabulary ? @base with { Vocabularies = Chosen(vocabulary, keyword) } : @base;
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

    /// <summary>Walks the schemas of a document and notes where resources begin and what the anchors are.</summary>
    private void Index(JsonNode schema, SchemaResource resource)
    {
        if (!schema.IsObject)
        {
            if (schema.IsBoolean) _owners[schema] = resource;
            return;
        }

        resource = EnterResource(schema, resource);
        _owners[schema] = resource;
        SchemaDialect dialect = resource.Dialect;
        NoteAnchors(schema, resource);
        foreach (JsonNode member in schema.Children)
        {
            if (KeywordTable.Find(member.Name!, dialect) is { } keyword) IndexSubschemas(member, keyword.Subschemas, resource);
        }
    }

    private void IndexSubschemas(JsonNode value, Subschemas shape, SchemaResource resource)
    {
        if ((shape & Subschemas.Single) != 0 && value.IsSchemaShaped && (shape & Subschemas.Map) == 0) Index(value, resource);
        if (((shape & Subschemas.List) != 0 && value.IsArray) || ((shape & Subschemas.Map) != 0 && value.IsObject))
        {
            foreach (JsonNode child in value.Children)
            {
                if (child.IsSchemaShaped) Index(child, resource);
            }
        }
    }

    /// <summary>The resource that begins at a schema with an identifier; the one around it where it has none.</summary>
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
        _resources[absolute] = resource;
        if (around.Root == schema) _resources[around.Uri] = resource;
        return resource;
    }

    // $schema counts where a resource begins, so it is read only beside an identifier.
    private SchemaDialect DialectOfEmbedded(JsonNode schema, SchemaResource around) =>
        schema["$schema"] is { IsString: true } && (schema["$id"] ?? schema["id"]) is { IsString: true } ? DialectOf(schema, around.Dialect) : around.Dialect;

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
}
