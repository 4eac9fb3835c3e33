using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>The members that an object lacks when other code first sees it.</summary>
/// <param name="Object">The object.</param>
/// <param name="Missing">The required members missing on every path.</param>
/// <param name="MaybeMissing">The required members missing on some paths only.</param>
/// <param name="Incomplete">An escape at which the first of them is missing.</param>
/// <param name="Complete">For members that may be missing, an escape at which they are assigned, if there is one.</param>
internal sealed record MissingMembersResult(
    TrackedObject Object,
    ImmutableArray<BoundMember> Missing,
    ImmutableArray<BoundMember> MaybeMissing,
    Escape Incomplete,
    Escape? Complete)
{
    public static MissingMembersResult? Of(FlowResult flow, SyntaxNode creation, BoundModel model)
    {
        if (!flow.IsComplete) return null;

        ImmutableArray<Escape> escapes = flow.EscapesOf(creation, model);
        if (escapes.IsEmpty) return null;

        TrackedObject tracked = escapes[0].Object;
        ImmutableArray<BoundMember>.Builder missing = ImmutableArray.CreateBuilder<BoundMember>();
        ImmutableArray<BoundMember>.Builder maybe = ImmutableArray.CreateBuilder<BoundMember>();
        Escape? incomplete = null;
        Escape? sometimesIncomplete = null;
        Escape? complete = null;
        foreach (BoundMember member in tracked.Model.Members)
        {
            if (!member.IsRequired) continue;

            Escape? without = escapes.FirstOrDefault(escape => MemberFault.Missing.IsPossible(escape.Members[member]));
            if (without is null) continue;

            if (escapes.All(escape => MemberFault.Missing.IsCertain(escape.Members[member])))
            {
                missing.Add(member);
                incomplete ??= without;
                continue;
            }

            // Whether the member is assigned depends on the path, so a feasible path without it has to be proved.
            Witness witness = flow.Search(creation, model, member, MemberFault.Missing);
            if (witness.Incomplete is not { } proof) continue;

            if (witness.IsAlwaysFaulty)
            {
                missing.Add(member);
                incomplete ??= proof;
            }
            else
            {
                maybe.Add(member);
                sometimesIncomplete ??= proof;
                complete ??= witness.Complete;
            }
        }

        return (incomplete ?? sometimesIncomplete) is null
            ? null
            : new(tracked, missing.ToImmutable(), maybe.ToImmutable(), incomplete ?? sometimesIncomplete!, complete)
            {
                SometimesIncomplete = sometimesIncomplete,
            };
    }

    /// <summary>An escape without the first of the members that may be missing.</summary>
    public Escape? SometimesIncomplete { get; private init; }
}
