namespace PatContracts.Analyzers.Flow;

/// <summary>Whether and how other code may have seen an object.</summary>
/// <param name="Escapes">On how many paths other code has seen it.</param>
/// <param name="IsLost">Whether the analysis can no longer follow it.</param>
/// <param name="Store">Where it was stored; the same body may still assign its missing members. Null if it was not stored, or was seen since.</param>
internal readonly record struct Visibility(Certainty Escapes, bool IsLost, PendingStore? Store)
{
    public static Visibility Join(Visibility left, Visibility right) => left == right ? left : new(
        left.Escapes == right.Escapes ? left.Escapes : Certainty.Sometimes,
        left.IsLost || right.IsLost,
        PendingStore.Join(left.Store, right.Store));
}
