using PatContracts.Schema.Compilation;
using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.Execution.Gaps;

/// <summary>
/// Works out what the members of one good object have to meet, as far as names and a few constants tell: which alternative applies, which branch of a
/// condition, what is left unevaluated. Gives up where that hangs on values that the gaps do not hold.
/// </summary>
internal readonly ref struct GapEvaluation(ReadOnlySpan<byte> json, GapShape shape)
{
    /// <summary>Longer constants would only make ways that no second object takes.</summary>
    private const int LongestConstant = 40;

    private readonly ReadOnlySpan<byte> _json = json;

    private enum Answer
    {
        Unknown,
        Yes,
        No,
    }

    /// <summary>
    /// Puts to the members what a schema asks of them, given that the object meets the schema. Everything else that the schema asks is settled by the
    /// names alone. False where it cannot be worked out.
    /// </summary>
    /// <param name="node">The schema.</param>
    /// <param name="evaluated">The members that the schema evaluates, one bit each.</param>
    /// <param name="named">The members that it names.</param>
    public bool TryApply(PlanNode node, out ulong evaluated, out ulong named)
    {
        evaluated = 0;
        named = 0;
        if (node.NeverSite is not null || node.Values.Length > 0 || (node.Types & JsonTypes.Object) == 0) return false;
        if (node.Object is { } plan && !TryMembers(plan, ref evaluated, ref named)) return false;
        foreach (Applicator applicator in node.Applicators)
        {
            if (!TryApply(applicator, ref evaluated, ref named)) return false;
        }

        if (node.UnevaluatedProperties is not { } rest) return true;
        for (int i = 0; i < shape.Members.Count; i++)
        {
            if ((evaluated >> i & 1) != 0) continue;
            if (rest.Edge.Node.NeverSite is not null) return false;
            shape.Members[i].Oblige(rest.Edge.Node);
            evaluated |= 1UL << i;
        }

        return true;
    }

    private bool TryMembers(ObjectPlan plan, ref ulong evaluated, ref ulong named)
    {
        for (int i = 0; i < shape.Members.Count; i++)
        {
            GapMember member = shape.Members[i];
            bool isNamed = plan.Names.Find(member.Name) is >= 0 and int index && plan.Properties[index] is not null;
            if (isNamed) named |= 1UL << i;
            foreach (PlanNode? schema in Schemas(plan, member))
            {
                if (schema is null) return false;
                member.Oblige(schema);
                evaluated |= 1UL << i;
            }
        }

        foreach (DependentSchema dependent in plan.DependentSchemas)
        {
            if (shape.Has(plan.Names, dependent.Name) && !Also(dependent.Edge, ref evaluated, ref named)) return false;
        }

        return true;
    }

    private bool Also(PlanEdge edge, ref ulong evaluated, ref ulong named)
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
                    if (!Also(edge, ref evaluated, ref named)) return false;
                }

                return true;
            case AnyOfApplicator or OneOfApplicator:
                return OnlyPossible(applicator) is { } only && Also(only, ref evaluated, ref named);
            case NotApplicator:
                return Decide(applicator.Edges[0].Node) == Answer.No;
            case IfApplicator conditional:
                Answer answer = Decide(conditional.Test.Node);
                if (answer == Answer.Unknown || (answer == Answer.Yes && !Also(conditional.Test, ref evaluated, ref named))) return false;
                PlanEdge? branch = answer == Answer.Yes ? conditional.Then : conditional.Else;
                return branch is null || Also(branch, ref evaluated, ref named);
            default:
                return false;
        }
    }

    /// <summary>The one alternative that is not ruled out, and which the good object therefore meets; null where more are left.</summary>
    private PlanEdge? OnlyPossible(Applicator applicator)
    {
        PlanEdge? only = null;
        foreach (PlanEdge edge in applicator.Edges)
        {
            if (Decide(edge.Node) == Answer.No) continue;
            if (only is not null) return null;
            only = edge;
        }

        return only;
    }

    /// <summary>Whether every object with these names, and with the constants that are noted on the way, meets a schema.</summary>
    private Answer Decide(PlanNode node)
    {
        if (node.NeverSite is not null || (node.Types & JsonTypes.Object) == 0) return Answer.No;
        bool isUnknown = node.Values.Length > 0 || node.NeedsEvaluation;
        var constants = new List<GapMember>();
        if (node.Object is { } plan)
        {
            if (IsBrokenByNames(plan)) return Answer.No;
            isUnknown |= plan.PropertyNames is not null || plan.DependentSchemas.Length > 0;
            foreach (GapMember member in shape.Members)
            {
                foreach (PlanNode? schema in Schemas(plan, member))
                {
                    Answer answer = schema is null ? Answer.Unknown : Decide(schema, member);
                    if (answer == Answer.No) return Answer.No;
                    isUnknown |= answer == Answer.Unknown;
                    if (answer == Answer.Yes && !schema!.IsUnconstrained) constants.Add(member);
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
                Answer answer = Decide(edge.Node);
                if (answer == Answer.No) return Answer.No;
                isUnknown |= answer == Answer.Unknown;
            }
        }

        if (isUnknown) return Answer.Unknown;
        foreach (GapMember member in constants) member.IsFixed = true;
        return Answer.Yes;
    }

    /// <summary>Whether a member's value meets a schema of constants. A value that decides something becomes part of the gap.</summary>
    private Answer Decide(PlanNode schema, GapMember member)
    {
        if (schema.IsUnconstrained) return Answer.Yes;
        if (schema.NeverSite is not null) return Answer.No;
        ReadOnlySpan<byte> value = _json.Slice(member.Value, member.ValueEnd - member.Value);
        bool isConstant = value.Length <= LongestConstant && value[0] is (byte)'"' or (byte)'t' or (byte)'f' or (byte)'n';
        if (!isConstant || schema.Values.Length == 0) return Answer.Unknown;
        if (Validation.IsValid(schema, value, ValidationOptions.Default)) return Answer.Yes;
        member.IsFixed = true;
        return Answer.No;
    }

    private bool IsBrokenByNames(ObjectPlan plan)
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

    /// <summary>The schemas that an object's plan has for a member; a null among them where a pattern could not be decided.</summary>
    private static List<PlanNode?> Schemas(ObjectPlan plan, GapMember member)
    {
        var schemas = new List<PlanNode?>();
        int index = plan.Names.Find(member.Name);
        if (index >= 0 && plan.Properties[index] is { } property) schemas.Add(property.Node);
        foreach (PatternProperty pattern in plan.Patterns)
        {
            PatternMatch match = pattern.Pattern.IsMatch(member.Name);
            if (match != PatternMatch.No) schemas.Add(match == PatternMatch.Yes ? pattern.Edge.Node : null);
        }

        if (schemas.Count == 0 && plan.Additional is { } additional) schemas.Add(additional.Node);
        return schemas;
    }
}
