using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// Assigns each member of one object the schema that applies to it, assuming the object is valid, as far as names and a few constants determine it: the
/// alternative that applies, the branch of a condition, the unevaluated members. Declines if that depends on values that are not part of the shape.
/// </summary>
internal readonly ref struct ShapeObligations(ReadOnlySpan<byte> json, ObjectShape shape, EvaluationContext context)
{
    /// <summary>Longer constants would only produce shapes that no second object has.</summary>
    private const int LongestConstant = 40;

    private readonly ReadOnlySpan<byte> _json = json;

    private enum Decision
    {
        Unknown,
        Yes,
        No,
    }

    /// <summary>
    /// Assigns the schemas of members, assuming the object is valid against the schema. All other assertions of the schema depend on the names alone. Returns
    /// false if the schemas cannot be determined.
    /// </summary>
    /// <param name="node">The schema.</param>
    /// <param name="evaluated">The members that the schema evaluates, one bit each.</param>
    /// <param name="named">The members that the schema names, one bit each.</param>
    public bool TryApply(PlanNode node, out ulong evaluated, out ulong named)
    {
        evaluated = 0;
        named = 0;
        if (node.FalseSchema is not null || node.Values.Length > 0 || (node.Types & JsonTypes.Object) == 0) return false;
        if (node.Object is { } plan && !TryMembers(plan, ref evaluated, ref named)) return false;
        foreach (Applicator applicator in node.Applicators)
        {
            if (!TryApply(applicator, ref evaluated, ref named)) return false;
        }

        if (node.UnevaluatedProperties is not { } rest) return true;
        for (int i = 0; i < shape.Members.Count; i++)
        {
            if ((evaluated >> i & 1) != 0) continue;
            if (rest.Edge.Node.FalseSchema is not null) return false;
            shape.Members[i].Assign(rest.Edge.Node);
            evaluated |= 1UL << i;
        }

        return true;
    }

    private bool TryMembers(ObjectPlan plan, ref ulong evaluated, ref ulong named)
    {
        for (int i = 0; i < shape.Members.Count; i++)
        {
            ShapeMember member = shape.Members[i];
            bool isNamed = plan.Names.Find(member.Name) is >= 0 and int index && plan.Properties[index] is not null;
            if (isNamed) named |= 1UL << i;
            foreach (PlanNode? schema in Schemas(plan, member))
            {
                if (schema is null) return false;
                member.Assign(schema);
                evaluated |= 1UL << i;
            }
        }

        return true;
    }

    private bool TryApplyInPlace(PlanEdge edge, ref ulong evaluated, ref ulong named)
    {
        if (!TryApply(edge.Node, out ulong more, out ulong moreNamed)) return false;
        evaluated |= more;
        named |= moreNamed;
        return true;
    }

    private bool TryApply(Applicator applicator, ref ulong evaluated, ref ulong named)
    {
        switch (applicator)
        {
            case AllOfApplicator:
                foreach (PlanEdge edge in applicator.Edges)
                {
                    if (!TryApplyInPlace(edge, ref evaluated, ref named)) return false;
                }

                return true;
            case AnyOfApplicator or OneOfApplicator:
                return OnlyPossible(applicator) is { } only && TryApplyInPlace(only, ref evaluated, ref named);
            case NotApplicator:
                return Decide(applicator.Edges[0].Node) == Decision.No;
            case IfApplicator conditional:
                Decision decision = Decide(conditional.Test.Node);
                if (decision == Decision.Unknown || (decision == Decision.Yes && !TryApplyInPlace(conditional.Test, ref evaluated, ref named))) return false;
                PlanEdge? branch = decision == Decision.Yes ? conditional.Then : conditional.Else;
                return branch is null || TryApplyInPlace(branch, ref evaluated, ref named);
            case DependentSchemasApplicator dependent:
                for (int i = 0; i < dependent.Edges.Length; i++)
                {
                    if (shape.Has(dependent.Names, i) && !TryApplyInPlace(dependent.Edges[i], ref evaluated, ref named)) return false;
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Returns the only alternative that is not ruled out, which the valid object therefore matches; null if several remain.</summary>
    private PlanEdge? OnlyPossible(Applicator applicator)
    {
        PlanEdge? only = null;
        foreach (PlanEdge edge in applicator.Edges)
        {
            if (Decide(edge.Node) == Decision.No) continue;
            if (only is not null) return null;
            only = edge;
        }

        return only;
    }

    /// <summary>Returns whether every object with these names, and with the constants that become part of the shape, matches a schema.</summary>
    private Decision Decide(PlanNode node)
    {
        if (node.FalseSchema is not null || (node.Types & JsonTypes.Object) == 0) return Decision.No;
        bool isUnknown = node.Values.Length > 0 || node.NeedsEvaluation;
        var constants = new List<ShapeMember>();
        if (node.Object is { } plan)
        {
            if (IsInvalidByNames(plan)) return Decision.No;
            isUnknown |= plan.PropertyNames is not null;
            foreach (ShapeMember member in shape.Members)
            {
                foreach (PlanNode? schema in Schemas(plan, member))
                {
                    Decision decision = schema is null ? Decision.Unknown : Decide(schema, member);
                    if (decision == Decision.No) return Decision.No;
                    isUnknown |= decision == Decision.Unknown;
                    if (decision == Decision.Yes && !schema!.IsUnconstrained) constants.Add(member);
                }
            }
        }

        foreach (Applicator applicator in node.Applicators)
        {
            if (applicator is not AllOfApplicator)
            {
                isUnknown = true;
                continue;
            }

            foreach (PlanEdge edge in applicator.Edges)
            {
                Decision decision = Decide(edge.Node);
                if (decision == Decision.No) return Decision.No;
                isUnknown |= decision == Decision.Unknown;
            }
        }

        if (isUnknown) return Decision.Unknown;
        foreach (ShapeMember member in constants) member.IsFixed = true;
        return Decision.Yes;
    }

    /// <summary>Returns whether a member's value matches a schema of constants. A value that decides something becomes part of the shape.</summary>
    private Decision Decide(PlanNode schema, ShapeMember member)
    {
        if (schema.IsUnconstrained) return Decision.Yes;
        if (schema.FalseSchema is not null) return Decision.No;
        ReadOnlySpan<byte> value = _json.Slice(member.Value, member.ValueEnd - member.Value);
        bool isConstant = value.Length <= LongestConstant && value[0] is (byte)'"' or (byte)'t' or (byte)'f' or (byte)'n';
        if (!isConstant || schema.Values.Length == 0) return Decision.Unknown;
        if (new Evaluator<ScanningMode>(value, ValidationOptions.Default, context, depth: 0).Evaluate(schema, 0) == value.Length) return Decision.Yes;
        member.IsFixed = true;
        return Decision.No;
    }

    private bool IsInvalidByNames(ObjectPlan plan)
    {
        foreach (int required in plan.Required)
        {
            if (!shape.Has(plan.Names, required)) return true;
        }

        foreach (DependentRequired dependent in plan.DependentRequired)
        {
            if (!shape.Has(plan.Names, dependent.Name)) continue;
            foreach (int other in dependent.Others)
            {
                if (!shape.Has(plan.Names, other)) return true;
            }
        }

        return plan.PropertyCount is { } count && (shape.Members.Count < count.Minimum || shape.Members.Count > count.Maximum);
    }

    /// <summary>Returns the schemas that an object's plan has for a member, including null for a pattern that could not be decided.</summary>
    private List<PlanNode?> Schemas(ObjectPlan plan, ShapeMember member)
    {
        var schemas = new List<PlanNode?>();
        int index = plan.Names.Find(member.Name);
        if (index >= 0 && plan.Properties[index] is { } property) schemas.Add(property.Node);
        foreach (PatternProperty pattern in plan.Patterns)
        {
            PatternMatch match = pattern.Pattern.IsMatch(member.Name, ref context.Budget);
            if (match != PatternMatch.No) schemas.Add(match == PatternMatch.Yes ? pattern.Edge.Node : null);
        }

        if (schemas.Count == 0 && plan.Additional is { } additional) schemas.Add(additional.Node);
        return schemas;
    }
}
