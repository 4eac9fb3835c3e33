namespace PatContracts.Schema.Compilation;

/// <summary>
/// The compiled form of one schema: everything that one value has to meet, sorted by what the value turns out to be. Written by the compiler,
/// only read afterwards.
/// </summary>
internal sealed class PlanNode(int id)
{
    /// <summary>The schema <c>true</c>, for values of which no schema says anything.</summary>
    public static readonly PlanNode Unconstrained = CreateUnconstrained();

    private string? _typeExpectation;

    /// <summary>Number of the node in its plan.</summary>
    public int Id { get; } = id;

    /// <summary>The types the value may have.</summary>
    public JsonTypes Types { get; set; } = JsonTypes.Any;

    public KeywordSite? TypeSite { get; set; }

    public string TypeExpectation => _typeExpectation ??= "Expected " + Keywords.TypeKeyword.Describe(Types);

    /// <summary>Draft-04: an integer is a number written without fraction and exponent, so 1.0 is none.</summary>
    public bool IntegersAreSyntactic { get; set; }

    /// <summary>Set where the schema is <c>false</c>: nothing is valid.</summary>
    public KeywordSite? NeverSite { get; set; }

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

#if NET8_0_OR_GREATER
    /// <summary>What was learned of the objects that this schema judged; null where nothing can be.</summary>
    public Execution.Gaps.GapMemory? Gaps { get; private set; }
#endif

    /// <summary>Whether whoever applies this schema wants to know which members and elements it evaluated.</summary>
    public bool Tracks { get; set; }

    /// <summary>Whether more has to be done than one walk over the value's token.</summary>
    public bool HasSecondPass { get; set; }

    /// <summary>Whether the schema itself asks which members or elements were evaluated.</summary>
    public bool NeedsEvaluation => UnevaluatedProperties is not null || UnevaluatedItems is not null;

    /// <summary>Whether any JSON value is valid, so that the value is only checked for being JSON.</summary>
    public bool IsUnconstrained { get; set; }

    // A member that several patterns match, or an element that contains looks at as well. Applied to themselves such schemas would be walked exponentially often.
    private bool WalksPartsTwice => Object is { Patterns.Length: > 0 } or { DependentSchemas.Length: > 0 } || Array is { Contains: not null };

    private static PlanNode CreateUnconstrained()
    {
        var node = new PlanNode(-1);
        node.Seal();
        return node;
    }

    /// <summary>Settles what is derived from the other members.</summary>
    public void Seal()
    {
        HasSecondPass = NeverSite is not null || Values.Length > 0 || Applicators.Length > 0 || NeedsEvaluation || WalksPartsTwice;
        IsUnconstrained = !HasSecondPass && Types == JsonTypes.Any && Strings.Length == 0 && Numbers.Length == 0 && Object is null && Array is null;
#if NET8_0_OR_GREATER
        Gaps = Execution.Gaps.GapMemory.For(this);
#endif
    }
}

/// <summary>A way from one schema to another: the node it leads to, and the keywords on the way (<c>/properties/owner/$ref</c>).</summary>
internal sealed class PlanEdge(PlanNode node, string path)
{
    public PlanNode Node { get; } = node;

    public string Path { get; } = path;
}

/// <summary><c>unevaluatedProperties</c> or <c>unevaluatedItems</c>.</summary>
internal sealed class UnevaluatedPlan(KeywordSite site, PlanEdge edge)
{
    public KeywordSite Site { get; } = site;

    public PlanEdge Edge { get; } = edge;
}
