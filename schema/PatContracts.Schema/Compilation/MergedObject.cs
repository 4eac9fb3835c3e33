namespace PatContracts.Schema.Compilation;

/// <summary>
/// The assertions of a schema about objects, merged with those of the schemas it applies in place, for flag output: <c>allOf</c> becomes part of one object
/// plan. The members that other in-place applicators read are known by name: only these are indexed, and the rest of the object is evaluated while it is
/// scanned.
/// </summary>
internal sealed class MergedObject
{
    // Bounds the cost of merging, which is done for every schema that is used.
    private const int MaxSchemas = 64;
    private const int MaxNames = 512;

    private readonly List<ObjectPlan> _plans = [];
    private readonly List<Applicator> _rest = [];
    private readonly HashSet<string> _watched = new(StringComparer.Ordinal);
    private JsonTypes _types = JsonTypes.Any;
    private int _schemas;
    private int _names;

    private MergedObject(PlanNode node)
    {
        if (!TryMerge(node) || (_types & JsonTypes.Object) == 0 || Merge() is not { } plan) return;
        Node = new PlanNode(PlanNode.Unconstrained.Id) { Types = JsonTypes.Object, Object = plan };
        Node.Seal();
        if (_rest.Count == 0) return;
        Rest = new PlanNode(PlanNode.Unconstrained.Id) { Applicators = [.. _rest] };
        Rest.Seal();
    }

    /// <summary>The merged schema; null if the schema cannot be merged.</summary>
    public PlanNode? Node { get; }

    /// <summary>
    /// The applicators that are not part of <see cref="Node"/> and read the watched members only (<see cref="ObjectPlan.Watched"/>); null if there are none.
    /// </summary>
    public PlanNode? Rest { get; }

    public static MergedObject Of(PlanNode node) => new(node);

    private bool TryMerge(PlanNode node)
    {
        if (++_schemas > MaxSchemas || node.FalseSchema is not null || node.NeedsEvaluation || node.Values.Length > 0) return false;
        _types &= node.Types;
        if (node.Object is { } plan)
        {
            if (plan.MatchesNames || (_names += plan.Names.Count) > MaxNames) return false;
            _plans.Add(plan);
        }

        foreach (Applicator applicator in node.Applicators)
        {
            if (applicator is AllOfApplicator)
            {
                foreach (PlanEdge edge in applicator.Edges)
                {
                    if (!TryMerge(edge.Node)) return false;
                }
            }
            else if (TryWatch(applicator))
            {
                _rest.Add(applicator);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Records the names of the members that an applicator reads. Returns false if it reads all members.</summary>
    private bool TryWatch(Applicator applicator)
    {
        if (applicator is PropertyDependenciesApplicator) return false;
        if (applicator is DependentSchemasApplicator dependent && !TryWatch(dependent.Names)) return false;
        foreach (PlanEdge edge in applicator.Edges)
        {
            if (!TryWatch(edge.Node)) return false;
        }

        return true;
    }

    private bool TryWatch(PlanNode node)
    {
        if (++_schemas > MaxSchemas || node.NeedsEvaluation || node.Values.Length > 0) return false;
        return (node.Object is not { } plan || TryWatch(plan)) && Array.TrueForAll(node.Applicators, TryWatch);
    }

    private bool TryWatch(ObjectPlan plan) =>
        !plan.MatchesNames && plan.Additional is not { Node.IsUnconstrained: false } && plan.PropertyCount is null && TryWatch(plan.Names);

    private bool TryWatch(NameTable names)
    {
        if ((_names += names.Count) > MaxNames) return false;
        _watched.UnionWith(names.Names);
        return true;
    }

    /// <summary>Returns one plan that combines all plans; null if a property has several schemas, or would be subject to a different schema.</summary>
    private ObjectPlan? Merge()
    {
        // The members that additionalProperties applies to depend on the properties next to it.
        if (_plans.Count > 1 && _plans.Exists(static plan => plan.Additional is not null)) return null;
        if (_plans.Count(static plan => plan.PropertyCount is not null) > 1) return null;
        var builder = new ObjectPlanBuilder();
        var properties = new HashSet<string>(StringComparer.Ordinal);
        foreach (ObjectPlan plan in _plans)
        {
            for (int i = 0; i < plan.Properties.Length; i++)
            {
                if (plan.Properties[i] is not { } property) continue;
                if (!properties.Add(plan.Names.Names[i])) return null;
                builder.Property(plan.Names.Names[i], property);
            }

            builder.Add(plan);
        }

        return builder.Build(_watched) ?? ObjectPlan.Empty;
    }
}
