using System.Collections.Immutable;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the original of a copied token: the one that supplies its id, or the operand of <c>with</c>.</summary>
internal static class TokenCopies
{
    private const string IdName = "id";

    public static bool IsId(BoundMember member) => member.WireName == IdName;

    /// <summary>Returns the tokens that a token may be a copy of at a write to one of its members, excluding itself.</summary>
    public static IEnumerable<TrackedObject> SourcesOf(FlowResult flow, MemberWrite write)
    {
        var sources = new HashSet<TrackedObject>();
        for (TrackedObject? source = write.Object.Source; source is not null; source = source.Source) sources.Add(source);

        foreach (MemberWrite other in flow.WritesTo(write.Object.Syntax))
        {
            if (other.Object == write.Object && IsId(other.Member) && other.Value.ReadFrom is { } read && IsId(read.Member)) sources.Add(read.Object);
        }

        if (write.Object.Model.FindMember(IdName) is { } id && write.State[write.Object]?[id].Value.ReadFrom is { } assigned && IsId(assigned.Member))
        {
            sources.Add(assigned.Object);
        }

        sources.Remove(write.Object);
        return sources;
    }

    /// <summary>
    /// Returns the single token that supplies the id and at least one more member of a new token on every path to its escapes; or null. Members copied by
    /// <c>with</c> do not count: <c>with</c> copies the flag too.
    /// </summary>
    public static TrackedObject? SourceOf(ImmutableArray<Escape> escapes)
    {
        TrackedObject? source = null;
        foreach (Escape escape in escapes)
        {
            TrackedObject? idSource = escape.Object.Model.FindMember(IdName) is { } id ? ReadFrom(escape, id)?.Object : null;
            if (idSource is null || (source is not null && idSource != source)) return null;

            source = idSource;
        }

        int copied = escapes[0].Object.Model.Members.Count(member =>
            escapes.Any(escape => ReadFrom(escape, member) is { } read && read.Object == source && read.Member.WireName == member.WireName));
        return copied >= 2 ? source : null;
    }

    /// <summary>The origin of a member's value, through copies made by <c>with</c> since.</summary>
    private static FlowValue.MemberRead? ReadFrom(Escape escape, BoundMember member)
    {
        FlowValue.MemberRead? read = escape.Members[member].Value.ReadFrom;
        TrackedObject? original = escape.Object.Source;
        while (read is not null && read.Object == original)
        {
            read = escape.State[original]?[read.Member].Value.ReadFrom;
            original = original.Source;
        }

        return read is { IsNegated: false } ? read : null;
    }
}
