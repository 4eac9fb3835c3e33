using PatContracts.Schema.Compilation;

namespace PatContracts.Schema.FastPath;

/// <summary>What a leaf operation checks. Bounds are inclusive.</summary>
/// <param name="Minimum">Lower bound of a length in bytes, or of a number.</param>
/// <param name="Maximum">Upper bound of a length in bytes, or of a number.</param>
/// <param name="Choices">The strings of which it must be one.</param>
/// <param name="Item">Of an array: the operation for its elements.</param>
internal readonly record struct LeafLimits(long Minimum, long Maximum, NameTable? Choices, LeafKind Item = LeafKind.None)
{
    public static readonly LeafLimits None = new(long.MinValue, long.MaxValue, null);
}
