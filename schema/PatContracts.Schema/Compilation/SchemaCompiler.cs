using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>Compiles schemas to plan nodes: each schema once for every combination of dynamic scope and use of annotations.</summary>
internal sealed class SchemaCompiler(SchemaStore store, SchemaDocument main, ContractLoadOptions options)
{
    /// <summary>
    /// The maximum number of nodes and scope entries that a contract may expand to, or four for each of its schemas if that is more. Real contracts stay far
    /// below it.
    /// </summary>
    private const int MaxExpansion = 200_000;

    /// <summary>The maximum length of a chain of references that lead only to another reference.</summary>
    private const int MaxBareReferences = 256;

    private readonly DynamicScope _outermost = DynamicScope.NewOutermost();
    private Dictionary<string, Patterns.JsonPattern>? _patterns;
    private Dictionary<JsonNode, JsonNode?>? _bareReferences;
    // By the number of the node. The progress of each step is recorded in them.
    private readonly List<SchemaUse> _uses = [];
    private int _built;
    private int _cycleFree;
    private int _specialized;
    private bool _isBeyondPlan;
    private readonly Dictionary<PlanNode, JsonNode> _warningCandidates = [];
    private DirectedProperties? _directed;

    public SchemaStore Store { get; } = store;

    public SchemaDocument Main { get; } = main;

    public ContractLoadOptions Options { get; } = options;

    /// <summary>The required properties that are required in one direction only.</summary>
    public DirectedProperties Directed => _directed ??= new DirectedProperties(Options.Direction, (reference, resource) => Follow(reference, resource, ScopeOf(resource)).Location);

    /// <summary>
    /// Whether <c>$dynamicRef</c> of v1 may be unresolvable: in a schema that is compiled separately, without the schemas that refer to it and declare the
    /// anchor.
    /// </summary>
    public bool AllowsUnknownDynamicAnchors { get; init; }

    /// <summary>Returns the plan of a schema and of all schemas reachable from it.</summary>
    /// <exception cref="ContractLoadException">The value of a keyword is invalid, or a reference is unresolvable or circular.</exception>
    public Plan Compile(SchemaLocation location)
    {
        PlanNode root = Edge(location, _outermost, collectsEvaluated: false, "").Node;
        CompileQueue();
        RejectCycles();
        Specialize(_uses.Count);
        return new Plan(root, _uses.Count);
    }

    /// <summary>
    /// Returns the plan of a document's root schema. Schemas that are not reachable from it are also compiled, so that their errors are reported.
    /// </summary>
    /// <inheritdoc cref="Compile"/>
    public Plan CompileDocument(SchemaLocation root)
    {
        PlanNode node = Edge(root, _outermost, collectsEvaluated: false, "").Node;
        CompileQueue();
        // Nodes are numbered in the order of their creation: those of the plan come first.
        var plan = new Plan(node, _uses.Count);
        _isBeyondPlan = true;
        // Compiling a schema may add others: a reference makes its target a schema.
        for (int i = 0; i < Store.Schemas.Count; i++)
        {
            JsonNode schema = Store.Schemas[i];
            if (schema.IsCompiled) continue;
            var location = new SchemaLocation(schema, schema.Owner);
            Node(location, _outermost.Enter(location.Resource), collectsEvaluated: false);
            CompileQueue();
        }

        RejectCycles();
        // Other nodes are never evaluated.
        Specialize(plan.NodeCount);
        return plan;
    }

    // Requires all nodes to be compiled: types depend on the schemas applied in place, and the form of an array on that of its elements.
    private void Specialize(int count)
    {
        var narrowing = new TypeNarrowing();
        for (int i = _specialized; i < count; i++) narrowing.Narrow(_uses[i].Node);
        for (; _specialized < count; _specialized++) _uses[_specialized].Node.ChooseLeaf();
    }

    private void CompileQueue()
    {
        for (; _built < _uses.Count; _built++)
        {
            SchemaUse use = _uses[_built];
            if (!use.IsBuilt) new SchemaBuilder(this, use.Location, use.Scope, use.Node).Build();
        }
    }

    /// <summary>
    /// Returns the edge to a schema. Schemas that consist of a reference only are passed through, so that references cost nothing at run time.
    /// </summary>
    public PlanEdge Edge(SchemaLocation location, DynamicScope scope, bool collectsEvaluated, string path)
    {
        scope = scope.Enter(location.Resource);
        if (BareReference(location) is not { } reference) return new PlanEdge(Node(location, scope, collectsEvaluated), path);
        if (!scope.ReferenceChains.TryGetValue(location.Schema, out ReferenceChain? chain)) chain = FollowChain(location, scope, reference);
        return new PlanEdge(Node(chain.Target, chain.Scope, collectsEvaluated), path + chain.Path);
    }

    /// <summary>Follows a chain of schemas that consist of a reference only.</summary>
    private ReferenceChain FollowChain(SchemaLocation location, DynamicScope scope, JsonNode? reference)
    {
        // The rest of the chain is recorded for every schema in it, so that none is followed twice.
        var references = new List<JsonNode>();
        var scopes = new List<DynamicScope>();
        ReferenceChain? rest = null;
        while (reference is not null && !scope.ReferenceChains.TryGetValue(location.Schema, out rest))
        {
            if (references.Count == MaxBareReferences) throw TooManyReferences(reference, references);
            references.Add(reference);
            scopes.Add(scope);
            if (location.Resource.Dialect.RefStandsAlone || IsAloneAmongKeywords(reference, location)) location.Schema.IsCompiled = true;
            (location, scope) = Follow(reference, location.Resource, scope);
            reference = BareReference(location);
        }

        rest ??= new ReferenceChain(location, scope, "", 0);
        for (int i = references.Count - 1; i >= 0; i--)
        {
            JsonNode schema = references[i].Parent!;
            rest = new ReferenceChain(rest.Target, rest.Scope, "/" + references[i].Name + rest.Path, rest.Count + 1);
            if (rest.Count > MaxBareReferences) throw schema.Error($"The chain of references is longer than {MaxBareReferences}");
            scopes[i].ReferenceChains.Add(schema, rest);
        }

        return rest;
    }

    private static ContractLoadException TooManyReferences(JsonNode reference, List<JsonNode> before) => reference.Error(before.Contains(reference)
        ? "The references form a cycle"
        : $"The chain of references is longer than {MaxBareReferences}");

    /// <summary>Returns whether a schema has nothing to compile but a reference, because its other members are annotations.</summary>
    private static bool IsAloneAmongKeywords(JsonNode reference, SchemaLocation location)
    {
        foreach (JsonNode member in location.Schema.Children)
        {
            if (member != reference && KeywordTable.Find(member.Name!, location.Resource.Dialect) is not null) return false;
        }

        return location.Schema.Duplicate is null;
    }

    /// <summary>Returns the scope inside a resource that was not entered from another.</summary>
    public DynamicScope ScopeOf(SchemaResource resource) => _outermost.Enter(resource);

    /// <summary>Records that a schema may have warnings.</summary>
    public void AddWarningCandidate(PlanNode node, JsonNode schema) => _warningCandidates[node] = schema;

    /// <summary>Returns the warnings about the schemas of a plan, which are determined on demand.</summary>
    public SchemaWarnings WarningsOf(Plan plan, SchemaLocation root) => new(root, plan, _warningCandidates);

    /// <summary>Returns a compiled pattern. Contracts repeat patterns, so each is compiled once.</summary>
    public Patterns.JsonPattern Pattern(string source, JsonNode at)
    {
        _patterns ??= new Dictionary<string, Patterns.JsonPattern>(StringComparer.Ordinal);
        if (_patterns.TryGetValue(source, out Patterns.JsonPattern? known)) return known;
        if (!Patterns.JsonPattern.TryCreate(source, out Patterns.JsonPattern? pattern, out string? error))
        {
            throw at.Error($"The regular expression is not valid: {error}");
        }

        _patterns.Add(source, pattern!);
        return pattern!;
    }

    /// <summary>Returns the target of a <c>$ref</c>, <c>$dynamicRef</c> or <c>$recursiveRef</c>.</summary>
    public (SchemaLocation Location, DynamicScope Scope) Follow(JsonNode reference, SchemaResource resource, DynamicScope scope)
    {
        if (!reference.IsString) throw reference.Error($"{reference.Name} must be a string");
        if (reference.Name == "$dynamicRef" && resource.Dialect.Flag == Dialects.V1 && DynamicAnchorName(reference.String) is { } name)
        {
            // The anchor can only be found through the dynamic scope.
            SchemaLocation? anchor = scope.Find(name) ?? (AllowsUnknownDynamicAnchors || _isBeyondPlan ? Store.Anything : null);
            return anchor is null ? throw reference.Error($"No schema on the path to this reference has the dynamic anchor \"{name}\"") : (anchor, scope.Enter(anchor.Resource));
        }

        SchemaLocation target = Store.Resolve(resource, reference.String, reference);
        if (!target.Schema.IsSchemaShaped) throw reference.Error($"The reference \"{reference.String}\" refers to something that is not a schema");
        string? dynamicAnchor = reference.Name switch
        {
            "$recursiveRef" => "",
            "$dynamicRef" => UriReference.SplitFragment(reference.String).Fragment,
            _ => null,
        };
        if (dynamicAnchor is not null
            && target.Resource.DynamicAnchors.TryGetValue(dynamicAnchor, out JsonNode? anchored)
            && anchored == target.Schema
            && scope.Find(dynamicAnchor) is { } outermost)
        {
            target = outermost;
        }

        return (target, scope.Enter(target.Resource));
    }

    // In v1, the value is a name, optionally after a number sign. A value that cannot be a name is a reference as in 2020-12.
    private static string? DynamicAnchorName(string reference) => reference.IndexOf('#') switch
    {
        < 0 => reference,
        0 when reference is not ['#', '/', ..] => UriReference.DecodeFragment(reference.Substring(1)),
        _ => null,
    };

    private PlanNode Node(SchemaLocation location, DynamicScope scope, bool collectsEvaluated)
    {
        if (scope.NodesOf(collectsEvaluated).TryGetValue(location.Schema, out PlanNode? known)) return known;
        return NewUse(location, scope, collectsEvaluated).Node;
    }

    /// <summary>Returns the node of a boolean that represents a schema although the dialect has no boolean schemas.</summary>
    public PlanNode Boolean(JsonNode value, SchemaResource resource)
    {
        if (_outermost.NodesOf(collectsEvaluated: false).TryGetValue(value, out PlanNode? known)) return known;
        SchemaUse use = NewUse(new SchemaLocation(value, resource), _outermost, collectsEvaluated: false);
        use.IsBuilt = true;
        PlanNode node = use.Node;
        if (value.Kind == JsonKind.False) node.FalseSchema = new KeywordLocation("false", value, resource, Main);
        node.Seal();
        return node;
    }

    private SchemaUse NewUse(SchemaLocation location, DynamicScope scope, bool collectsEvaluated)
    {
        int limit = Math.Max(MaxExpansion, 4 * Store.Schemas.Count);
        if (_uses.Count + _outermost.AnchorsOfAll >= limit) throw location.Schema.Error($"The schema expands to more than {limit} parts");
        var use = new SchemaUse(location, scope, new PlanNode(_uses.Count, collectsEvaluated));
        scope.NodesOf(collectsEvaluated).Add(location.Schema, use.Node);
        _uses.Add(use);
        location.Schema.IsCompiled = true;
        return use;
    }

    /// <summary>Returns the reference keyword of a schema that asserts nothing else, or null.</summary>
    private JsonNode? BareReference(SchemaLocation location)
    {
        JsonNode schema = location.Schema;
        SchemaDialect dialect = location.Resource.Dialect;
        if (dialect.RefStandsAlone) return schema.IsObject ? schema["$ref"] : null;
        // For a large schema the result is cached, because it may be the target of many references.
        if (schema.Children.Length <= 8) return FindBareReference(schema, dialect);
        _bareReferences ??= [];
        if (!_bareReferences.TryGetValue(schema, out JsonNode? reference)) _bareReferences.Add(schema, reference = FindBareReference(schema, dialect));
        return reference;
    }

    private static JsonNode? FindBareReference(JsonNode schema, SchemaDialect dialect)
    {
        if (!schema.IsObject) return null;
        JsonNode? reference = null;
        foreach (JsonNode member in schema.Children)
        {
            if (KeywordTable.Find(member.Name!, dialect) is not { IsAssertive: true } keyword) continue;
            if (keyword is not Keywords.ReferenceKeyword || reference is not null) return null;
            reference = member;
        }

        return reference;
    }

    /// <summary>Rejects schemas that apply themselves to the same value again, directly or through others: evaluating them would never end.</summary>
    private void RejectCycles()
    {
        for (; _cycleFree < _uses.Count; _cycleFree++)
        {
            SchemaUse start = _uses[_cycleFree];
            if (start.Cycle == CycleState.Unknown && start.Node.Applicators.Length > 0) RejectCycles(start);
        }
    }

    private void RejectCycles(SchemaUse start)
    {
        start.Cycle = CycleState.Open;
        var path = new Stack<SchemaUse>();
        path.Push(start);
        while (path.Count > 0)
        {
            SchemaUse use = path.Peek();
            if (InPlaceTarget(use.Node, use.Followed++) is not { } node)
            {
                use.Cycle = CycleState.Free;
                path.Pop();
                continue;
            }

            SchemaUse target = _uses[node.Id];
            if (target.Cycle == CycleState.Open) throw target.Location.Schema.Error("The schema applies itself to the same value again, in a cycle");
            if (target.Cycle == CycleState.Free) continue;
            target.Cycle = CycleState.Open;
            path.Push(target);
        }
    }

    private static PlanNode? InPlaceTarget(PlanNode node, int index)
    {
        foreach (Applicator applicator in node.Applicators)
        {
            if (index < applicator.Edges.Length) return applicator.Edges[index].Node;
            index -= applicator.Edges.Length;
        }

        return null;
    }

    private enum CycleState : byte
    {
        Unknown,

        /// <summary>On the path that is being followed.</summary>
        Open,

        /// <summary>Does not apply itself on any path.</summary>
        Free,
    }

    /// <summary>A schema in one of its uses, each of which has a node.</summary>
    private sealed class SchemaUse(SchemaLocation location, DynamicScope scope, PlanNode node)
    {
        public readonly SchemaLocation Location = location;
        public readonly DynamicScope Scope = scope;
        public readonly PlanNode Node = node;

        /// <summary>Whether the node is filled without reading the schema's keywords.</summary>
        public bool IsBuilt;

        public CycleState Cycle;

        /// <summary>The number of schemas applied in place that have been followed.</summary>
        public int Followed;
    }
}

/// <summary>The final target of a schema that consists of a reference only, and the keywords that lead to it.</summary>
internal sealed record ReferenceChain(SchemaLocation Target, DynamicScope Scope, string Path, int Count);
