using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Text.Numbers;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>Collects the assertions of one schema's keywords and adds them to the schema's plan node.</summary>
internal sealed class SchemaBuilder(SchemaCompiler compiler, SchemaLocation location, DynamicScope scope, PlanNode node)
{
    private ObjectPlanBuilder? _object;
    private ArrayPlanBuilder? _array;
    private bool? _collectsEvaluatedInPlace;

    public JsonNode Schema { get; } = location.Schema;

    public SchemaDialect Dialect { get; } = location.Resource.Dialect;

    public ContractLoadOptions Options => compiler.Options;

    public PlanNode Node { get; } = node;

    /// <summary>The assertions about objects so far.</summary>
    public ObjectPlanBuilder Object => _object ??= new();

    /// <summary>The assertions about arrays so far.</summary>
    public ArrayPlanBuilder Array => _array ??= new();

    public void Build()
    {
        if (Schema.IsBoolean)
        {
            if (!Dialect.HasBooleanSchemas) throw Schema.Error("A schema must be an object in this dialect");
            if (Schema.Kind == JsonKind.False) Node.FalseSchema = new KeywordLocation("false", Schema, location.Resource, compiler.Main);
        }
        else if (Schema.IsObject)
        {
            CompileKeywords();
        }
        else
        {
            throw Schema.Error(Dialect.HasBooleanSchemas ? "A schema must be an object or a boolean" : "A schema must be an object");
        }

        Node.Object = _object?.Build();
        Node.Array = _array?.Build();
        Node.Seal();
    }

    private void CompileKeywords()
    {
        if (Dialect.RefStandsAlone && Schema["$ref"] is { } alone)
        {
            Find(alone)?.Compile(alone, this);
            return;
        }

        if (Schema.Duplicate is { } duplicate) throw duplicate.Error($"The schema has {duplicate.Name} twice");
        bool mayWarn = Dialect.Flag == Dialects.OpenApi30 && Schema["nullable"] is not null;
        foreach (JsonNode member in Schema.Children)
        {
            if (Find(member) is { } keyword) keyword.Compile(member, this);
            else mayWarn |= UnknownKeywords.IsUnknown(member.Name!, Dialect);
        }

        if (mayWarn) compiler.AddWarningCandidate(Node, Schema);
    }

    private Keyword? Find(JsonNode member) => KeywordTable.Find(member.Name!, Dialect);

    /// <summary>Returns the value of a sibling keyword, if the dialect has that keyword.</summary>
    public JsonNode? Sibling(string keyword) => KeywordTable.Find(keyword, Dialect) is null ? null : Schema[keyword];

    /// <summary>Returns whether a property that the schema requires is required in the direction in which payloads travel.</summary>
    public bool IsRequired(string name) => compiler.Directed.IsRequired(location, name);

    public KeywordLocation Location(JsonNode keyword) => new(keyword.Name!, keyword, location.Resource, compiler.Main);

    /// <summary>Returns a compiled pattern.</summary>
    /// <param name="source">An ECMA-262 regular expression.</param>
    /// <param name="at">The value at which errors are reported.</param>
    public Patterns.JsonPattern Pattern(string source, JsonNode at) => compiler.Pattern(source, at);

    public void Add(StringAssertion assertion) => Node.Strings = With(Node.Strings, assertion);

    public void Add(NumberAssertion assertion) => Node.Numbers = With(Node.Numbers, assertion);

    public void Add(ValueAssertion assertion) => Node.Values = With(Node.Values, assertion);

    public void Add(Applicator applicator) => Node.Applicators = With(Node.Applicators, applicator);

    // No schema has more assertions of a kind than the dialect has keywords.
    private static T[] With<T>(T[] array, T item)
        where T : class
    {
        var longer = new T[array.Length + 1];
        System.Array.Copy(array, longer, array.Length);
        longer[array.Length] = item;
        return longer;
    }

    /// <summary>Returns the edge to a subschema for members, elements or names of the value.</summary>
    public PlanEdge Child(JsonNode subschema) => Edge(subschema, collectsEvaluated: false);

    /// <inheritdoc cref="Child"/>
    public PlanEdge[] Children(JsonNode[] subschemas)
    {
        var edges = new PlanEdge[subschemas.Length];
        for (int i = 0; i < edges.Length; i++) edges[i] = Child(subschemas[i]);
        return edges;
    }

    /// <summary>Returns the same where a boolean is allowed even in dialects without boolean schemas.</summary>
    public PlanEdge ChildOrBoolean(JsonNode subschema) => subschema.IsBoolean && !Dialect.HasBooleanSchemas
        ? new PlanEdge(compiler.Boolean(subschema, location.Resource), subschema.PointerFrom(Schema))
        : Child(subschema);

    /// <summary>
    /// Returns the edge to a subschema for the value itself, which reports what it evaluated if this schema, or one that applies it, requires it.
    /// </summary>
    public PlanEdge InPlace(JsonNode subschema) => Edge(subschema, CollectsEvaluatedInPlace);

    /// <inheritdoc cref="InPlace(JsonNode)"/>
    public PlanEdge[] InPlace(JsonNode[] subschemas)
    {
        var edges = new PlanEdge[subschemas.Length];
        for (int i = 0; i < edges.Length; i++) edges[i] = InPlace(subschemas[i]);
        return edges;
    }

    /// <summary>Returns the edge to the target of a reference keyword, for the value itself.</summary>
    public PlanEdge Reference(JsonNode reference)
    {
        (SchemaLocation target, DynamicScope entered) = compiler.Follow(reference, location.Resource, scope);
        return compiler.Edge(target, entered, CollectsEvaluatedInPlace, "/" + reference.Name);
    }

    private bool CollectsEvaluatedInPlace => _collectsEvaluatedInPlace ??=
        Node.CollectsEvaluated || Sibling("unevaluatedProperties") is not null || Sibling("unevaluatedItems") is not null;

    private PlanEdge Edge(JsonNode subschema, bool collectsEvaluated)
    {
        RequireSchema(subschema);
        return compiler.Edge(new SchemaLocation(subschema, subschema.Owner), scope, collectsEvaluated, subschema.PointerFrom(Schema));
    }

    /// <summary>Checks that a value can be a schema.</summary>
    public static void RequireSchema(JsonNode value)
    {
        if (!value.IsSchemaShaped) throw value.Error("Expected a schema");
    }

    /// <summary>Returns a keyword's value as a count: a non-negative integer, limited to <see cref="int.MaxValue"/>, which no payload reaches.</summary>
    public static int Count(JsonNode value)
    {
        if (value.Kind == JsonKind.Number)
        {
            JsonNumber number = JsonNumber.Parse(value.Text);
            if (number.IsInteger && number.CompareTo(JsonNumber.Parse("0"u8)) >= 0)
            {
                return number.TryGetInt64(out long count) && count < int.MaxValue ? (int)count : int.MaxValue;
            }
        }

        throw value.Error($"{value.Name} must be an integer, 0 or more");
    }

    /// <summary>Returns a keyword's value as a list of strings.</summary>
    public static string[] Strings(JsonNode value)
    {
        if (!value.IsArray) throw value.Error($"{value.Name} must be an array of strings");
        string[] strings = new string[value.Children.Length];
        for (int i = 0; i < strings.Length; i++)
        {
            JsonNode child = value.Children[i];
            if (!child.IsString) throw child.Error($"{value.Name} must be an array of strings");
            strings[i] = child.String;
        }

        return strings;
    }

    /// <summary>Returns a keyword's value as a nonempty list of schemas.</summary>
    public static JsonNode[] Schemas(JsonNode value) =>
        value.IsArray && value.Children.Length > 0 ? value.Children : throw value.Error($"{value.Name} must be an array of at least one schema");

    /// <summary>Returns the member values of a keyword whose value is an object.</summary>
    public static JsonNode[] Members(JsonNode value) =>
        value.IsObject ? value.Children : throw value.Error($"{value.Name} must be an object");
}
