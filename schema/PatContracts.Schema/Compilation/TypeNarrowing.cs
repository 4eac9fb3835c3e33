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

    private readonly Dictionary<PlanNode, JsonTypes> _possible = [];

    /// <summary>Narrows a schema. Everything it leads to in place must be compiled.</summary>
    public void Narrow(PlanNode node)
    {
        node.PossibleTypes = Possible(node, 0);
        node.ByType = AlternativesByType(node);
    }

    private JsonTypes Possible(PlanNode node, int depth)
    {
        if (_possible.TryGetValue(node, out JsonTypes known)) return known;
        if (node.FalseSchema is not null) return JsonTypes.None;
        if (depth > MaxDepth) return node.Types;
        JsonTypes types = node.Types;
        foreach (ValueAssertion assertion in node.Values)
        {
            if (assertion is OneOfValues constants) types &= constants.Types;
        }

        foreach (Applicator applicator in node.Applicators)
        {
            types &= applicator switch
            {
                AllOfApplicator => applicator.Edges.Aggregate(JsonTypes.Any, (all, edge) => all & Possible(edge.Node, depth + 1)),
                AnyOfApplicator or OneOfApplicator => applicator.Edges.Aggregate(JsonTypes.None, (any, edge) => any | Possible(edge.Node, depth + 1)),
                _ => JsonTypes.Any,
            };
        }

        // A number of whatever kind is looked at as a number.
        if ((types & JsonTypes.Number) != 0) types |= JsonTypes.Number & node.Types;
        // Where the chain was cut, the result is only wider than it could be.
        _possible[node] = types;
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
            PlanNode[] possible = (node.Types & type) == 0 ? [] : [.. node.Applicators[0].Edges.Select(edge => edge.Node).Where(alternative => (Possible(alternative, 0) & type) != 0)];
            // An integer where only integers are allowed has to be told from other numbers by the schema itself.
            if (type == JsonTypes.Number && (node.Types & JsonTypes.Number) is not (JsonTypes.Number or JsonTypes.None)) return null;
            byType[i] = possible.Length switch
            {
                0 => PlanNode.Impossible,
                1 => possible[0],
                _ => null,
            };
        }

        return byType;
    }

    private static int ChainLength(PlanNode node)
    {
        int length = 0;
        var level = new List<PlanNode> { node };
        while (level.Count > 0 && length <= MaxChain)
        {
            length++;
            level = [.. level.SelectMany(schema => schema.Applicators).SelectMany(applicator => applicator.Edges).Select(edge => edge.Node).Take(64)];
        }

        return length;
    }
}
