using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Documents;

/// <summary>The documents that one contract consists of: indexes their resources and anchors, and resolves references between them.</summary>
/// <param name="options">Settings.</param>
/// <param name="keywords">Looks up which keywords contain schemas.</param>
internal sealed class SchemaStore(ContractLoadOptions options, KeywordLookup keywords)
{
    // By the comparison keys of their URIs.
    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private Dictionary<string, SchemaDialect>? _customDialects;
    private readonly List<JsonNode> _schemas = [];
    private readonly List<SchemaResource> _otherDialects = [];
    private readonly Stack<Unindexed> _unindexed = new();
    private readonly HashSet<JsonNode> _checked = [];
    private readonly List<JsonNode> _targets = [];
    private readonly List<SchemaDocument> _unindexedDescriptions = [];
    private Dictionary<JsonNode, ContractLoadException>? _faults;
    private Dictionary<(SchemaResource, SchemaDialect), SchemaResource>? _inOtherDialects;
    private SchemaLocation? _anything;
    private SchemaDocument? _main;
    private SchemaDialect _mainDialect = SchemaDialect.Of(Dialect.Draft202012);

    /// <summary>
    /// The schemas of the contract's own document: every value that is the schema of a keyword or the target of a reference, except those that the dialect
    /// ignores next to <c>$ref</c>. Schemas of registered documents are not included.
    /// </summary>
    public IReadOnlyList<JsonNode> Schemas => _schemas;

    /// <summary>The resources embedded in the contract's own document whose dialect differs from that of the enclosing schema, in document order.</summary>
    public IReadOnlyList<SchemaResource> OtherDialects => _otherDialects;

    /// <summary>
    /// For a document that contains schemas without being one: the targets of references that have not been checked against a metaschema yet.
    /// </summary>
    public IReadOnlyList<JsonNode> UncheckedTargets => _targets;

    /// <summary>A schema that allows everything.</summary>
    public SchemaLocation Anything
    {
        get
        {
            if (_anything is not null) return _anything;
            JsonNode root = SchemaDocument.Parse("true"u8.ToArray(), null).Root;
            root.Resource = new SchemaResource(UriReference.DefaultBase, root, SchemaDialect.Of(Dialect.Draft202012));
            return _anything = new SchemaLocation(root, root.Resource);
        }
    }

    /// <summary>Adds the contract's own document.</summary>
    public SchemaLocation AddMain(SchemaDocument document)
    {
        _main = document;
        _mainDialect = DialectOf(document, _mainDialect);
        if (options.Dialect is { } chosen) _mainDialect = SchemaDialect.Of(chosen);
        return Add(document, options.BaseUri?.OriginalString ?? UriReference.DefaultBase, _mainDialect);
    }

    private SchemaLocation Add(SchemaDocument document, string baseUri, SchemaDialect dialect)
    {
        string location = UriReference.SplitFragment(baseUri).Uri;
        // OpenAPI 3.2 documents can specify their own identifier.
        JsonNode? self = document.Description is null ? null : document.Root["$self"];
        var resource = new SchemaResource(self is { IsString: true } ? UriReference.Resolve(location, self.String) : location, document.Root, dialect);
        if (self is not null) Register(location, resource);
        // A document without $id is known by the URI it came from; one with $id, by both.
        Register(resource.Uri, resource);
        // The root need not be a schema; using it as one is reported at that point.
        document.Root.Resource = resource;
        if (document.Description is null) Index(document.Root, resource);
        else _unindexedDescriptions.Add(document);
        return new SchemaLocation(document.Root, document.Root.Owner);
    }

    private void Register(string uri, SchemaResource resource) => _resources[UriReference.ComparisonKey(uri)] = resource;

    /// <summary>Returns the schema that a reference in a resource resolves to.</summary>
    /// <exception cref="ContractLoadException">There is no such schema.</exception>
    public SchemaLocation Resolve(SchemaResource from, string reference, JsonNode at)
    {
        if (Find(from, reference, at) is not { } location) throw Unresolvable(reference, at);
        if (_faults is not null && _faults.TryGetValue(location.Schema, out ContractLoadException? fault)) throw fault;
        if (location.Schema.Parent is null && location.Schema.Document.Description is { } description)
        {
            throw at.Error($"The reference \"{reference}\" refers to an {description.Name} document, which is not a schema; name a schema in it");
        }

        return location;
    }

    /// <summary>Returns the value, of any kind, that a reference resolves to, as seen from the document that contains it.</summary>
    /// <exception cref="ContractLoadException">There is no such value.</exception>
    public JsonNode ResolveValue(JsonNode reference)
    {
        (string uri, string? fragment) = UriReference.SplitFragment(reference.String);
        SchemaResource from = reference.Owner;
        SchemaResource? target = uri.Length == 0 ? from : FindResource(UriReference.Resolve(from.Uri, uri), from, reference);
        return (target is null ? null : JsonPointer.Find(target.Root, UriReference.DecodeFragment(fragment ?? ""))) ?? throw Unresolvable(reference.String, reference);
    }

    /// <summary>Returns the schema at a location of the contract's own document.</summary>
    /// <param name="fragment">A JSON Pointer, or the name of an anchor.</param>
    /// <exception cref="ContractLoadException">There is no such location.</exception>
    public SchemaLocation ResolveOwn(string fragment)
    {
        JsonNode root = _main!.Root;
        if (FindIn(root.Owner, fragment) is not { } location) throw root.Error($"There is nothing at \"{fragment}\" in this document");
        return location.Schema == root && _main.Description is { } description ? throw description.NoSchema(root) : location;
    }

    /// <summary>Indexes a value of a document as a schema.</summary>
    public SchemaLocation SchemaAt(JsonNode schema)
    {
        // A pointer may lead to a value that is not the schema of a keyword; the reference makes it a schema.
        if (schema.Resource is null) IndexTarget(schema);
        if (_main!.Description is not null) AddTarget(schema);
        return new SchemaLocation(schema, schema.Owner);
    }

    /// <summary>Returns the resource that the URI of a reference resolves to, or null.</summary>
    /// <param name="reference">The value of the reference.</param>
    /// <param name="uri">The reference without its fragment.</param>
    public SchemaResource? FindTarget(JsonNode reference, string uri) =>
        FindResource(UriReference.Resolve(reference.Owner.Uri, uri), reference.Owner, reference);

    /// <summary>Clears <see cref="UncheckedTargets"/> before a contract is compiled.</summary>
    public void ClearTargets() => _targets.Clear();

    /// <summary>Records that a target conforms to its metaschema, or the error if it does not, for later references to it.</summary>
    public void SetChecked(JsonNode target, ContractLoadException? fault)
    {
        if (fault is null) _checked.Add(target);
        else (_faults ??= [])[target] = fault;
    }

    // Schemas inside a target are checked together with it.
    private void AddTarget(JsonNode schema)
    {
        for (JsonNode? node = schema; node is not null; node = node.Parent)
        {
            if (_checked.Contains(node)) return;
        }

        _targets.Add(schema);
    }

    private ContractLoadException Unresolvable(string reference, JsonNode at)
    {
        string hint = options.Registry?.Unreadable is { } unreadable ? $". A document cannot be read: {unreadable}" : "";
        return at.Error($"The reference \"{reference}\" cannot be resolved: this document has no such location, and no document is registered under that URI{hint}");
    }

    private SchemaLocation? Find(SchemaResource from, string reference, JsonNode at)
    {
        (string uri, string? fragment) = UriReference.SplitFragment(reference);
        string absolute = uri.Length == 0 ? from.Uri : UriReference.Resolve(from.Uri, uri);
        SchemaResource? target = uri.Length == 0 ? from : FindResource(absolute, from, at);
        string decoded = UriReference.DecodeFragment(fragment ?? "");
        SchemaLocation? found = target is null ? null : FindIn(target, decoded);
        // Identifiers and anchors in the schemas of an API description are indexed on demand.
        if (found is not null || !IndexDescriptions()) return found;
        target ??= FindResource(absolute, from, at);
        return target is null ? null : FindIn(target, decoded);
    }

    private SchemaLocation? FindIn(SchemaResource target, string fragment)
    {
        JsonNode? schema = fragment.Length == 0 || fragment[0] == '/' ? JsonPointer.Find(target.Root, fragment) : Anchored(target, fragment);
        return schema is null ? null : SchemaAt(schema);
    }

    private static JsonNode? Anchored(SchemaResource target, string name) =>
        target.Anchors.TryGetValue(name, out JsonNode? schema) || target.DynamicAnchors.TryGetValue(name, out schema) ? schema : null;

    private SchemaResource? FindResource(string uri, SchemaResource from, JsonNode at)
    {
        if (_resources.TryGetValue(UriReference.ComparisonKey(uri), out SchemaResource? known)) return known;
        if (options.Registry is { } registry && at.IsString && registry.IsOutside(from.Uri, at.String))
        {
            throw at.Error($"The reference \"{at.String}\" leads outside the folder of files that can be referred to");
        }

        if ((options.Registry?.Find(uri, options.Converter) ?? Metaschemas.Find(uri)) is not { } registered) return null;
        SchemaDocument document = SchemaDocument.Parse(registered.Utf8, registered.Uri, options.Converter);
        // A document that does not name its dialect is in the dialect of the document that refers to it.
        return Add(document, registered.Uri, DialectOf(document, from.Dialect)).Resource;
    }

    private SchemaDialect DialectOf(SchemaDocument document, SchemaDialect fallback)
    {
        if (document.Description is not { } description) return DialectOf(document.Root, "$schema", fallback);
        if (description.Dialect is not { } dialect) throw description.Unsupported();
        return dialect == Dialect.OpenApi31 ? DialectOf(document.Root, "jsonSchemaDialect", SchemaDialect.Of(dialect)) : SchemaDialect.Of(dialect);
    }

    /// <summary>Returns the dialect that a keyword names.</summary>
    private SchemaDialect DialectOf(JsonNode schema, string name, SchemaDialect fallback)
    {
        JsonNode? keyword = schema.IsObject ? schema[name] : null;
        if (keyword is null) return fallback;
        if (!keyword.IsString) throw keyword.Error($"{name} must be a string");
        string uri = keyword.String.TrimEnd('#');
        if (SchemaDialect.FromUri(uri) is { } published) return SchemaDialect.Of(published);
        _customDialects ??= new Dictionary<string, SchemaDialect>(StringComparer.Ordinal);
        if (!_customDialects.TryGetValue(uri, out SchemaDialect? custom)) _customDialects.Add(uri, custom = CustomDialect(uri, keyword));
        return custom;
    }

    /// <summary>
    /// Returns the dialect of a registered metaschema: the published one at the end of its chain of metaschemas, with its own choice of vocabularies.
    /// </summary>
    private SchemaDialect CustomDialect(string uri, JsonNode keyword)
    {
        Vocabularies? vocabularies = null;
        var passed = new HashSet<string>(StringComparer.Ordinal);
        while (passed.Add(uri))
        {
            if (options.Registry?.Find(uri, options.Converter) is not { } registered)
            {
                throw keyword.Error($"The dialect \"{uri}\" is not known, and no metaschema is registered under that URI");
            }

            JsonNode metaschema = SchemaDocument.Parse(registered.Utf8, registered.Uri, options.Converter).Root;
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

    /// <summary>Indexes a schema that a reference leads to.</summary>
    private void IndexTarget(JsonNode schema)
    {
        if (schema.Document.Description is null)
        {
            Index(schema, schema.Owner);
            return;
        }

        // References in a component are resolved against the component's identifier.
        if (ComponentAround(schema) is { Resource: null } component) IndexEmbedded(component);
        if (schema.Resource is null) IndexEmbedded(schema);
    }

    /// <summary>Indexes a schema of an API description. It can name a dialect without having an identifier.</summary>
    private void IndexEmbedded(JsonNode schema)
    {
        SchemaResource around = schema.Owner;
        if (schema.IsObject && around.Dialect.Flag != Dialects.OpenApi30 && schema["$id"] is null)
        {
            SchemaDialect dialect = DialectOf(schema, "$schema", around.Dialect);
            if (dialect != around.Dialect)
            {
                _inOtherDialects ??= [];
                if (!_inOtherDialects.TryGetValue((around, dialect), out SchemaResource? other)) _inOtherDialects.Add((around, dialect), other = around.In(dialect));
                around = other;
            }
        }

        Index(schema, around);
    }

    private static JsonNode? ComponentAround(JsonNode schema)
    {
        for (JsonNode node = schema; node.Parent is { Parent: { Parent: { } root } components } schemas; node = node.Parent)
        {
            if (root.Parent is null) return schemas.Name == "schemas" && components.Name == "components" ? node : null;
        }

        return null;
    }

    /// <summary>Indexes the components of all API descriptions. Returns false if they are already indexed.</summary>
    private bool IndexDescriptions()
    {
        if (_unindexedDescriptions.Count == 0) return false;
        SchemaDocument[] documents = [.. _unindexedDescriptions];
        _unindexedDescriptions.Clear();
        foreach (SchemaDocument document in documents)
        {
            if (document.Root["components"] is not { IsObject: true } components || components["schemas"] is not { IsObject: true } schemas) continue;
            foreach (JsonNode schema in schemas.Children)
            {
                if (schema.Resource is null) IndexEmbedded(schema);
            }
        }

        return true;
    }

    /// <summary>Finds the schemas in and below a schema, the resources that begin there, and their anchors. Not recursive, whatever the depth.</summary>
    private void Index(JsonNode start, SchemaResource around)
    {
        _unindexed.Push(new Unindexed(start, around, start.Document == _main));
        while (_unindexed.Count > 0)
        {
            Unindexed next = _unindexed.Pop();
            JsonNode schema = next.Schema;
            // A root has a resource before it is indexed. Any other schema with a resource has been indexed already.
            if (schema.Resource is not null && schema.Parent is not null) continue;
            if (!schema.IsSchemaShaped) continue;
            SchemaResource resource = HasIdentity(schema) ? Identify(schema, next.Around) : next.Around;
            schema.Resource = resource;
            if (next.IsListed) _schemas.Add(schema);
            IndexSubschemas(schema, resource, next.IsListed);
        }
    }

    // From last to first, so that the stack yields them in document order.
    private void IndexSubschemas(JsonNode schema, SchemaResource resource, bool isListed)
    {
        if (!schema.IsObject) return;
        bool onlyDefinitionsCount = resource.Dialect.RefStandsAlone && schema["$ref"] is not null;
        for (int i = schema.Children.Length - 1; i >= 0; i--)
        {
            JsonNode value = schema.Children[i];
            if (keywords(value.Name!, resource.Dialect) is not { Subschemas: not Subschemas.None } keyword) continue;
            bool isValueListed = isListed && (!onlyDefinitionsCount || keyword.Name is "$defs" or "definitions");
            if ((keyword.Subschemas & Subschemas.MapOfMaps) != 0)
            {
                for (int j = value.Children.Length - 1; j >= 0; j--)
                {
                    JsonNode map = value.Children[j];
                    for (int k = map.Children.Length - 1; k >= 0; k--) _unindexed.Push(new Unindexed(map.Children[k], resource, isValueListed));
                }
            }
            else if ((keyword.Subschemas & (value.IsObject ? Subschemas.Map : value.IsArray ? Subschemas.List : Subschemas.None)) != 0)
            {
                for (int j = value.Children.Length - 1; j >= 0; j--) _unindexed.Push(new Unindexed(value.Children[j], resource, isValueListed));
            }
            else if ((keyword.Subschemas & Subschemas.Single) != 0)
            {
                _unindexed.Push(new Unindexed(value, resource, isValueListed));
            }
        }
    }

    // Most schemas have none of these; one pass over their names shows that.
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
        AddAnchors(schema, resource);
        return resource;
    }

    /// <summary>Returns the resource that begins at a schema with an identifier, or the enclosing one if it has none.</summary>
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

    // $schema applies at the start of a resource, so it is read only next to an identifier.
    private SchemaDialect DialectOfEmbedded(JsonNode schema, SchemaResource around) =>
        (schema["$id"] ?? schema["id"]) is { IsString: true } ? DialectOf(schema, "$schema", around.Dialect) : around.Dialect;

    private static void AddAnchors(JsonNode schema, SchemaResource resource)
    {
        Dialects dialect = resource.Dialect.Flag;
        if ((dialect & Dialects.From201909) != 0 && schema["$anchor"] is { IsString: true } anchor) resource.Anchors[anchor.String] = schema;
        if ((dialect & Dialects.From202012) != 0 && schema["$dynamicAnchor"] is { IsString: true } dynamic)
        {
            // In v1 the two kinds of anchors have separate names.
            if (dialect != Dialects.V1) resource.Anchors[dynamic.String] = schema;
            resource.DynamicAnchors[dynamic.String] = schema;
        }

        if (dialect == Dialects.Draft201909 && resource.Root == schema && schema["$recursiveAnchor"] is { Kind: JsonKind.True })
        {
            resource.DynamicAnchors[""] = schema;
        }
    }

    /// <param name="Schema">A value where a schema is expected.</param>
    /// <param name="Around">The enclosing resource.</param>
    /// <param name="IsListed">Whether it is included in <see cref="Schemas"/>.</param>
    private sealed record Unindexed(JsonNode Schema, SchemaResource Around, bool IsListed);
}
