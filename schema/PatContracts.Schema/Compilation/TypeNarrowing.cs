using PatContracts.Schema.Compilation.Keywords;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// Works out which types of values a schema can accept at all, through <c>enum</c>, <c>const</c> and the schemas it applies to the same value. Most alternatives of a union are ruled out
/// by the type of a value alone; if one is left, the union is that alternative.
/// </summary>
internal sealed class TypeNarrowing
{
    /// <summary>Longer chains of schemas applied in place are not followed: nothing is narrowed by them.</summary>
    private const int MaxDepth = 32;

    /// <summary>How many unions may follow each other as their only alternatives.</summary>
    private const int MaxChain = 8;

    private const int MaxWidth = 256;

    // What the schemas that a schema applies in place allow.
    private Dictionary<PlanNode, JsonTypes>? _inPlace;

    /// <summary>Narrows a schema. Everything it leads to in place must be compiled.</summary>
    public void Narrow(PlanNode node)
    {
        node.PossibleTypes = Possible(node, 0);
        if (node.Applicators.Length > 0) node.ByType = AlternativesByType(node);
    }

    private JsonTypes Possible(PlanNode node, int depth)
    {
        if (node.FalseSchema is not null) return JsonTypes.None;
        JsonTypes types = node.Types;
        foreach (ValueAssertion assertion in node.Values)
        {
            if (assertion is OneOfValues constants) types &= constants.Types;
        }

        if (node.Applicators.Length > 0) types &= PossibleInPlace(node, depth);
        // A number of whatever kind is looked at as a number.
        return (types & JsonTypes.Number) != 0 ? types | (JsonTypes.Number & node.Types) : types;
    }

    private JsonTypes PossibleInPlace(PlanNode node, int depth)
    {
        _inPlace ??= [];
        if (_inPlace.TryGetValue(node, out JsonTypes types)) return types;
        types = JsonTypes.Any;
        if (depth > MaxDepth) return types;
        foreach (Applicator applicator in node.Applicators)
        {
            if (applicator is not (AllOfApplicator or AnyOfApplicator or OneOfApplicator)) continue;
            JsonTypes all = JsonTypes.Any;
            JsonTypes any = JsonTypes.None;
            foreach (PlanEdge edge in applicator.Edges)
            {
                JsonTypes possible = Possible(edge.Node, depth + 1);
                all &= possible;
                any |= possible;
            }

            types &= applicator is AllOfApplicator ? all : any;
        }

        // Where the chain was cut, the result is only wider than it could be.
        _inPlace[node] = types;
        return types;
    }

    /// <summary>For a schema that is nothing but a union (or a single reference): the alternative for each type; null where it is more, or some type has several.</summary>
    private PlanNode?[]? AlternativesByType(PlanNode node)
    {
        bool isOnlyUnion = node is { Applicators: [AnyOfApplicator or OneOfApplicator or AllOfApplicator { Edges.Length: 1 }], Object: null, Array: null, NeedsEvaluation: false, FalseSchema: null }
            && node.Values.Length + node.Strings.Length + node.Numbers.Length == 0;
        if (!isOnlyUnion || ChainLength(node) > MaxChain) return null;
        var byType = new PlanNode?[PlanNode.TypeCount];
        for (int i = 0; i < byType.Length; i++)
        {
            JsonTypes type = PlanNode.TypeAt(i);
            // An integer where only integers are allowed has to be told from other numbers by the schema itself.
            if (type == JsonTypes.Number && (node.Types & JsonTypes.Number) is not (JsonTypes.Number or JsonTypes.None)) return null;
            byType[i] = (node.Types & type) == 0 ? PlanNode.Impossible : OnlyAlternative(node.Applicators[0], type);
        }

        return byType;
    }

    /// <summary>The only alternative for a type; null where there are several.</summary>
    private PlanNode? OnlyAlternative(Applicator union, JsonTypes type)
    {
        PlanNode? only = null;
        foreach (PlanEdge edge in union.Edges)
        {
            if ((Possible(edge.Node, 0) & type) == 0) continue;
            if (only is not null) return null;
            only = edge.Node;
        }

        return only ?? PlanNode.Impossible;
    }

    private static int ChainLength(PlanNode node)
    {
        int length = 0;
        var level = new List<PlanNode> { node };
        while (level.Count > 0 && length <= MaxChain)
        {
            length++;
            var next = new List<PlanNode>();
            foreach (PlanNode schema in level)
            {
                foreach (Applicator applicator in schema.Applicators)
                {
                    foreach (PlanEdge edge in applicator.Edges)
                    {
                        // A wide level is as good a reason to stop as a long chain.
                        if (next.Count == MaxWidth) return MaxChain + 1;
                        next.Add(edge.Node);
                    }
                }
            }

            level = next;
        }

        return length;
    }
}
