namespace PatContracts.Schema.Compilation;

/// <summary>
/// The compiled form of one schema: everything that one value has to meet, sorted by what the value turns out to be. Written by the compiler,
/// only read afterwards.
/// </summary>
internal sealed class PlanNode(int id, bool collectsEvaluated = false)
{
    /// <summary>The schema <c>true</c>, for values of which no schema says anything.</summary>
    public static readonly PlanNode Unconstrained = CreateUnconstrained();

    private string?[]? _typeMessages;
    private Leaf _leaf;

    /// <summary>The schema <c>false</c>, as the alternative for types that a union excludes.</summary>
    public static readonly PlanNode Impossible = new(-1) { Types = JsonTypes.None, PossibleTypes = JsonTypes.None };

    /// <summary>Number of types that a value's first byte tells apart.</summary>
    public const int TypeCount = 6;

    /// <summary>Number of the node in its plan.</summary>
    public int Id { get; } = id;

    /// <summary>The types the value may have.</summary>
    public JsonTypes Types { get; set; } = JsonTypes.Any;

    public KeywordLocation? TypeLocation { get; set; }

    /// <summary>The message for a value of a type that is not allowed.</summary>
    public string TypeMessage(JsonTypes found)
    {
        int index = 0;
        for (int rest = (int)found >> 1; rest != 0; rest >>= 1) index++;
        return (_typeMessages ??= new string?[8])[index] ??= Keywords.TypeKeyword.Expectation(Types, found);
    }

    /// <summary>Draft-04: an integer is a number written without fraction and exponent, so 1.0 is none.</summary>
    public bool IntegersAreSyntactic { get; set; }

    /// <summary>The location of a schema that is <c>false</c>: nothing is valid.</summary>
    public KeywordLocation? FalseSchema { get; set; }

    public StringAssertion[] Strings { get; set; } = [];

    public NumberAssertion[] Numbers { get; set; } = [];

    /// <summary>Assertions on values of any type: <c>enum</c> and <c>const</c>.</summary>
    public ValueAssertion[] Values { get; set; } = [];

    public ObjectPlan? Object { get; set; }

    public ArrayPlan? Array { get; set; }

    /// <summary>Schemas that apply to this same value: <c>allOf</c>, <c>$ref</c>, <c>if</c> …</summary>
    public Applicator[] Applicators { get; set; } = [];

    public UnevaluatedPlan? UnevaluatedProperties { get; set; }

    public UnevaluatedPlan? UnevaluatedItems { get; set; }

    /// <summary>Whether a schema that applies this one needs to know which members and elements it evaluated.</summary>
    public bool CollectsEvaluated { get; } = collectsEvaluated;

    /// <summary>Whether the value is evaluated by more than one schema, so that it has to be indexed.</summary>
    public bool IsCompound { get; set; }

    /// <summary>Whether the schema itself asks which members or elements were evaluated.</summary>
    public bool NeedsEvaluation => UnevaluatedProperties is not null || UnevaluatedItems is not null;

    /// <summary>Whether any JSON value is valid, so that the value is only checked for being JSON.</summary>
    public bool IsUnconstrained { get; set; }

    /// <summary>Whether each element of an array is evaluated by itself, and nothing else is asked of the array but its length.</summary>
    public bool IsElementwiseArray => !IsCompound && Values.Length == 0 && Array is not ({ UniqueLocation: not null } or { Contains: not null } or { Items.Node.FalseSchema: not null });

    /// <summary>
    /// Whether the value is evaluated by more than one schema, or a part of it is: a member that several keywords apply schemas to, an element that <c>contains</c>
    /// looks at as well. Without remembering results, such schemas inside each other would be evaluated exponentially often.
    /// </summary>
    public bool Revisits { get; private set; }

    private static PlanNode CreateUnconstrained()
    {
        var node = new PlanNode(-1);
        node.Seal();
        return node;
    }

    /// <summary>The usual form of the values.</summary>
    public ref readonly Leaf Leaf => ref _leaf;

    /// <summary>The types of values that can be valid at all, whatever the value.</summary>
    public JsonTypes PossibleTypes { get; set; } = JsonTypes.Any;

    /// <summary>Where the schema is nothing but a union: by type (<see cref="TypeAt"/>) the one alternative that is left; null where there are several.</summary>
    public PlanNode?[]? ByType { get; set; }

    /// <summary>A type that a value's first byte tells from the others.</summary>
    public static JsonTypes TypeAt(int index) => index switch
    {
        0 => JsonTypes.Null,
        1 => JsonTypes.Boolean,
        2 => JsonTypes.Number,
        3 => JsonTypes.String,
        4 => JsonTypes.Array,
        _ => JsonTypes.Object,
    };

    /// <summary>The index of the type of the value that begins with a byte; −1 where no value does.</summary>
    public static int TypeIndex(byte first) => first switch
    {
        (byte)'n' => 0,
        (byte)'t' or (byte)'f' => 1,
        (byte)'"' => 3,
        (byte)'[' => 4,
        (byte)'{' => 5,
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => 2,
        _ => -1,
    };

    /// <summary>The schemas that the schema applies to the value or to parts of it.</summary>
    public IEnumerable<PlanEdge> Edges
    {
        get
        {
            IEnumerable<PlanEdge?> edges = Applicators.SelectMany(static applicator => applicator.Edges);
            if (Object is { } members) edges = edges.Concat(members.Properties).Concat(members.Patterns.Select(static pattern => pattern.Edge)).Concat([members.Additional, members.PropertyNames]);
            if (Array is { } elements) edges = edges.Concat(elements.Prefix).Concat([elements.Items, elements.Contains?.Edge]);
            return edges.Concat([UnevaluatedProperties?.Edge, UnevaluatedItems?.Edge]).OfType<PlanEdge>();
        }
    }

    /// <summary>Chooses the usual form. The schemas of elements must be sealed.</summary>
    public void ChooseLeaf() => _leaf = Compilation.Leaf.Of(this);

    /// <summary>Settles what is derived from the other members.</summary>
    public void Seal()
    {
        IsCompound = FalseSchema is not null || Applicators.Length > 0 || NeedsEvaluation;
        Revisits = IsCompound
            || Object is { Patterns.Length: > 1 }
            || (Object is { Patterns.Length: 1 } && Object.HasProperties)
            || Array is { Contains: not null };
        IsUnconstrained = !IsCompound && Values.Length == 0 && Types == JsonTypes.Any && Strings.Length == 0 && Numbers.Length == 0 && Object is null && Array is null;
    }
}

/// <summary>The compiled form of a schema and of all schemas it leads to.</summary>
/// <param name="Root">The schema itself.</param>
/// <param name="NodeCount">Number of nodes; their numbers are below it.</param>
internal sealed record Plan(PlanNode Root, int NodeCount)
{
    /// <summary>The nodes, each once.</summary>
    public IEnumerable<PlanNode> Nodes()
    {
        var seen = new HashSet<PlanNode> { Root };
        var open = new Stack<PlanNode>(seen);
        while (open.Count > 0)
        {
            PlanNode node = open.Pop();
            yield return node;
            foreach (PlanEdge edge in node.Edges)
            {
                if (seen.Add(edge.Node)) open.Push(edge.Node);
            }
        }
    }
}

/// <summary>Leads from one schema to another: the node, and the keywords in between (<c>/properties/owner/$ref</c>).</summary>
internal sealed class PlanEdge(PlanNode node, string path)
{
    public PlanNode Node { get; } = node;

    public string Path { get; } = path;
}

/// <summary><c>unevaluatedProperties</c> or <c>unevaluatedItems</c>.</summary>
internal sealed class UnevaluatedPlan(KeywordLocation location, PlanEdge edge)
{
    public KeywordLocation Location { get; } = location;

    public PlanEdge Edge { get; } = edge;
}
