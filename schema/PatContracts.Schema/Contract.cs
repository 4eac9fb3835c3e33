using System.Collections.Concurrent;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Validation;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema;

/// <summary>
/// A JSON Schema, loaded and compiled. Immutable and safe for any number of threads.
/// </summary>
public sealed partial class Contract
{
    private readonly SchemaDocument _document;
    private readonly SchemaStore _store;
    private readonly ContractLoadOptions _options;
    private readonly SchemaLocation _location;
    private readonly PayloadEvaluator _evaluator;
    private readonly SchemaWarnings _schemaWarnings;
    private ConcurrentDictionary<JsonNode, SchemaNode>? _nodes;
    private SchemaCompiler? _compiler;
    private IReadOnlyList<ContractWarning>? _warnings;

    internal Contract(SchemaStore store, SchemaDocument document, SchemaLocation location, ContractLoadOptions options, Plan plan, SchemaWarnings warnings)
    {
        _schemaWarnings = warnings;
        _document = document;
        _options = options;
        _store = store;
        _location = location;
        _evaluator = new PayloadEvaluator(plan);
    }

    /// <summary>Loads and compiles a schema document.</summary>
    /// <param name="utf8Schema">The schema document.</param>
    /// <exception cref="ContractLoadException">The document is not JSON, not a schema of its dialect, or has an unresolvable reference.</exception>
    public static Contract Load(ReadOnlySpan<byte> utf8Schema) => Load(utf8Schema, null);

    /// <inheritdoc cref="Load(ReadOnlySpan{byte})"/>
    /// <param name="utf8Schema">The schema document.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public static Contract Load(ReadOnlySpan<byte> utf8Schema, ContractLoadOptions? options) => Load(utf8Schema.ToArray().AsMemory(), options, null);

    /// <inheritdoc cref="Load(ReadOnlySpan{byte})"/>
    /// <param name="schema">The schema document.</param>
    public static Contract Load(string schema) => Load(schema, null);

    /// <inheritdoc cref="Load(ReadOnlySpan{byte})"/>
    /// <param name="schema">The schema document.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public static Contract Load(string schema, ContractLoadOptions? options) => Load(Utf8Text.GetBytes(schema).AsMemory(), options, null);

    /// <summary>Loads a schema document without copying it: the caller must not change the bytes afterwards.</summary>
    internal static Contract Load(ReadOnlyMemory<byte> utf8Schema, ContractLoadOptions? options, string? documentName)
    {
        options ??= ContractLoadOptions.Default;
        SchemaDocument document = SchemaDocument.Parse(utf8Schema, documentName ?? options.DocumentName, options.Converter);
        if (document.Description is not null) return OpenApiContracts.LoadContract(document, options);
        var store = new SchemaStore(options, KeywordTable.Find);
        SchemaLocation location = store.AddMain(document);
        var compiler = new SchemaCompiler(store, document, options);
        SchemaDialect dialect = location.Resource.Dialect;
        Plan plan;
        if (string.IsNullOrEmpty(options.Pointer))
        {
            plan = compiler.CompileDocument(location);
        }
        else
        {
            location = store.ResolveOwn(SchemaAddress.ParseFragment(options.Pointer!, document));
            plan = compiler.Compile(location);
        }

        if (options.CheckMetaschema) MetaschemaCheck.Run(document.Root, dialect, store.OtherDialects);
        return new Contract(store, document, location, options, plan, compiler.WarningsOf(plan, location));
    }

    /// <summary>
    /// Loads and compiles a schema file. It may refer to other files in its folder and its subfolders by relative paths; nothing else is read.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Settings. The registry, base URI and document name default to those of the file.</param>
    /// <param name="rootFolder">The folder that contains every file that may be referred to. Default: the folder of the file.</param>
    /// <exception cref="ContractLoadException">The document is not JSON, not a schema of its dialect, or has an unresolvable reference.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Contract LoadFile(string path, ContractLoadOptions? options = null, string? rootFolder = null) =>
        Load(File.ReadAllBytes(path), (options ?? ContractLoadOptions.Default).ForFile(path, rootFolder));

    /// <summary>The schema's <c>$id</c>, or null if it has none.</summary>
    public string? Id => _location.Schema.IsObject && _location.Schema[_location.Resource.Dialect.IdKeyword] is { IsString: true } id ? id.String : null;

    /// <summary>
    /// Probable mistakes in the schema and the schemas it refers to that do not prevent loading, in document order: a schema that asserts nothing, misspelled
    /// keywords, keywords of other dialects, keywords without effect. <see cref="SchemaLinter"/> finds more.
    /// </summary>
    public IReadOnlyList<ContractWarning> Warnings
    {
        get
        {
            lock (_store)
            {
                return _warnings ??= _schemaWarnings.Find();
            }
        }
    }

    /// <summary>The dialect of the schema.</summary>
    public Dialect Dialect => _location.Resource.Dialect.Dialect;

    /// <summary>
    /// The direction in which payloads travel, which decides whether <c>readOnly</c> and <c>writeOnly</c> properties of OpenAPI can be required.
    /// </summary>
    public ContractDirection Direction => _options.Direction;

    /// <summary>The root schema, for introspection.</summary>
    public SchemaNode Root => NodeOf([_location]);

    /// <summary>The document that contains the schema, as it was loaded (UTF-8); as JSON if it was converted.</summary>
    public ReadOnlyMemory<byte> Document => _document.Utf8;

    /// <summary>The name used in messages: the name in the catalog or of the document, otherwise the <see cref="Id"/>, otherwise <c>(unnamed)</c>.</summary>
    public string Name => _document.Name ?? Id ?? "(unnamed)";

    /// <summary>Gets a document that the contract's references can name, and returns whether it is known.</summary>
    /// <param name="uri">The URI of the document, without a fragment.</param>
    /// <param name="document">The document as it was registered (UTF-8).</param>
    public bool TryGetDocument(string uri, out ReadOnlyMemory<byte> document)
    {
        RegisteredSchema? found = _options.Registry?.Find(uri, _options.Converter);
        document = found?.Utf8 ?? default;
        return found is not null;
    }

    /// <summary>
    /// Returns the schema document with every document that it refers to embedded in it, as a self-contained compound schema document. A document without such
    /// references is returned unchanged. For an OpenAPI document, the schema and the schemas it refers to are returned. The result names the contract's
    /// dialect; if the contract has a <see cref="Direction"/>, <c>required</c> lists the properties required in that direction.
    /// </summary>
    /// <exception cref="InvalidOperationException"> The contract is part of a schema document, or depends on a dynamic scope of its OpenAPI document.
    /// </exception>
    public ReadOnlyMemory<byte> Bundle()
    {
        lock (_store)
        {
            if (_document.Description is not null) return new SchemaExtractor(_store, Compiler.Directed.IsRequired).Run(_location);
            if (_location.Schema != _document.Root) throw new InvalidOperationException("Part of a schema document cannot be bundled; bundle the document.");
            return new SchemaBundler(_store, _document, Compiler.Directed.IsRequired).Run();
        }
    }

    /// <summary>The schemas of the document.</summary>
    internal IReadOnlyList<JsonNode> Schemas => _store.Schemas;

    /// <summary>Returns the node of a schema of the document.</summary>
    internal SchemaNode Node(JsonNode schema) => NodeOf([Locate(schema)]);

    internal SchemaDocument MainDocument => _document;

    internal ContractLoadOptions Options => _options;

    internal PayloadEvaluator Evaluator => _evaluator;

    /// <summary>
    /// Returns whether a payload is JSON and conforms to the contract. Stops at the first violation; allocates nothing if the payload is valid.
    /// </summary>
    /// <param name="utf8Json">The payload.</param>
    public bool IsValid(ReadOnlySpan<byte> utf8Json) => IsValid(utf8Json, null);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public bool IsValid(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) => _evaluator.IsValid(utf8Json, options ?? ValidationOptions.Default);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <param name="json">The payload.</param>
    public bool IsValid(string json) => IsValid(json, null);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <param name="json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public bool IsValid(string json, ValidationOptions? options) => IsValid(Utf8Text.GetBytes(json), options);

    /// <summary>Returns all violations, in document order, up to <see cref="ValidationOptions.MaxFindings"/>.</summary>
    /// <param name="utf8Json">The payload.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json) => Validate(utf8Json, null);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) =>
        _evaluator.Validate(utf8Json, options ?? ValidationOptions.Default);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <remarks>Offsets refer to the UTF-8 form of the string.</remarks>
    /// <param name="json">The payload.</param>
    public ContractValidationResult Validate(string json) => Validate(json, null);

    /// <inheritdoc cref="Validate(string)"/>
    /// <param name="json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(string json, ValidationOptions? options) => Validate(Utf8Text.GetBytes(json), options);

    /// <summary>Compiles a schema of this contract.</summary>
    internal Plan Compile(SchemaLocation location)
    {
        // Resolving references adds to the store.
        lock (_store)
        {
            return Compiler.Compile(location);
        }
    }

    /// <summary>Returns the target of a reference keyword, as seen from the resource that contains it.</summary>
    internal SchemaLocation Follow(JsonNode reference, SchemaResource resource)
    {
        lock (_store)
        {
            return Compiler.Follow(reference, resource, Compiler.ScopeOf(resource)).Location;
        }
    }

    /// <summary>Returns the node of schemas that apply together. A single schema has one node, however it is reached.</summary>
    internal SchemaNode NodeOf(SchemaLocation[] schemas) => schemas.Length == 1
        ? LazyInitializer.EnsureInitialized(ref _nodes, () => new())!.GetOrAdd(schemas[0].Schema, _ => new SchemaNode(this, schemas))
        : new SchemaNode(this, schemas);

    /// <summary>Returns the location of a schema of a known resource.</summary>
    internal SchemaLocation Locate(JsonNode schema)
    {
        lock (_store)
        {
            return new SchemaLocation(schema, schema.Owner);
        }
    }

    // Shared by all introspection, so that schemas share the plans of the schemas they refer to.
    private SchemaCompiler Compiler => _compiler ??= new SchemaCompiler(_store, _document, _options) { AllowsUnknownDynamicAnchors = true };
}
