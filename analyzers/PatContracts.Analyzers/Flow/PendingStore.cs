using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>The location at which an object was stored, and its members on the paths on which it was.</summary>
/// <param name="Syntax">The location.</param>
/// <param name="Kind">How it was stored.</param>
/// <param name="Target">The name of the field, or of the method that stores it.</param>
/// <param name="Member">The field or property.</param>
internal sealed record PendingStore(SyntaxNode Syntax, EscapeKind Kind, string? Target, ISymbol? Member)
{
    public MemberSet Set { get; init; }

    public MemberSet Unset { get; init; }

    /// <summary>Whether the object was stored on some paths only.</summary>
    public bool IsPartial { get; init; }

    public PendingStore With(int index, SlotKind kind) =>
        this with { Set = Set.With(index, kind == SlotKind.Set), Unset = Unset.With(index, kind == SlotKind.Unset) };

    public static PendingStore? Join(PendingStore? left, PendingStore? right)
    {
        if (left is null || right is null) return (left ?? right) is { } store ? store with { IsPartial = true } : null;

        return left with { Set = left.Set.And(right.Set), Unset = left.Unset.And(right.Unset), IsPartial = left.IsPartial || right.IsPartial };
    }
}
