using PatContracts.Schema.Compilation;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>
/// The contracts in an OpenAPI document, 3.0 to 3.2: of its schemas, and of the requests and responses of its operations. A contract is compiled on first use,
/// with only the schemas that it refers to. Immutable, and safe for any number of threads.
/// </summary>
public sealed class OpenApiContracts
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    private readonly SchemaDocument _document;
    private readonly ContractLoadOptions _options;
    private readonly SchemaStore _store;
    private readonly ApiDescription _description;
    // By direction. Contracts with the same direction share the plans of the schemas they refer to.
    private readonly SchemaCompiler?[] _compilers = new SchemaCompiler?[3];
    private readonly Dictionary<(JsonNode Schema, ContractDirection Direction), Contract> _contracts = [];
    private readonly Lazy<IReadOnlyList<OpenApiOperationContracts>> _operations;

    private OpenApiContracts(SchemaDocument document, ContractLoadOptions options)
    {
        _document = document;
        _options = options;
        _description = document.Description ?? throw document.Root.Error("This is not an OpenAPI document: it has no member \"openapi\"");
        _store = new SchemaStore(options, KeywordTable.Find);
        _store.AddMain(document);
        _operations = new Lazy<IReadOnlyList<OpenApiOperationContracts>>(FindOperations, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Loads an OpenAPI document.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="options">Settings. A <see cref="ContractLoadOptions.Pointer"/> is ignored.</param>
    /// <exception cref="ContractLoadException">The document is not JSON, or not an OpenAPI document of a supported version.</exception>
    public static OpenApiContracts Load(ReadOnlySpan<byte> utf8, ContractLoadOptions? options = null)
    {
        options ??= ContractLoadOptions.Default;
        return new OpenApiContracts(SchemaDocument.Parse(utf8.ToArray(), options.DocumentName, options.Converter), options);
    }

    /// <summary>
    /// Loads an OpenAPI document from a file. It may refer to other files in its folder and its subfolders by relative paths; nothing else is read.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Settings. The registry, base URI and document name default to those of the file.</param>
    /// <param name="rootFolder">The folder that contains every file that may be referred to. Default: the folder of the file.</param>
    /// <exception cref="ContractLoadException">The document is not JSON, or not an OpenAPI document of a supported version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OpenApiContracts LoadFile(string path, ContractLoadOptions? options = null, string? rootFolder = null) =>
        Load(File.ReadAllBytes(path), (options ?? ContractLoadOptions.Default).ForFile(path, rootFolder));

    /// <summary>The OpenAPI version of the document: <c>3.0</c>, <c>3.1</c> or <c>3.2</c>.</summary>
    public string Version => _description.Name.Substring("OpenAPI ".Length);

    /// <summary>The dialect of the document's schemas, unless they name another.</summary>
    public Dialect Dialect => _document.Root.Resource!.Dialect.Dialect;

    /// <summary>The names of the schemas under <c>#/components/schemas</c>, in document order.</summary>
    public IReadOnlyList<string> SchemaNames =>
        Member(Member(_document.Root, "components"), "schemas") is { } schemas ? [.. schemas.Children.Select(static schema => schema.Name!)] : [];

    /// <summary>
    /// The paths of the server URLs, which precede the paths of operations: <c>/v3</c> for <c>https://api.example.com/v3</c>. One empty path if there are no
    /// servers.
    /// </summary>
    public IReadOnlyList<string> BasePaths => BasePathsOf(_document.Root) ?? [""];

    /// <summary>The operations of the document's paths, in document order.</summary>
    /// <exception cref="ContractLoadException">A path refers to a location that does not exist.</exception>
    public IReadOnlyList<OpenApiOperationContracts> Operations => _operations.Value;

    /// <summary>Returns the operation with a method and path, or null.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path as written in the document: <c>/tokens/{id}</c>.</param>
    public OpenApiOperationContracts? FindOperation(string method, string path) => Operations.FirstOrDefault(operation =>
        operation.Path == path && string.Equals(operation.Method, method, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Returns the contract of a schema in the document, or of an operation's response or request: <c>#/components/schemas/Token</c>, <c>GET /tokens 200</c>,
    /// <c>POST /tokens request</c>.
    /// </summary>
    /// <exception cref="ContractLoadException">There is no such schema, or it cannot be compiled.</exception>
    public Contract GetContract(string pointer) => SchemaAddress.Parse(pointer, _document) switch
    {
        SchemaAddress.Operation operation => OfOperation(operation),
        SchemaAddress.Fragment fragment => OfFragment(fragment),
        _ => throw new InvalidOperationException("This kind of address is not supported."),
    };

    /// <summary>Returns the contract of a document that has been parsed.</summary>
    internal static Contract LoadContract(SchemaDocument document, ContractLoadOptions options) =>
        string.IsNullOrEmpty(options.Pointer) ? throw document.Description!.NoSchema(document.Root) : new OpenApiContracts(document, options).GetContract(options.Pointer!);

    /// <summary>Returns the contract of a schema, which is compiled at the first call.</summary>
    internal Contract ContractOf(JsonNode schema, ContractDirection direction)
    {
        lock (_store)
        {
            if (_contracts.TryGetValue((schema, direction), out Contract? known)) return known;
            ContractLoadOptions options = _options with { Direction = direction };
            SchemaCompiler compiler = _compilers[(int)direction] ??= new SchemaCompiler(_store, _document, options);
            _store.ClearTargets();
            try
            {
                SchemaLocation location = _store.SchemaAt(schema);
                if (!location.Schema.IsSchemaShaped) throw schema.Error("Expected a schema");
                Plan plan = compiler.Compile(location);
                if (options.CheckMetaschema) CheckTargets();
                var contract = new Contract(_store, _document, location, options, plan, compiler.WarningsOf(plan, location));
                _contracts.Add((schema, direction), contract);
                return contract;
            }
            catch (ContractLoadException)
            {
                // Some of its plans may be incomplete.
                _compilers[(int)direction] = null;
                throw;
            }
        }
    }

    /// <summary>Follows references to a value that is not a reference.</summary>
    internal JsonNode Dereference(JsonNode value)
    {
        const int MaxReferences = 32;
        lock (_store)
        {
            for (int i = 0; value.IsObject && value["$ref"] is { IsString: true } reference; i++)
            {
                if (i == MaxReferences) throw reference.Error($"The chain of references is longer than {MaxReferences}");
                value = _store.ResolveValue(reference);
            }

            return value;
        }
    }

    private void CheckTargets()
    {
        foreach (JsonNode target in _store.UncheckedTargets)
        {
            try
            {
                MetaschemaCheck.Run(target, target.Owner.Dialect, _store.OtherDialects);
                _store.SetChecked(target, null);
            }
            catch (ContractLoadException fault)
            {
                _store.SetChecked(target, fault);
                throw;
            }
        }
    }

    private Contract OfFragment(SchemaAddress.Fragment fragment)
    {
        JsonNode schema;
        lock (_store)
        {
            schema = _store.ResolveOwn(fragment.Text).Schema;
        }

        return ContractOf(schema, _options.Direction);
    }

    private Contract OfOperation(SchemaAddress.Operation address)
    {
        OpenApiOperationContracts operation = FindOperation(address.Method, address.Path) ?? throw NoOperation(address);
        bool isRequest = string.Equals(address.Body, "request", StringComparison.OrdinalIgnoreCase);
        OpenApiBodyContracts body = (isRequest ? operation.Request : operation.FindResponse(address.Body))
            ?? throw operation.Node.Error(isRequest ? "The operation takes no request body" : $"The operation has no response {address.Body}");
        return body.GetContract() ?? throw body.Node.Error($"The {(isRequest ? "request" : "response " + body.Status)} has no schema for JSON");
    }

    private ContractLoadException NoOperation(SchemaAddress.Operation address)
    {
        JsonNode at = Member(_document.Root, "paths") ?? _document.Root;
        string[] methods = [.. Operations.Where(operation => operation.Path == address.Path).Select(static operation => operation.Method)];
        string hint = methods.Length == 0 ? "" : $"; that path has {string.Join(", ", methods)}";
        return at.Error($"There is no operation {address.Method.ToUpperInvariant()} {address.Path} in this document{hint}");
    }

    private List<OpenApiOperationContracts> FindOperations()
    {
        var operations = new List<OpenApiOperationContracts>();
        var known = new HashSet<(string Path, string Method)>();
        foreach (JsonNode path in Member(_document.Root, "paths")?.Children ?? [])
        {
            if (path.Name![0] != '/') continue;
            // Operations next to a reference are included.
            JsonNode target = Dereference(path);
            AddOperations(operations, known, path.Name, path);
            if (target != path) AddOperations(operations, known, path.Name, target);
        }

        return operations;
    }

    private void AddOperations(List<OpenApiOperationContracts> operations, HashSet<(string Path, string Method)> known, string path, JsonNode item)
    {
        if (!item.IsObject) throw item.Error("A path must be an object");
        foreach (JsonNode member in item.Children.Concat(Member(item, "additionalOperations")?.Children ?? []))
        {
            bool isOperation = Array.IndexOf(Methods, member.Name) >= 0 || member.Parent!.Name == "additionalOperations";
            if (!isOperation || !member.IsObject) continue;
            string method = member.Name!.ToUpperInvariant();
            if (known.Add((path, method))) operations.Add(new OpenApiOperationContracts(this, method, path, member));
        }
    }

    private static JsonNode? Member(JsonNode? node, string name) => node is { IsObject: true } && node[name] is { IsObject: true } member ? member : null;

    /// <summary>Returns the paths of the servers of a document, a path or an operation; null if it names no servers.</summary>
    internal static IReadOnlyList<string>? BasePathsOf(JsonNode node)
    {
        if (!node.IsObject || node["servers"] is not { IsArray: true, Children.Length: > 0 } servers) return null;
        return [.. servers.Children.Select(static server => server.IsObject && server["url"] is { IsString: true } url ? PathOf(url.String) : "").Distinct(StringComparer.Ordinal)];
    }

    private static string PathOf(string url)
    {
        // A relative reference may have no host: /v3.
        int slashes = url.IndexOf("//", StringComparison.Ordinal);
        bool hasHost = slashes == 0 || (slashes > 0 && url[slashes - 1] == ':');
        int start = url.IndexOf('/', hasHost ? slashes + 2 : 0);
        return start < 0 ? "" : url.Substring(start).TrimEnd('/');
    }
}
