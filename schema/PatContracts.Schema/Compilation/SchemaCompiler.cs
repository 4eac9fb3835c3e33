using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>Turns schemas into plan nodes, each schema once for every combination of dynamic scope and use of annotations in which it is used.</summary>
internal sealed class SchemaCompiler(SchemaStore store, SchemaDocument main, ContractLoadOptions options)
{
    /// <summary>
    /// A contract may unfold into this many nodes and scope entries, or into four for each of its schemas if that is more. Sensible contracts stay far below;
    /// beyond it a schema was made to unfold.
    /// </summary>
    private const int MaxUnfolding = 200_000;

    /// <summary>References that lead to nothing but another reference may follow each other this often.</summary>
    private const int MaxBareReferences = 256;

    private readonly DynamicScope _outermost = DynamicScope.NewOutermost();
    private readonly Dictionary<(JsonNode Schema, DynamicScope Scope, bool CollectsEvaluated), PlanNode> _nodes = [];
    private readonly Dictionary<(JsonNode Schema, DynamicScope Scope), PassedReferences> _passed = [];
    private readonly Dictionary<string, Patterns.JsonPattern> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonNode, JsonNode?> _bareReferences = [];
    private readonly Queue<Work> _queue = [];
    private int _specialized;
    private readonly List<(PlanNode Node, SchemaLocation Location)> _compiled = [];
    private readonly List<CircleState> _circleStates = [];
    private int _circleFree;

    public SchemaStore Store { get; } = store;

    public SchemaDocument Main { get; } = main;

    public ContractLoadOptions Options { get; } = options;

    /// <summary>The plan of a schema and of all it leads to.</summary>
    /// <exception cref="ContractLoadException">A keyword's value is wrong, or a reference leads nowhere or in a circle.</exception>
    public Plan Compile(SchemaLocation location)
    {
        PlanNode root = Edge(location, _outermost, collectsEvaluated: false, "").Node;
        CompileQueue();
        RefuseCircles();
        Specialize();
        return new Plan(root, _compiled.Count);
    }

    /// <summary>
    /// The plan of a document's root schema. The schemas that it does not lead to are compiled as well, so that none with an error is accepted.
    /// </summary>
    /// <inheritdoc cref="Compile"/>
    public Plan CompileDocument(SchemaLocation root)
    {
        PlanNode node = Edge(root, _outermost, collectsEvaluated: false, "").Node;
        CompileQueue();
        // Nodes are numbered as they are made: those of the plan come first.
        var plan = new Plan(node, _compiled.Count);
        // Compiling one may find more: a reference makes its target a schema.
        for (int i = 0; i < Store.Schemas.Count; i++)
        {
            JsonNode schema = Store.Schemas[i];
            if (schema.IsCompiled) continue;
            var location = new SchemaLocation(schema, schema.Owner);
            Node(location, _outermost.Enter(location.Resource), collectsEvaluated: false);
            CompileQueue();
        }

        RefuseCircles();
        Specialize();
        return plan;
    }

    // When all nodes are compiled, since types depend on the schemas applied in place, and the form of an array is that of its elements.
    private void Specialize()
    {
        var narrowing = new TypeNarrowing();
        for (int i = _specialized; i < _compiled.Count; i++) narrowing.Narrow(_compiled[i].Node);
        for (; _specialized < _compiled.Count; _specialized++) _compiled[_specialized].Node.ChooseLeaf();
    }

    private void CompileQueue()
    {
        while (_queue.Count > 0)
        {
            Work work = _queue.Dequeue();
            new SchemaBuilder(this, work.Location, work.Scope, work.Node).Build();
        }
    }

    /// <summary>
    /// The edge to a schema. A schema that is nothing but a reference is passed through, so that references cost nothing at run time.
    /// </summary>
    public PlanEdge Edge(SchemaLocation location, DynamicScope scope, bool collectsEvaluated, string path)
    {
        scope = scope.Enter(location.Resource);
        if (BareReference(location) is not { } reference) return new PlanEdge(Node(location, scope, collectsEvaluated), path);
        if (!_passed.TryGetValue((location.Schema, scope), out PassedReferences? passed)) passed = Pass(location, scope, reference);
        return new PlanEdge(Node(passed.Target, passed.Scope, collectsEvaluated), path + passed.Path);
    }

    /// <summary>Follows a chain of schemas that are nothing but references.</summary>
    private PassedReferences Pass(SchemaLocation location, DynamicScope scope, JsonNode? reference)
    {
        // The rest of the chain is recorded for every schema in it, so that none is followed twice.
        var chain = new List<(JsonNode Schema, DynamicScope Scope, string Name)>();
        PassedReferences? rest = null;
        while (reference is not null && !_passed.TryGetValue((location.Schema, scope), out rest))
        {
            if (chain.Count == MaxBareReferences)
            {
                throw reference.Error(chain.Exists(link => link.Schema == location.Schema)
                    ? "The reference leads in a circle to itself"
                    : $"More than {MaxBareReferences} references lead to one another");
            }

            chain.Add((location.Schema, scope, reference.Name!));
            if (location.Schema.Children.Length == 1 || location.Resource.Dialect.RefStandsAlone) location.Schema.IsCompiled = true;
            (location, scope) = Follow(reference, location.Resource, scope);
            reference = BareReference(location);
        }

        rest ??= new PassedReferences(location, scope, "", 0);
        for (int i = chain.Count - 1; i >= 0; i--)
        {
            rest = rest with { Path = "/" + chain[i].Name + rest.Path, Count = rest.Count + 1 };
            if (rest.Count > MaxBareReferences) throw chain[i].Schema.Error($"More than {MaxBareReferences} references lead to one another");
            _passed.Add((chain[i].Schema, chain[i].Scope), rest);
        }

        return rest;
    }

    /// <summary>The scope inside a resource, seen from no other.</summary>
    public DynamicScope ScopeOf(SchemaResource resource) => _outermost.Enter(resource);

    /// <summary>The compiled pattern. Contracts repeat their patterns, so each is compiled once.</summary>
    public Patterns.JsonPattern Pattern(string source, JsonNode at)
    {
        if (_patterns.TryGetValue(source, out Patterns.JsonPattern? known)) return known;
        if (!Patterns.JsonPattern.TryCreate(source, out Patterns.JsonPattern? pattern, out string? error))
        {
            throw at.Error($"The regular expression is not valid: {error}");
        }

        _patterns.Add(source, pattern!);
        return pattern!;
    }

    /// <summary>Where a <c>$ref</c>, <c>$dynamicRef</c> or <c>$recursiveRef</c> leads.</summary>
    public (SchemaLocation Location, DynamicScope Scope) Follow(JsonNode reference, SchemaResource resource, DynamicScope scope)
    {
        if (!reference.IsString) throw reference.Error($"{reference.Name} must be a string");
        SchemaLocation target = Store.Resolve(resource, reference.String, reference);
        if (!target.Schema.IsSchemaShaped) throw reference.Error($"The reference \"{reference.String}\" leads to something that is not a schema");
        string? dynamicAnchor = reference.Name switch
        {
            "$recursiveRef" => "",
            "$dynamicRef" => UriReference.SplitFragment(reference.String).Fragment,
            _ => null,
        };
        if (dynamicAnchor is not null
            && target.Resource.DynamicAnchors.TryGetValue(dynamicAnchor, out JsonNode? anchored)
            && anchored == target.Schema
            && scope.TryFind(dynamicAnchor, out SchemaLocation outermost))
        {
            target = outermost;
        }

        return (target, scope.Enter(target.Resource));
    }

    private PlanNode Node(SchemaLocation location, DynamicScope scope, bool collectsEvaluated)
    {
        if (_nodes.TryGetValue((location.Schema, scope, collectsEvaluated), out PlanNode? node)) return node;
        node = NewNode(location, scope, collectsEvaluated);
        _queue.Enqueue(new Work(location, scope, node));
        return node;
    }

    /// <summary>The node of a boolean that stands for a schema although the dialect has no boolean schemas.</summary>
    public PlanNode Boolean(JsonNode value, SchemaResource resource)
    {
        if (_nodes.TryGetValue((value, _outermost, false), out PlanNode? node)) return node;
        node = NewNode(new SchemaLocation(value, resource), _outermost, collectsEvaluated: false);
        if (value.Kind == JsonKind.False) node.FalseSchema = new KeywordLocation("false", value, resource, Main);
        node.Seal();
        return node;
    }

    private PlanNode NewNode(SchemaLocation location, DynamicScope scope, bool collectsEvaluated)
    {
        int limit = Math.Max(MaxUnfolding, 4 * Store.Schemas.Count);
        if (_nodes.Count + _outermost.AnchorsOfAll >= limit) throw location.Schema.Error($"The schema unfolds into more than {limit} parts");
        var node = new PlanNode(_nodes.Count) { CollectsEvaluated = collectsEvaluated };
        _nodes.Add((location.Schema, scope, collectsEvaluated), node);
        _compiled.Add((node, location));
        location.Schema.IsCompiled = true;
        return node;
    }

    /// <summary>The reference keyword of a schema that asserts nothing else.</summary>
    private JsonNode? BareReference(SchemaLocation location)
    {
        JsonNode schema = location.Schema;
        SchemaDialect dialect = location.Resource.Dialect;
        if (dialect.RefStandsAlone) return schema.IsObject ? schema["$ref"] : null;
        // A large schema may be referred to often, and its keywords are asked for each time.
        if (schema.Children.Length <= 8) return FindBareReference(schema, dialect);
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

    /// <summary>Refuses schemas that apply themselves to the same value again, directly or through others: evaluating them would never end.</summary>
    private void RefuseCircles()
    {
        while (_circleStates.Count < _compiled.Count) _circleStates.Add(CircleState.Unknown);
        List<CircleState> state = _circleStates;
        var stack = new Stack<(PlanNode Node, int Next)>();
        for (; _circleFree < _compiled.Count; _circleFree++)
        {
            PlanNode start = _compiled[_circleFree].Node;
            if (state[start.Id] != CircleState.Unknown) continue;
            state[start.Id] = CircleState.Open;
            stack.Push((start, 0));
            while (stack.Count > 0)
            {
                (PlanNode node, int next) = stack.Pop();
                PlanNode? target = InPlaceTarget(node, next);
                if (target is null)
                {
                    state[node.Id] = CircleState.Free;
                    continue;
                }

                stack.Push((node, next + 1));
                if (state[target.Id] == CircleState.Open) throw _compiled[target.Id].Location.Schema.Error("The schema applies itself to the same value again, in a circle");
                if (state[target.Id] != CircleState.Unknown) continue;
                state[target.Id] = CircleState.Open;
                stack.Push((target, 0));
            }
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

    /// <summary>Where a schema that is nothing but a reference leads to in the end, and by which keywords.</summary>
    private sealed record PassedReferences(SchemaLocation Target, DynamicScope Scope, string Path, int Count);

    private enum CircleState : byte
    {
        Unknown,

        /// <summary>On the path that is being followed.</summary>
        Open,

        /// <summary>Applies itself by no path.</summary>
        Free,
    }

    private readonly record struct Work(SchemaLocation Location, DynamicScope Scope, PlanNode Node);
}
