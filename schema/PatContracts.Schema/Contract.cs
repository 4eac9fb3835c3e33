using PatContracts.Schema.Compilation;
using PatContracts.Schema.Documents;
using PatContracts.Schema.Execution;
using PatContracts.Schema.Text;

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
    private readonly PlanNode _plan;
    private SchemaNode? _root;

    private Contract(SchemaDocument document, ContractLoadOptions options)
    {
        _document = document;
        _options = options;
        _store = new SchemaStore(options);
        _location = _store.AddMain(document);
        _plan = Compile(_location);
    }

    /// <summary>Loads and compiles a schema document.</summary>
    /// <exception cref="ContractLoadException">The document is not JSON, not a schema of its dialect, or refers to what is not there.</exception>
    public static Contract Load(ReadOnlySpan<byte> utf8Schema, ContractLoadOptions? options = null) => Load(utf8Schema.ToArray().AsMemory(), options);

    /// <inheritdoc cref="Load(ReadOnlySpan{byte}, ContractLoadOptions?)"/>
    public static Contract Load(string schema, ContractLoadOptions? options = null) => Load(Utf8Text.GetBytes(schema).AsMemory(), options);

    /// <summary>The same without a copy: the caller does not change the bytes any more.</summary>
    internal static Contract Load(ReadOnlyMemory<byte> utf8Schema, ContractLoadOptions? options)
    {
        options ??= ContractLoadOptions.Default;
        SchemaDocument document = SchemaDocument.Parse(utf8Schema, options.DocumentName);
        var contract = new Contract(document, options);
        if (options.CheckMetaschema) MetaschemaCheck.Run(document, contract._location.Resource.Dialect);
        return contract;
    }

    /// <summary>The document's <c>$id</c>, or null where it has none.</summary>
    public string? Id => _document.Root.IsObject && _document.Root[_location.Resource.Dialect.IdKeyword] is { IsString: true } id ? id.String : null;

    /// <summary>The dialect the document was read in.</summary>
    public Dialect Dialect => _location.Resource.Dialect.Dialect;

    /// <summary>The root schema, for introspection.</summary>
    public SchemaNode Root => _root ??= new SchemaNode(this, [_location]);

    /// <summary>The schema document, as it was loaded (UTF-8).</summary>
    public ReadOnlyMemory<byte> Document => _document.Utf8;

    internal SchemaDocument MainDocument => _document;

    internal ContractLoadOptions Options => _options;

    /// <summary>Whether the payload is JSON and keeps the contract. Stops at the first violation; allocates nothing when the payload is valid.</summary>
    public bool IsValid(ReadOnlySpan<byte> utf8Json, ValidationOptions? options = null) =>
        Validation.IsValid(_plan, utf8Json, options ?? ValidationOptions.Default);

    /// <summary>All violations, in document order, up to <see cref="ValidationOptions.MaxFindings"/>.</summary>
    public ValidationResult Validate(ReadOnlySpan<byte> utf8Json, ValidationOptions? options = null) =>
        Validation.Validate(_plan, utf8Json, options ?? ValidationOptions.Default);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte}, ValidationOptions?)"/>
    public bool IsValid(string json, ValidationOptions? options = null) => IsValid(Utf8Text.GetBytes(json), options);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte}, ValidationOptions?)"/>
    /// <remarks>Offsets are those of the string's UTF-8 form.</remarks>
    public ValidationResult Validate(string json, ValidationOptions? options = null) => Validate(Utf8Text.GetBytes(json), options);

    /// <summary>The plan of one schema of this contract.</summary>
    internal PlanNode Compile(SchemaLocation location)
    {
        // Resolving references notes what it finds.
        lock (_store)
        {
            return new SchemaCompiler(_store, _document, _options).Compile(location);
        }
    }

    /// <summary>Where a reference keyword leads, seen from the resource it stands in.</summary>
    internal SchemaLocation Follow(JsonNode reference, SchemaResource resource)
    {
        lock (_store)
        {
            return new SchemaCompiler(_store, _document, _options).Follow(reference, resource, DynamicScope.Empty.Enter(resource)).Location;
        }
    }

    /// <summary>The location of a schema inside one that is known.</summary>
    internal SchemaLocation Locate(JsonNode schema)
    {
        lock (_store)
        {
            return new SchemaLocation(schema, _store.Owner(schema));
        }
    }
}
