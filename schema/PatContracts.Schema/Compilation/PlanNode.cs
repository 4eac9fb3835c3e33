namespace PatContracts.Schema.Compilation;

/// <summary>
/// The compiled form of one schema: its assertions, grouped by the type of value they apply to. Written by the compiler and only read afterwards.
/// </summary>
internal sealed class PlanNode(int id, bool collectsEvaluated = false)
{
    /// <summary>The schema <c>true</c>, for values that no schema constrains.</summary>
    public static readonly PlanNode Unconstrained = CreateUnconstrained();

    private string?[]? _typeMessages;
    private Leaf _leaf;
    private MergedObject? _merged;

    /// <summary>The schema <c>false</c>, as the alternative of types that a union excludes.</summary>
    public static readonly PlanNode Impossible = new(-1) { Types = JsonTypes.None, PossibleTypes = JsonTypes.None };

    /// <summary>The number of types that can be distinguished by a value's first byte.</summary>
    public const int TypeCount = 6;

    /// <summary>The number of the node in its plan.</summary>
    public int Id { get; } = id;

    /// <summary>The allowed types of the value.</summary>
    public JsonTypes Types { get; set; } = JsonTypes.Any;

    public KeywordLocation? TypeLocation { get; set; }

    /// <summary>Returns the message for a value of a type that is not allowed.</summary>
    public string TypeMessage(JsonTypes found)
    {
        int index = 0;
        for (int rest = (int)found >> 1; rest != 0; rest >>= 1) index++;
        return (_typeMessages ??= new string?[8])[index] ??= Keywords.TypeKeyword.Expectation(Types, found);
    }

    /// <summary>Whether, as in draft-04, an integer is a number written without fraction and exponent, so that 1.0 is not one.</summary>
    public bool IntegersAreSyntactic { get; set; }

    /// <summary>The location of a schema that is <c>false</c>, for which no value is valid.</summary>
    public KeywordLocation? FalseSchema { get; set; }

    public StringAssertion[] Strings { get; set; } = [];

    public NumberAssertion[] Numbers { get; set; } = [];

    /// <summary>Assertions on values of any type: <c>enum</c> and <c>const</c>.</summary>
    public ValueAssertion[] Values { get; set; } = [];

    public ObjectPlan? Object { get; set; }

    public ArrayPlan? Array { get; set; }

    /// <summary>Keywords that apply schemas to the same value: <c>allOf</c>, <c>$ref</c>, <c>if</c> …</summary>
    public Applicator[] Applicators { get; set; } = [];

    public UnevaluatedPlan? UnevaluatedProperties { get; set; }

    public UnevaluatedPlan? UnevaluatedItems { get; set; }

    /// <summary>Whether a schema that applies this one needs to know which members and elements were evaluated.</summary>
    public bool CollectsEvaluated { get; } = collectsEvaluated;

    /// <summary>Whether more than one schema evaluates the value, so that it has to be indexed.</summary>
    public bool IsCompound { get; set; }

    /// <summary>Whether the schema itself depends on which members or elements were evaluated.</summary>
    public bool NeedsEvaluation => UnevaluatedProperties is not null || UnevaluatedItems is not null;

    /// <summary>Whether any JSON value is valid, so that values are only checked for being JSON.</summary>
    public bool IsUnconstrained { get; set; }

    /// <summary>Whether the elements of an array are evaluated independently, and the only other assertion about the array is on its length.</summary>
    public bool IsElementwiseArray => !IsCompound && Values.Length == 0 && Array is not ({ UniqueLocation: not null } or { Contains: not null } or { Items.Node.FalseSchema: not null });

    /// <summary>
    /// Whether more than one schema evaluates the value or part of it: a member that several keywords apply schemas to, or an element that <c>contains</c>
    /// evaluates as well. Without memoized results, nested schemas of this kind would be evaluated exponentially often.
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

    /// <summary>
    /// The schema and those it applies in place, merged for objects. Created when an object is first evaluated; racing threads may create it twice.
    /// </summary>
    public MergedObject Merged => _merged ??= MergedObject.Of(this);

    /// <summary>The types of values that can be valid.</summary>
    public JsonTypes PossibleTypes { get; set; } = JsonTypes.Any;

    /// <summary>
    /// If the schema consists of a union only: by type (<see cref="TypeAt"/>), the only possible alternative, or null if several are possible.
    /// </summary>
    public PlanNode?[]? ByType { get; set; }

    /// <summary>Returns the type with an index, one of those that a value's first byte identifies.</summary>
    public static JsonTypes TypeAt(int index) => index switch
    {
        0 => JsonTypes.Null,
        1 => JsonTypes.Boolean,
        2 => JsonTypes.Number,
        3 => JsonTypes.String,
        4 => JsonTypes.Array,
        _ => JsonTypes.Object,
    };

    /// <summary>Returns the index of the type of a value that begins with a byte; −1 if no value does.</summary>
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

    /// <summary>The schemas that this schema applies to the value or to parts of it.</summary>
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

    /// <summary>Selects the usual form. The schemas of elements must be sealed.</summary>
    public void ChooseLeaf() => _leaf = Compilation.Leaf.Of(this);

    /// <summary>Sets the members that are derived from others.</summary>
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

/// <summary>The compiled form of a schema and of all schemas reachable from it.</summary>
/// <param name="Root">The schema itself.</param>
/// <param name="NodeCount">The number of nodes; their numbers are below it.</param>
internal sealed record Plan(PlanNode Root, int NodeCount)
{
    /// <summary>Returns the nodes, each once.</summary>
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

/// <summary>A reference from one schema to another: the node, and the keywords in between (<c>/properties/owner/$ref</c>).</summary>
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
