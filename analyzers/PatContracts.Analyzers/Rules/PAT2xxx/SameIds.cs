using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds tokens of one method that have the same constant id and different flags.</summary>
internal static class SameIds
{
    /// <summary>Where an earlier token of the same id was given the other flag, on the path of a write; or null.</summary>
    public static SyntaxNode? OtherFlag(FlowResult flow, MemberWrite write)
    {
        if (write.Object.Origin is not (ObjectOrigin.Creation or ObjectOrigin.Factory)
            || write.Value.Constant is not bool flag
            || IdOf(flow, write.Object) is not { } id)
        {
            return null;
        }

        foreach (MemberWrite other in flow.Writes)
        {
            if (other.Object != write.Object
                && other.Object.Origin is ObjectOrigin.Creation or ObjectOrigin.Factory
                && other.Member.IsManagedFlag
                && other.Value.Constant is bool otherFlag && otherFlag != flag
                && other.Syntax.SpanStart < write.Syntax.SpanStart
                && write.State[other.Object] is { IsLost: false } members
                && IdOf(flow, other.Object) == id
                && IsOnlyFlag(flow, other)
                && IsUnused(flow, other.Object, members))
            {
                return other.Syntax;
            }
        }

        return null;
    }

    /// <summary>The constant id of a token that is given one only.</summary>
    private static string? IdOf(FlowResult flow, TrackedObject tracked)
    {
        string? id = null;
        foreach (MemberWrite write in flow.Writes)
        {
            if (write.Object != tracked || !TokenCopies.IsId(write.Member)) continue;
            if (write.Value.Constant is not string given || (id is not null && id != given)) return null;

            id = given;
        }

        return id;
    }

    private static bool IsOnlyFlag(FlowResult flow, MemberWrite given)
    {
        foreach (MemberWrite write in flow.Writes)
        {
            if (write.Object == given.Object && write.Member.IsManagedFlag && !Equals(write.Value.Constant, given.Value.Constant)) return false;
        }

        return true;
    }

    /// <summary>Not seen by other code yet, but for the collection that it is put into.</summary>
    private static bool IsUnused(FlowResult flow, TrackedObject tracked, ObjectState members) => !members.HasEscaped || flow.Escapes.All(escape =>
        escape.Object != tracked
        || escape.Kind == EscapeKind.Stored
        || (escape.Kind == EscapeKind.Passed && escape.Target is "Add" or "Append" or "AddLast" or "Enqueue" or "Push"));
}
