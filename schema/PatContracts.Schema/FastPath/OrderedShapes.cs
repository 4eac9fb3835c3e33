namespace PatContracts.Schema.FastPath;

/// <summary>
/// A trie of shapes whose members are in the recorded order. Execution starts at instruction 0; on a match it continues with the next instruction, on a
/// mismatch with the alternative.
/// </summary>
internal sealed class OrderedShapes : ShapeProgram
{
    /// <summary>The maximum number of alternatives at one instruction; beyond it, looking names up is cheaper.</summary>
    private const int MaxAlternatives = 12;

    private OrderedShapes(ShapeInstruction[] instructions, int depth)
        : base(instructions, depth, hasLineEnds: false)
    {
    }

    /// <summary>Creates a program for one shape.</summary>
    /// <param name="shape">The instructions of the shape.</param>
    /// <param name="depth">The nesting depth of objects and arrays in it.</param>
    public static OrderedShapes Of(ReadOnlySpan<ShapeInstruction> shape, int depth) => new(shape.ToArray(), depth);

    /// <summary>Returns a program with an additional shape; this program if it already has the shape or is full.</summary>
    public OrderedShapes With(ReadOnlySpan<ShapeInstruction> shape, int depth)
    {
        if (Instructions.Length + shape.Length > MaxInstructions) return this;
        int at = 0;
        int passed = 0;
        int alternatives = 0;
        while (true)
        {
            if (Instructions[at].IsLike(shape[passed]))
            {
                if (shape[passed].Value == ShapeValue.End) return this;
                at++;
                passed++;
                alternatives = 0;
            }
            else if (Instructions[at].Alternative >= 0)
            {
                at = Instructions[at].Alternative;
                if (++alternatives >= MaxAlternatives) return this;
            }
            else
            {
                ShapeInstruction[] instructions = [.. Instructions, .. shape.Slice(passed)];
                instructions[at].Alternative = Instructions.Length;
                return new OrderedShapes(instructions, Math.Max(Depth, depth));
            }
        }
    }
}
