using System.Runtime.Intrinsics;
using PatContracts.Schema.Compilation;

namespace PatContracts.Schema.Execution.Gaps;

/// <summary>One gap, or a piece of a long one, and the value behind it.</summary>
internal struct GapStep
{
    /// <summary>How many bytes one comparison takes; a longer gap is cut in pieces.</summary>
    public static readonly int MaxLength = Vector256<byte>.Count;

    /// <summary>The gap's bytes, zeros behind them.</summary>
    public Vector256<byte> Bytes;

    /// <summary>All ones where a byte counts.</summary>
    public Vector256<byte> Mask;

    /// <summary>The schema of the value behind the gap.</summary>
    public PlanNode Node;

    /// <summary>How many bytes the gap has.</summary>
    public int Length;

    /// <summary>The step to try where this gap is not what the text goes on with; −1 where there is none.</summary>
    public int Alternative;

    /// <summary>How many objects deeper than the table's own object the value stands.</summary>
    public int Depth;

    public GapLeaf Leaf;

    /// <summary>How long the value was that this step was learned from.</summary>
    public int ValueLength;

    /// <summary>What <see cref="Leaf"/> needs to know.</summary>
    public GapLimits Limits;

    public static GapStep Create(ReadOnlySpan<byte> gap, GapLeaf leaf, GapLimits limits, PlanNode node, int depth)
    {
        Span<byte> bytes = stackalloc byte[Vector256<byte>.Count];
        Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
        bytes.Clear();
        mask.Clear();
        gap.CopyTo(bytes);
        mask.Slice(0, gap.Length).Fill(0xFF);
        return new GapStep
        {
            Bytes = Vector256.Create((ReadOnlySpan<byte>)bytes),
            Mask = Vector256.Create((ReadOnlySpan<byte>)mask),
            Node = node,
            Length = gap.Length,
            Alternative = -1,
            Depth = depth,
            Leaf = leaf,
            Limits = limits,
        };
    }

    /// <summary>Whether the gap has a byte that ends a line.</summary>
    public readonly bool HasLineEnd => (Vector256.Equals(Bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(Bytes, Vector256.Create((byte)'\r'))) != Vector256<byte>.Zero;

    /// <summary>Whether two steps ask for the same.</summary>
    public readonly bool IsLike(in GapStep other) =>
        Leaf == other.Leaf && Length == other.Length && Node == other.Node && Bytes == other.Bytes;
}

/// <summary>Bounds of a leaf, inclusive: of a length in bytes, or of a number's value; the strings among which it must be; of an array all that for its elements.</summary>
internal readonly record struct GapLimits(long Minimum, long Maximum, NameTable? Choices, GapLeaf Item = GapLeaf.None)
{
    public static readonly GapLimits None = new(long.MinValue, long.MaxValue, null);
}
