using PatContracts.Schema.Compilation;
using PatContracts.Schema.Compilation.Keywords;
using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Text.Numbers;
using PatContracts.Schema.Validation;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema;

/// <summary>
/// A schema of a contract, for code that analyzes contracts: <c>$ref</c> is resolved, <c>allOf</c> is merged, and the dialect makes no difference
/// (<c>nullable</c> of OpenAPI 3.0 appears as <see cref="JsonTypes.Null"/>). Safe for any number of threads.
/// </summary>
public sealed class SchemaNode
{
    private readonly Contract _contract;
    private readonly SchemaLocation[] _own;
    // All schemas that apply to the value: the schema itself, then the schemas that it refers to and those of allOf.
    private readonly Lazy<SchemaLocation[]> _parts;
    private readonly Lazy<IReadOnlyList<string>> _required;
    private readonly Lazy<PropertyTable> _properties;
    private readonly Lazy<IReadOnlyList<SchemaNode>> _alternatives;
    private readonly Lazy<PayloadEvaluator[]> _evaluators;
    // Incremented by one, so that 0 means not known yet.
    private volatile int _types;

    /// <param name="contract">The contract.</param>
    /// <param name="schemas">The schemas that apply together. <see cref="Contract.NodeOf"/> shares the nodes of single schemas.</param>
    internal SchemaNode(Contract contract, SchemaLocation[] schemas)
    {
        _contract = contract;
        _own = schemas;
        _parts = new Lazy<SchemaLocation[]>(Gather);
        _required = new Lazy<IReadOnlyList<string>>(FindRequired);
        _properties = new Lazy<PropertyTable>(FindProperties);
        _alternatives = new Lazy<IReadOnlyList<SchemaNode>>(FindAlternatives);
        _evaluators = new Lazy<PayloadEvaluator[]>(() => Array.ConvertAll(_own, schema => new PayloadEvaluator(contract.Compile(schema))));
    }

    /// <summary>
    /// The JSON Pointer of the schema in its document (preceded by the document's URI and <c>#</c> if that is not the contract's own document).
    /// </summary>
    public string Pointer
    {
        get
        {
            JsonNode schema = _parts.Value[0].Schema;
            return schema.Document == _contract.MainDocument ? schema.Pointer : schema.Document.Name + "#" + schema.Pointer;
        }
    }

    /// <summary>
    /// Identifies the schemas of the node: nodes that reach the same schemas through references have the same identity, wherever the references are.
    /// </summary>
    internal string Identity
    {
        get
        {
            SchemaLocation[] asserting = [.. _parts.Value.Where(part => !IsBareReference(part.Schema))];
            return string.Join(" ", (asserting.Length == 0 ? _parts.Value : asserting).Select(part => FormattableString.Invariant($"{part.Schema.Document.Name}#{part.Schema.Offset}")));
        }
    }

    private static bool IsBareReference(JsonNode schema) =>
        schema.IsObject && schema["$ref"] is not null && schema.Children.All(member => member.Name is "$ref" or "title" or "description" or "$comment");

    /// <summary>The types that a value may have, narrowed by <c>enum</c>, <c>const</c> and the alternatives of <c>anyOf</c> and <c>oneOf</c>.</summary>
    public JsonTypes Types => FindTypes();

    /// <summary>Whether <c>null</c> is allowed.</summary>
    public bool AllowsNull => (Types & JsonTypes.Null) != 0;

    /// <summary>The declared properties, in the order of the contract.</summary>
    public IReadOnlyList<SchemaProperty> Properties => _properties.Value.InOrder;

    /// <summary>The names of the required properties, in the order of the contract.</summary>
    public IReadOnlyList<string> Required => _required.Value;

    /// <summary>The schema of the elements of an array after those of <c>prefixItems</c>, or null if there is none.</summary>
    public SchemaNode? Items => Sub("items");

    /// <summary>The schema of undeclared properties, or null if there is none.</summary>
    public SchemaNode? AdditionalProperties => Sub("additionalProperties");

    /// <summary>
    /// The allowed values as JSON texts (<c>"IDENTITY"</c> with its quotation marks), or null if they are not enumerated. A <c>const</c> is a single allowed
    /// value.
    /// </summary>
    public IReadOnlyList<string>? EnumValues
    {
        get
        {
            if (Values("const").FirstOrDefault() is { } constant) return [Text(constant)];
            return Values("enum").FirstOrDefault(value => value.IsArray) is { } values ? [.. values.Children.Select(Text)] : null;
        }
    }

    /// <summary>The default value as JSON text, or null if there is none.</summary>
    public string? Default => GetKeyword("default");

    /// <summary>The <c>format</c>, or null.</summary>
    public string? Format => StringValue("format");

    /// <summary>The <c>minimum</c> of a number as JSON text, or null.</summary>
    public string? Minimum => GetKeyword("minimum");

    /// <summary>The <c>maximum</c> of a number as JSON text, or null.</summary>
    public string? Maximum => GetKeyword("maximum");

    /// <summary>The <c>title</c>, or null.</summary>
    public string? Title => StringValue("title");

    /// <summary>The <c>description</c>, or null.</summary>
    public string? Description => StringValue("description");

    /// <summary>The alternatives of <c>oneOf</c> or <c>anyOf</c>; empty if there are none.</summary>
    public IReadOnlyList<SchemaNode> Alternatives => _alternatives.Value;

    /// <summary>Returns the value of any other keyword as JSON text (an extension such as <c>x-pat-managed-flag</c>), or null if it is absent.</summary>
    public string? GetKeyword(string name) => Values(name).FirstOrDefault() is { } value ? Text(value) : null;

    /// <summary>Returns the declared property with a name, or null.</summary>
    public SchemaProperty? FindProperty(string name) => _properties.Value.ByName.TryGetValue(name, out SchemaProperty? property) ? property : null;

    /// <summary>Validates a JSON value against this schema alone.</summary>
    /// <param name="utf8Json">The value.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json) => Validate(utf8Json, null);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">The value.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, ValidationOptions? options)
    {
        ContractValidationResult result = ContractValidationResult.Valid;
        foreach (PayloadEvaluator evaluator in _evaluators.Value)
        {
            result = evaluator.Validate(utf8Json, options ?? ValidationOptions.Default);
            if (result.Findings.Count > 0) break;
        }

        return result;
    }

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <param name="json">The value.</param>
    public ContractValidationResult Validate(string json) => Validate(json, null);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <param name="json">The value.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(string json, ValidationOptions? options) => Validate(Utf8Text.GetBytes(json), options);

    private SchemaLocation[] Gather()
    {
        var parts = new List<SchemaLocation>();
        var seen = new HashSet<JsonNode>();
        // The next schema is on top, so that the target of a reference comes before the schemas after the reference.
        var pending = new Stack<SchemaLocation>();
        for (int i = _own.Length - 1; i >= 0; i--) pending.Push(_own[i]);
        var next = new List<SchemaLocation>();
        while (pending.Count > 0)
        {
            SchemaLocation location = pending.Pop();
            if (!seen.Add(location.Schema)) continue;
            bool isOnlyReference = location.Schema.IsObject && location.Resource.Dialect.RefStandsAlone && location.Schema["$ref"] is not null;
            if (!isOnlyReference) parts.Add(location);
            foreach (JsonNode member in location.Schema.IsObject ? location.Schema.Children : [])
            {
                switch (KeywordTable.Find(member.Name!, location.Resource.Dialect))
                {
                    case ReferenceKeyword:
                        next.Add(_contract.Follow(member, location.Resource));
                        break;
                    case AllOfKeyword when !isOnlyReference:
                        next.AddRange(member.Children.Select(_contract.Locate));
                        break;
                    default:
                        break;
                }
            }

            for (int i = next.Count - 1; i >= 0; i--) pending.Push(next[i]);
            next.Clear();
        }

        // A cycle of references without any schema is rejected by the loader.
        return parts.Count > 0 ? [.. parts] : _own;
    }

    /// <summary>Returns the values of a keyword in all parts that have it.</summary>
    private IEnumerable<JsonNode> Values(string keyword) =>
        _parts.Value.Where(part => part.Schema.IsObject).Select(part => part.Schema[keyword]).OfType<JsonNode>();

    private string? StringValue(string keyword) => Values(keyword).FirstOrDefault() is { IsString: true } value ? value.String : null;

    private static string Text(JsonNode value) => JsonStrings.Decode(value.Text);

    private SchemaNode? Sub(string keyword)
    {
        SchemaLocation[] schemas = [.. Values(keyword).Where(value => value.IsSchemaShaped).Select(Location)];
        return schemas.Length == 0 ? null : _contract.NodeOf(schemas);
    }

    /// <summary>The value of the schema's own <c>$ref</c>, or null.</summary>
    internal string? Reference => _own[0].Schema is { IsObject: true } schema && schema["$ref"] is { IsString: true } reference ? reference.String : null;

    /// <summary>Returns the schemas that a keyword of the dialect applies, one for each part that has it.</summary>
    internal IReadOnlyList<SchemaNode> Schemas(string keyword) => [.. KnownValues(keyword).Where(value => value.IsSchemaShaped).Select(At)];

    /// <summary>Returns the members of a keyword of the dialect whose value is an object.</summary>
    internal IEnumerable<JsonNode> Members(string keyword) => KnownValues(keyword).Where(value => value.IsObject).SelectMany(value => value.Children);

    /// <summary>Returns the elements of a keyword of the dialect whose value is a list.</summary>
    internal IEnumerable<JsonNode> Elements(string keyword) => KnownValues(keyword).Where(value => value.IsArray).SelectMany(value => value.Children);

    /// <summary>Returns the node of a schema in the contract's documents.</summary>
    internal SchemaNode At(JsonNode schema) => _contract.NodeOf([Location(schema)]);

    private IEnumerable<JsonNode> KnownValues(string keyword) => _parts.Value
        .Where(part => part.Schema.IsObject && KeywordTable.Find(keyword, part.Resource.Dialect) is not null)
        .Select(part => part.Schema[keyword])
        .OfType<JsonNode>();

    // A boolean can be used as a schema even in dialects without boolean schemas; it belongs to the enclosing resource.
    private SchemaLocation Location(JsonNode schema) => _contract.Locate(schema);

    private string[] FindRequired()
    {
        var directed = new DirectedProperties(_contract.Options.Direction, _contract.Follow);
        return
        [
            .. _parts.Value
                .Where(part => part.Schema.IsObject && part.Schema["required"] is { IsArray: true })
                .SelectMany(part => part.Schema["required"]!.Children
                    .Where(name => name.IsString)
                    .Select(name => name.String)
                    .Where(name => directed.IsRequired(part, name)))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private PropertyTable FindProperties()
    {
        var names = new List<string>();
        var schemas = new Dictionary<string, List<SchemaLocation>>(StringComparer.Ordinal);
        foreach (JsonNode member in Values("properties").Where(value => value.IsObject).SelectMany(value => value.Children))
        {
            if (!schemas.TryGetValue(member.Name!, out List<SchemaLocation>? declared))
            {
                schemas.Add(member.Name!, declared = []);
                names.Add(member.Name!);
            }

            declared.Add(Location(member));
        }

        var required = new HashSet<string>(Required, StringComparer.Ordinal);
        SchemaProperty[] inOrder = [.. names.Select(name => new SchemaProperty(name, _contract.NodeOf([.. schemas[name]]), required.Contains(name)))];
        return new PropertyTable(inOrder, inOrder.ToDictionary(property => property.Name, StringComparer.Ordinal));
    }

    private IReadOnlyList<SchemaNode> FindAlternatives() =>
        [.. Values("oneOf").Concat(Values("anyOf")).Where(value => value.IsArray).Take(1).SelectMany(value => value.Children).Select(At)];

    /// <summary>
    /// Determines the types of this node, after those of its alternatives. Alternatives can be nested through references to any depth and lead to the same
    /// schema repeatedly, so each is visited once and without recursion.
    /// </summary>
    private JsonTypes FindTypes()
    {
        if (_types != 0) return (JsonTypes)(_types - 1);
        var pending = new Stack<SchemaNode>();
        pending.Push(this);
        while (pending.Count > 0)
        {
            SchemaNode node = pending.Peek();
            int before = pending.Count;
            if (node._types == 0)
            {
                foreach (SchemaNode alternative in node.Alternatives)
                {
                    if (alternative._types == 0) pending.Push(alternative);
                }

                if (pending.Count > before) continue;
                node._types = (int)node.TypesFromAlternatives() + 1;
            }

            pending.Pop();
        }

        return (JsonTypes)(_types - 1);
    }

    private JsonTypes TypesFromAlternatives()
    {
        JsonTypes types = JsonTypes.Any;
        foreach (SchemaLocation part in _parts.Value)
        {
            types &= part.Schema.Kind switch
            {
                JsonKind.False => JsonTypes.None,
                JsonKind.True => JsonTypes.Any,
                _ => DeclaredTypes(part.Schema, part.Resource.Dialect),
            };
        }

        if (Alternatives.Count > 0) types &= Alternatives.Aggregate(JsonTypes.None, (sum, alternative) => sum | alternative.Types);
        return types;
    }

    private static JsonTypes DeclaredTypes(JsonNode schema, SchemaDialect dialect)
    {
        JsonTypes types = JsonTypes.Any;
        if (schema["type"] is { } type)
        {
            types = type.IsArray ? type.Children.Aggregate(JsonTypes.None, (sum, name) => sum | TypeKeyword.Parse(name)) : TypeKeyword.Parse(type);
            if (dialect.Dialect == Dialect.OpenApi30 && schema["nullable"] is { Kind: JsonKind.True }) types |= JsonTypes.Null;
        }

        if (schema["const"] is { } constant && KeywordTable.Find("const", dialect) is not null) types &= TypeOf(constant);
        if (schema["enum"] is { IsArray: true } values) types &= values.Children.Aggregate(JsonTypes.None, (sum, value) => sum | TypeOf(value));
        return types;
    }

    private static JsonTypes TypeOf(JsonNode value) => value.Kind switch
    {
        JsonKind.Null => JsonTypes.Null,
        JsonKind.True or JsonKind.False => JsonTypes.Boolean,
        JsonKind.Number => JsonNumber.Parse(value.Text).IsInteger ? JsonTypes.Integer : JsonTypes.Number,
        JsonKind.String => JsonTypes.String,
        JsonKind.Array => JsonTypes.Array,
        _ => JsonTypes.Object,
    };

    private sealed record PropertyTable(SchemaProperty[] InOrder, Dictionary<string, SchemaProperty> ByName);
}
