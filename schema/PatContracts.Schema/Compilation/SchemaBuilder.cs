using PatContracts.Schema.Documents;
using PatContracts.Schema.Numbers;

namespace PatContracts.Schema.Compilation;

/// <summary>Gathers what the keywords of one schema ask for and makes its plan node of it.</summary>
internal sealed class SchemaBuilder(SchemaCompiler compiler, SchemaLocation location, DynamicScope scope, PlanNode node)
{
    private readonly List<StringAssertion> _strings = [];
    private readonly List<NumberAssertion> _numbers = [];
    private readonly List<ValueAssertion> _values = [];
    private readonly List<Applicator> _applicators = [];

    public JsonNode Schema { get; } = location.Schema;

    public SchemaDialect Dialect { get; } = location.Resource.Dialect;

    public ContractLoadOptions Options => compiler.Options;

    public PlanNode Node { get; } = node;

    /// <summary>What the keywords about objects have said so far.</summary>
    public ObjectPlanBuilder Object { get; } = new();

    /// <summary>What the keywords about arrays have said so far.</summary>
    public ArrayPlanBuilder Array { get; } = new();

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

        Node.Strings = [.. _strings];
        Node.Numbers = [.. _numbers];
        Node.Values = [.. _values];
        Node.Applicators = [.. _applicators];
        Node.Object = Object.Build();
        Node.Array = Array.Build();
        Node.Seal();
    }

    private void CompileKeywords()
    {
        if (Dialect.RefStandsAlone && Schema["$ref"] is { } alone)
        {
            Find(alone)?.Compile(alone, this);
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonNode member in Schema.Children)
        {
            if (!seen.Add(member.Name!)) throw member.Error($"The schema has {member.Name} twice");
            Find(member)?.Compile(member, this);
        }
    }

    private Keyword? Find(JsonNode member) => KeywordTable.Find(member.Name!, Dialect);

    /// <summary>A neighbour keyword's value, where the dialect knows that keyword.</summary>
    public JsonNode? Sibling(string keyword) => KeywordTable.Find(keyword, Dialect) is null ? null : Schema[keyword];

    public KeywordLocation Location(JsonNode keyword) => new(keyword.Name!, keyword, location.Resource, compiler.Main);

    public void Add(StringAssertion assertion) => _strings.Add(assertion);

    public void Add(NumberAssertion assertion) => _numbers.Add(assertion);

    public void Add(ValueAssertion assertion) => _values.Add(assertion);

    public void Add(Applicator applicator) => _applicators.Add(applicator);

    /// <summary>The edge to a subschema for members, elements or names of the value.</summary>
    public PlanEdge Child(JsonNode subschema) => Edge(subschema, collectsEvaluated: false);

    /// <summary>The same where a boolean is allowed even in dialects whose schemas are objects only.</summary>
    public PlanEdge ChildOrBoolean(JsonNode subschema) => subschema.IsBoolean && !Dialect.HasBooleanSchemas
        ? new PlanEdge(compiler.Boolean(subschema, location.Resource), RelativePath(subschema))
        : Child(subschema);

    /// <summary>The edge to a subschema for the value itself. It reports what it evaluated where this schema, or one that applies it, asks.</summary>
    public PlanEdge InPlace(JsonNode subschema) => Edge(subschema, CollectsEvaluatedInPlace);

    /// <summary>The edge to what a reference keyword leads to, for the value itself.</summary>
    public PlanEdge Reference(JsonNode reference)
    {
        (SchemaLocation target, DynamicScope entered) = compiler.Follow(reference, location.Resource, scope);
        return compiler.Edge(target, entered, CollectsEvaluatedInPlace, "/" + reference.Name);
    }

    private bool CollectsEvaluatedInPlace => Node.CollectsEvaluated || Sibling("unevaluatedProperties") is not null || Sibling("unevaluatedItems") is not null;

    private PlanEdge Edge(JsonNode subschema, bool collectsEvaluated)
    {
        if (!subschema.IsSchemaShaped) throw subschema.Error("Expected a schema");
        return compiler.Edge(new SchemaLocation(subschema, compiler.Store.Owner(subschema)), scope, collectsEvaluated, RelativePath(subschema));
    }

    private string RelativePath(JsonNode subschema)
    {
        string path = "";
        for (JsonNode current = subschema; current != Schema; current = current.Parent!)
        {
            path = "/" + (current.Name is null ? current.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) : JsonPointer.Escape(current.Name)) + path;
        }

        return path;
    }

    /// <summary>A keyword's value as a count: an integer from 0, cut off at <see cref="int.MaxValue"/>, which no payload reaches.</summary>
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

    /// <summary>A keyword's value as a list of strings.</summary>
    public static string[] Strings(JsonNode value)
    {
        if (!value.IsArray || !value.Children.All(child => child.IsString)) throw value.Error($"{value.Name} must be an array of strings");
        return [.. value.Children.Select(child => child.String)];
    }

    /// <summary>A keyword's value as a list of schemas, not empty.</summary>
    public static List<JsonNode> Schemas(JsonNode value) =>
        value.IsArray && value.Children.Count > 0 ? value.Children : throw value.Error($"{value.Name} must be an array of at least one schema");

    /// <summary>A keyword's value as an object whose members are taken one by one.</summary>
    public static List<JsonNode> Members(JsonNode value) =>
        value.IsObject ? value.Children : throw value.Error($"{value.Name} must be an object");
}
