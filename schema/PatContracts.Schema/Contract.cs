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
    private ConcurrentDictionary<JsonNode, SchemaNode>? _nodes;
    private SchemaCompiler? _compiler;

    internal Contract(SchemaStore store, SchemaDocument document, SchemaLocation location, ContractLoadOptions options, Plan plan)
    {
        _document = document;
        _options = options;
        _store = store;
        _location = location;
        _evaluator = new PayloadEvaluator(plan);
    }

    /// <summary>Loads and compiles a schema document.</summary>
    /// <exception cref="ContractLoadException">The document is not JSON, not a schema of its dialect, or refers to what is not there.</exception>
    public static Contract Load(ReadOnlySpan<byte> utf8Schema, ContractLoadOptions? options = null) => Load(utf8Schema.ToArray().AsMemory(), options);

    /// <inheritdoc cref="Load(ReadOnlySpan{byte}, ContractLoadOptions?)"/>
    public static Contract Load(string schema, ContractLoadOptions? options = null) => Load(Utf8Text.GetBytes(schema).AsMemory(), options);

    /// <summary>The same without a copy: the caller does not change the bytes any more.</summary>
    internal static Contract Load(ReadOnlyMemory<byte> utf8Schema, ContractLoadOptions? options, string? documentName = null)
    {
        options ??= ContractLoadOptions.Default;
        SchemaDocument document = SchemaDocument.Parse(utf8Schema, documentName ?? options.DocumentName, options.Converter);
        if (document.Description is not null) return OpenApiDocument.LoadContract(document, options);
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
        return new Contract(store, document, location, options, plan);
    }

    /// <summary>
    /// Loads and compiles a schema file. It may refer to other files of its folder, and of the folders in it, by relative paths; nothing else is read.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Settings. Registry, base URI and document name default to those of the file.</param>
    /// <param name="rootFolder">The folder in which files may be referred to. Default: the file's own.</param>
    /// <exception cref="ContractLoadException">The document is not JSON, not a schema of its dialect, or refers to what is not there.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Contract LoadFile(string path, ContractLoadOptions? options = null, string? rootFolder = null) =>
        Load(File.ReadAllBytes(path), (options ?? ContractLoadOptions.Default).ForFile(path, rootFolder));

    /// <summary>The schema's <c>$id</c>, or null where it has none.</summary>
    public string? Id => _location.Schema.IsObject && _location.Schema[_location.Resource.Dialect.IdKeyword] is { IsString: true } id ? id.String : null;

    /// <summary>The dialect of the schema.</summary>
    public Dialect Dialect => _location.Resource.Dialect.Dialect;

    /// <summary>The root schema, for introspection.</summary>
    public SchemaNode Root => NodeOf([_location]);

    /// <summary>The document that contains the schema, as it was loaded (UTF-8); if it was converted, as JSON.</summary>
    public ReadOnlyMemory<byte> Document => _document.Utf8;

    /// <summary>
    /// Returns the schema document with every document that it refers to embedded in it, as JSON Schema has it for compound documents: it can be used where nothing
    /// else is at hand. A document that refers to no other is returned as it is.
    /// </summary>
    public ReadOnlyMemory<byte> Bundle()
    {
        lock (_store)
        {
            return new SchemaBundler(_store, _document).Run();
        }
    }

    internal SchemaDocument MainDocument => _document;

    internal ContractLoadOptions Options => _options;

    internal PayloadEvaluator Evaluator => _evaluator;

    /// <summary>Whether the payload is JSON and keeps the contract. Stops at the first violation; allocates nothing when the payload is valid.</summary>
    public bool IsValid(ReadOnlySpan<byte> utf8Json, ValidationOptions? options = null) =>
        _evaluator.IsValid(utf8Json, options ?? ValidationOptions.Default);

    /// <summary>All violations, in document order, up to <see cref="ValidationOptions.MaxFindings"/>.</summary>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, ValidationOptions? options = null) =>
        _evaluator.Validate(utf8Json, options ?? ValidationOptions.Default);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte}, ValidationOptions?)"/>
    public bool IsValid(string json, ValidationOptions? options = null) => IsValid(Utf8Text.GetBytes(json), options);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte}, ValidationOptions?)"/>
    /// <remarks>Offsets are those of the string's UTF-8 form.</remarks>
    public ContractValidationResult Validate(string json, ValidationOptions? options = null) => Validate(Utf8Text.GetBytes(json), options);

    /// <summary>The plan of one schema of this contract.</summary>
    internal Plan Compile(SchemaLocation location)
    {
        // Resolving references records what it finds.
        lock (_store)
        {
            return Compiler.Compile(location);
        }
    }

    /// <summary>Where a reference keyword leads, seen from the resource it is in.</summary>
    internal SchemaLocation Follow(JsonNode reference, SchemaResource resource)
    {
        lock (_store)
        {
            return Compiler.Follow(reference, resource, Compiler.ScopeOf(resource)).Location;
        }
    }

    /// <summary>The node of schemas that apply together. A schema alone has one node, however many ways lead to it.</summary>
    internal SchemaNode NodeOf(SchemaLocation[] schemas) => schemas.Length == 1
        ? LazyInitializer.EnsureInitialized(ref _nodes, () => new())!.GetOrAdd(schemas[0].Schema, _ => new SchemaNode(this, schemas))
        : new SchemaNode(this, schemas);

    /// <summary>The location of a schema inside a known one.</summary>
    internal SchemaLocation Locate(JsonNode schema)
    {
        lock (_store)
        {
            return new SchemaLocation(schema, schema.Owner);
        }
    }

    // One for all introspection, so that schemas that lead to the same others share their plans.
    private SchemaCompiler Compiler => _compiler ??= new SchemaCompiler(_store, _document, _options) { AllowsUnknownDynamicAnchors = true };
}
