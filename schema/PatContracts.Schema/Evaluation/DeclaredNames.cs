using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Patterns;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>The properties that a schema declares, in any schema it applies to the same value. Needed only if undeclared properties are reported.</summary>
internal sealed class DeclaredNames
{
    private static readonly ConditionalWeakTable<PlanNode, DeclaredNames> Cache = new();

    private readonly NameTable _names;
    private readonly JsonPattern[] _patterns;
    private readonly bool _declaresAll;

    private DeclaredNames(PlanNode node)
    {
        var nodes = new HashSet<PlanNode>();
        Gather(node, nodes);
        ObjectPlan[] plans = [.. nodes.Select(known => known.Object).OfType<ObjectPlan>()];
        _names = new NameTable([.. plans.SelectMany(plan => plan.Names.Names).Distinct(StringComparer.Ordinal)]);
        _patterns = [.. plans.SelectMany(plan => plan.Patterns).Select(pattern => pattern.Pattern)];
        // A schema that declares no property describes a map; one with a schema for all other properties declares them all.
        _declaresAll = _names.Count == 0
            || plans.Any(plan => plan.Additional is { Node.IsUnconstrained: false })
            || nodes.Any(known => known.UnevaluatedProperties is not null);
    }

    /// <summary>The names.</summary>
    public IReadOnlyList<string> All => _names.Names;

    public static DeclaredNames Of(PlanNode node) => Cache.GetValue(node, static key => new DeclaredNames(key));

    /// <param name="raw">The name as written, without quotation marks.</param>
    /// <param name="context">Holds the budget of patterns.</param>
    public bool IsUndeclared(ReadOnlySpan<byte> raw, EvaluationContext context)
    {
        if (_declaresAll) return false;
        using var name = new UnescapedString(raw);
        if (_names.Find(name.Utf8) >= 0) return false;
        foreach (JsonPattern pattern in _patterns)
        {
            if (pattern.IsMatch(name.Utf8, ref context.Budget) == PatternMatch.Yes) return false;
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
        }
    }
}
