using System.Collections.Immutable;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>Where to continue when a <c>finally</c> block ends.</summary>
/// <param name="Destination">The block.</param>
/// <param name="Finallies">The <c>finally</c> blocks before it, innermost first.</param>
/// <param name="Next">The index of the one that runs next.</param>
/// <param name="Outer">Where to continue after the destination if that is itself in a <c>finally</c> block.</param>
internal sealed record Continuation(BasicBlock Destination, ImmutableArray<ControlFlowRegion> Finallies, int Next, Continuation? Outer)
{
    public bool Equals(Continuation? other) => ReferenceEquals(this, other)
        || (other is not null
            && Destination == other.Destination
            && Next == other.Next
            && Finallies.SequenceEqual(other.Finallies)
            && Equals(Outer, other.Outer));

    public override int GetHashCode() => (Destination.Ordinal * 31) + Next;
}
