using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation;

/// <summary>Turns schemas into plan nodes, each schema once for every way (dynamic scope, tracking) in which it is used.</summary>
internal sealed class SchemaCompiler(SchemaStore store, SchemaDocument main, ContractLoadOptions options)
{
    /// <summary>More nodes than any sensible contract has; a schema that unfolds beyond it was made to.</summary>
    private const int MaxNodes = 200_000;

    private readonly Dictionary<(JsonNode Schema, string Scope, bool CollectsEvaluated), PlanNode> _nodes = [];
    private readonly Queue<Work> _queue = [];
    private readonly List<(PlanNode Node, SchemaLocation Location)> _compiled = [];

    public SchemaStore Store { get; } = store;

    public SchemaDocument Main { get; } = main;

    public ContractLoadOptions Options { get; } = options;

    /// <summary>The plan of a schema and of all it leads to.</summary>
    /// <exception cref="ContractLoadException">A keyword's value is wrong, or a reference leads nowhere or in a circle.</exception>
    public Plan Compile(SchemaLocation location)
    {
        PlanEdge root = Edge(location, DynamicScope.Empty, collectsEvaluated: false, "");
        while (_queue.Count > 0)
        {
            Work work = _queue.Dequeue();
            new SchemaBuilder(this, work.Location, work.Scope, work.Node).Build();
        }

        RefuseCircles();
        foreach ((PlanNode node, _) in _compiled) node.ChooseLeaf();
        return new Plan(root.Node, _compiled.Count);
    }

    /// <summary>
    /// The edge to a schema. A schema that is nothing but a reference is passed through, so that references cost nothing at run time.
    /// </summary>
    public PlanEdge Edge(SchemaLocation location, DynamicScope scope, bool collectsEvaluated, string path)
    {
        HashSet<JsonNode>? passed = null;
        scope = scope.Enter(location.Resource);
        while (OnlyReference(location) is { } reference)
        {
            passed ??= [];
            if (!passed.Add(location.Schema)) throw reference.Error("The reference leads in a circle to itself");
            path += "/" + reference.Name;
            (location, scope) = Follow(reference, location.Resource, scope);
        }

        return new PlanEdge(Node(location, scope, collectsEvaluated), path);
    }

    /// <summary>Where a <c>$ref</c>, <c>$dynamicRef</c> or <c>$recursiveRef</c> leads.</summary>
    public (SchemaLocation Location, DynamicScope Scope) Follow(JsonNode reference, SchemaResource resource, DynamicScope scope)
    {
        if (!reference.IsString) throw reference.Error($"{reference.Name} must be a string");
        SchemaLocation target = Store.Resolve(resource, reference.String, reference);
        if (!target.Schema.IsSchemaShaped) throw reference.Error($"The reference \"{reference.String}\" leads to something that is no schema");
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
        if (_nodes.TryGetValue((location.Schema, scope.Key, collectsEvaluated), out PlanNode? node)) return node;
        if (_nodes.Count >= MaxNodes) throw location.Schema.Error($"The schema unfolds into more than {MaxNodes} parts");
        node = new PlanNode(_nodes.Count) { CollectsEvaluated = collectsEvaluated };
        _nodes.Add((location.Schema, scope.Key, collectsEvaluated), node);
        _compiled.Add((node, location));
        _queue.Enqueue(new Work(location, scope, node));
        return node;
    }

    /// <summary>The node of a boolean that stands for a schema where the dialect has no boolean schemas.</summary>
    public PlanNode Boolean(JsonNode value, SchemaResource resource)
    {
        if (_nodes.TryGetValue((value, "", false), out PlanNode? node)) return node;
        node = new PlanNode(_nodes.Count);
        _nodes.Add((value, "", false), node);
        _compiled.Add((node, new SchemaLocation(value, resource)));
        if (value.Kind == JsonKind.False) node.FalseSchema = new KeywordLocation("false", value, resource, Main);
        node.Seal();
        return node;
    }

    /// <summary>The reference keyword of a schema that asserts nothing else.</summary>
    private static JsonNode? OnlyReference(SchemaLocation location)
    {
        if (!location.Schema.IsObject) return null;
        SchemaDialect dialect = location.Resource.Dialect;
        if (dialect.RefStandsAlone) return location.Schema["$ref"];
        JsonNode? reference = null;
        foreach (JsonNode member in location.Schema.Children)
        {
            if (KeywordTable.Find(member.Name!, dialect) is not { IsAssertive: true } keyword) continue;
            if (keyword is not Keywords.ReferenceKeyword || reference is not null) return null;
            reference = member;
        }

        return reference;
    }

    /// <summary>Refuses schemas that apply themselves to the same value again, by whatever way: they could never come to an end.</summary>
    private void RefuseCircles()
    {
        byte[] state = new byte[_compiled.Count];
        var stack = new Stack<(PlanNode Node, int Next)>();
        foreach ((PlanNode start, _) in _compiled)
        {
            if (state[start.Id] != 0) continue;
            state[start.Id] = 1;
            stack.Push((start, 0));
            while (stack.Count > 0)
            {
                (PlanNode node, int next) = stack.Pop();
                PlanNode? target = InPlaceTarget(node, next);
                if (target is null)
                {
                    state[node.Id] = 2;
                    continue;
                }

                stack.Push((node, next + 1));
                if (state[target.Id] == 1) throw _compiled[target.Id].Location.Schema.Error("The schema applies itself to the same value again, in a circle");
                if (state[target.Id] != 0) continue;
                state[target.Id] = 1;
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

    private readonly record struct Work(SchemaLocation Location, DynamicScope Scope, PlanNode Node);
}
