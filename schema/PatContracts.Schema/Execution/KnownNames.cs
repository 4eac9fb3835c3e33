using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Patterns;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution;

/// <summary>Which members a schema names, by whatever schema it applies to the same value. Asked for only where unknown members are to be reported.</summary>
internal sealed class KnownNames
{
    private static readonly ConditionalWeakTable<PlanNode, KnownNames> Cache = new();

    private readonly NameTable _names;
    private readonly JsonPattern[] _patterns;
    private readonly bool _namesAll;

    private KnownNames(PlanNode node)
    {
        var nodes = new HashSet<PlanNode>();
        Gather(node, nodes);
        ObjectPlan[] plans = [.. nodes.Select(known => known.Object).OfType<ObjectPlan>()];
        _names = new NameTable([.. plans.SelectMany(plan => plan.Names.Names).Distinct(StringComparer.Ordinal)]);
        _patterns = [.. plans.SelectMany(plan => plan.Patterns).Select(pattern => pattern.Pattern)];
        // A schema without any named member describes a map, and one that judges the rest by a schema of its own knows them all.
        _namesAll = _names.Count == 0 || plans.Any(plan => plan.Additional is { Node.IsUnconstrained: false }) || nodes.Any(known => known.UnevaluatedProperties is not null);
    }

    public static KnownNames Of(PlanNode node) => Cache.GetValue(node, static key => new KnownNames(key));

    /// <param name="raw">The name as it stands in the text, without quotation marks.</param>
    public bool IsUnknown(ReadOnlySpan<byte> raw)
    {
        if (_namesAll) return false;
        using var name = new UnescapedString(raw);
        if (_names.Find(name.Utf8) >= 0) return false;
        foreach (JsonPattern pattern in _patterns)
        {
            if (pattern.IsMatch(name.Utf8) == PatternMatch.Yes) return false;
        }

        return true;
    }

    private static void Gather(PlanNode node, HashSet<PlanNode> nodes)
    {
        var waiting = new Stack<PlanNode>();
        waiting.Push(node);
        while (waiting.Count > 0)
        {
            PlanNode next = waiting.Pop();
            if (!nodes.Add(next)) continue;
            foreach (Applicator applicator in next.Applicators)
            {
                foreach (PlanEdge edge in applicator.Edges) waiting.Push(edge.Node);
            }

            foreach (DependentSchema dependent in next.Object?.DependentSchemas ?? []) waiting.Push(dependent.Edge.Node);
        }
    }
}
