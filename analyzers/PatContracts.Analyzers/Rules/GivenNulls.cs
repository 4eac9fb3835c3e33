using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Tells apart a null that a member keeps once it is given (PAT1003, reported on the null) from one that only some paths leave in place
/// (PAT1002, reported on the object).
/// </summary>
internal static class GivenNulls
{
    /// <summary>Whether a value was written to the member in this body, and is overwritten, or is not null, on some other path.</summary>
    public static bool IsGivenOnSomePath(FlowResult flow, TrackedObject tracked, BoundMember member, FlowValue value)
    {
        foreach (MemberWrite write in flow.Writes)
        {
            if (write.Object == tracked && write.Member == member && write.Value == value) return !StaysNull(flow, write);
        }

        return false;
    }

    /// <summary>Whether what this write gives is null whichever way it is reached, and is never written over before the object is seen.</summary>
    public static bool StaysNull(FlowResult flow, MemberWrite given) => IsAlwaysNull(flow, given) && !IsOverwritten(flow, given);

    private static bool IsAlwaysNull(FlowResult flow, MemberWrite given)
    {
        // A null that stands in the assigned expression itself speaks for itself, even as one side of a conditional.
        if (given.Value.Origin is { } origin && given.ValueSyntax.Span.Contains(origin.Span)) return true;

        foreach (MemberWrite write in flow.Writes)
        {
            if (write.ValueSyntax == given.ValueSyntax && write.Member == given.Member && write.Value.Kind != given.Value.Kind) return false;
        }

        return true;
    }

    private static bool IsOverwritten(FlowResult flow, MemberWrite given)
    {
        foreach (MemberWrite write in flow.Writes)
        {
            if (write.Object == given.Object
                && write.Member == given.Member
                && write.Syntax != given.Syntax
                && write.Before.Kind == SlotKind.Set
                && !write.Before.IsSeen
                && write.Before.Value == given.Value)
            {
                return true;
            }
        }

        return false;
    }
}
