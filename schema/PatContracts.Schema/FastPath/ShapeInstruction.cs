using System.Runtime.Intrinsics;
using PatContracts.Schema.Compilation;

namespace PatContracts.Schema.FastPath;

/// <summary>The bytes before a value (or a part of them, where they are many), and how the value is read.</summary>
internal struct ShapeInstruction
{
    /// <summary>How many bytes one comparison takes; what is longer takes several instructions.</summary>
    public static readonly int MaxLength = Vector256<byte>.Count;

    /// <summary>The bytes, followed by zeros.</summary>
    public Vector256<byte> Bytes;

    /// <summary>All ones where a byte counts.</summary>
    public Vector256<byte> Mask;

    /// <summary>The schema of the value after the bytes.</summary>
    public PlanNode Node;

    /// <summary>Number of bytes.</summary>
    public int Length;

    /// <summary>The instruction to try where the text has other bytes; −1 where there is none.</summary>
    public int Alternative;

    /// <summary>How many objects are around the value, the program's own object not included.</summary>
    public int Depth;

    public LeafKind Leaf;

    /// <summary>Length of the recorded value.</summary>
    public int ValueLength;

    /// <summary>What <see cref="Leaf"/> needs to know.</summary>
    public LeafLimits Limits;

    public static ShapeInstruction Create(ReadOnlySpan<byte> text, LeafKind leaf, LeafLimits limits, PlanNode node, int depth)
    {
        Span<byte> bytes = stackalloc byte[Vector256<byte>.Count];
        Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
        bytes.Clear();
        mask.Clear();
        text.CopyTo(bytes);
        mask.Slice(0, text.Length).Fill(0xFF);
        return new ShapeInstruction
        {
            Bytes = Vector256.Create((ReadOnlySpan<byte>)bytes),
            Mask = Vector256.Create((ReadOnlySpan<byte>)mask),
            Node = node,
            Length = text.Length,
            Alternative = -1,
            Depth = depth,
            Leaf = leaf,
            Limits = limits,
        };
    }

    /// <summary>Whether the bytes end a line.</summary>
    public readonly bool HasLineEnd => (Vector256.Equals(Bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(Bytes, Vector256.Create((byte)'\r'))) != Vector256<byte>.Zero;

    /// <summary>Whether two instructions ask for the same.</summary>
    public readonly bool IsLike(in ShapeInstruction other) =>
        Leaf == other.Leaf && Length == other.Length && Node == other.Node && Bytes == other.Bytes;
}
