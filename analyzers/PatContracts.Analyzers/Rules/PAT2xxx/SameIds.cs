using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds tokens in one method with the same constant id and different flags.</summary>
internal static class SameIds
{
    /// <summary>Returns the assignment of the other flag to an earlier token with the same id, on the path of a write; or null.</summary>
    public static SyntaxNode? OtherFlag(FlowResult flow, MemberWrite write)
    {
        if (write.Object.Origin is not (ObjectOrigin.Creation or ObjectOrigin.Factory)
            || write.Value.Constant is not bool flag
            || IdOf(flow, write.Object) is not { } id)
        {
            return null;
        }

        foreach (MemberWrite other in flow.Derived(Index.Of).FlagsOf(id))
        {
            if (other.Object != write.Object
                && other.Value.Constant is bool otherFlag && otherFlag != flag
                && other.Syntax.SpanStart < write.Syntax.SpanStart
                && write.State[other.Object] is { IsLost: false } members
                && IsOnlyFlag(flow, other)
                && IsUnused(flow, other.Object, members))
            {
                return other.Syntax;
            }
        }

        return null;
    }

    /// <summary>The constant id of a token that is assigned only one id.</summary>
    private static string? IdOf(FlowResult flow, TrackedObject tracked) => flow.Derived(Index.Of).IdOf(tracked);

    private static bool IsOnlyFlag(FlowResult flow, MemberWrite assigned) => !flow.WritesTo(assigned.Object.Syntax).Any(write =>
        write.Object == assigned.Object && write.Member.IsManagedFlag && !Equals(write.Value.Constant, assigned.Value.Constant));

    /// <summary>Whether other code has not seen the token yet, except for the collection to which it is added.</summary>
    private static bool IsUnused(FlowResult flow, TrackedObject tracked, MemberStates members) => !members.HasEscaped || flow.Escapes.All(escape =>
        escape.Object != tracked
        || escape.Kind == EscapeKind.Stored
        || (escape.Kind == EscapeKind.Passed && escape.Target is "Add" or "Append" or "AddLast" or "Enqueue" or "Push"));

    /// <summary>The constant ids of the tokens in a body, and the flags of the tokens by id.</summary>
    private sealed class Index
    {
        private readonly Dictionary<TrackedObject, string?> _ids = [];
        private readonly ILookup<string, MemberWrite> _flags;

        private Index(FlowResult flow)
        {
            foreach (MemberWrite write in flow.Writes)
            {
                if (!TokenCopies.IsId(write.Member)) continue;

                var assigned = write.Value.Constant as string;
                _ids[write.Object] = !_ids.TryGetValue(write.Object, out string? other) || other == assigned ? assigned : null;
            }

            _flags = flow.Writes
                .Where(write => write.Member.IsManagedFlag
                    && write.Object.Origin is ObjectOrigin.Creation or ObjectOrigin.Factory
                    && IdOf(write.Object) is not null)
                .ToLookup(write => IdOf(write.Object)!);
        }

        public static Index Of(FlowResult flow) => new(flow);

        public string? IdOf(TrackedObject tracked) => _ids.TryGetValue(tracked, out string? id) ? id : null;

        public IEnumerable<MemberWrite> FlagsOf(string id) => _flags[id];
    }
}
