using PatContracts.Schema.Compilation.Keywords;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// Determines the types of values that a schema can accept, considering <c>enum</c>, <c>const</c> and the schemas it applies in place. The type of a value
/// alone rules out most alternatives of a union; if one remains, the union is replaced by that alternative.
/// </summary>
internal sealed class TypeNarrowing
{
    /// <summary>The maximum length of chains of schemas applied in place; longer ones do not narrow the types.</summary>
    private const int MaxDepth = 32;

    /// <summary>The maximum number of unions that are each the only alternative of the one before.</summary>
    private const int MaxChain = 8;

    private const int MaxWidth = 256;

    // The types allowed by the schemas that a schema applies in place.
    private Dictionary<PlanNode, JsonTypes>? _inPlace;

    /// <summary>Narrows a schema. All schemas that it applies in place must be compiled.</summary>
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
        // Numbers of any kind are treated as numbers.
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

        // If the chain was cut off, the result is only wider than necessary.
        _inPlace[node] = types;
        return types;
    }

    /// <summary>
    /// Returns the alternative for each type of a schema that consists of a union (or a single reference) only; null if it has other keywords or several
    /// alternatives for a type.
    /// </summary>
    private PlanNode?[]? AlternativesByType(PlanNode node)
    {
        bool isOnlyUnion = node is { Applicators: [AnyOfApplicator or OneOfApplicator or AllOfApplicator { Edges.Length: 1 }], Object: null, Array: null, NeedsEvaluation: false, FalseSchema: null }
            && node.Values.Length + node.Strings.Length + node.Numbers.Length == 0;
        if (!isOnlyUnion || ChainLength(node) > MaxChain) return null;
        var byType = new PlanNode?[PlanNode.TypeCount];
        for (int i = 0; i < byType.Length; i++)
        {
            JsonTypes type = PlanNode.TypeAt(i);
            // If only integers are allowed, the schema itself has to tell them from other numbers.
            if (type == JsonTypes.Number && (node.Types & JsonTypes.Number) is not (JsonTypes.Number or JsonTypes.None)) return null;
            byType[i] = (node.Types & type) == 0 ? PlanNode.Impossible : OnlyAlternative(node.Applicators[0], type);
        }

        return byType;
    }

    /// <summary>Returns the only alternative for a type; null if there are several.</summary>
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
                        // A wide level is as much a reason to stop as a long chain.
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
