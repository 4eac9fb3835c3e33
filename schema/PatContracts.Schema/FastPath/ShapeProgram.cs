namespace PatContracts.Schema.FastPath;

/// <summary>
/// A trie of recorded object shapes. Execution starts at instruction 0; on a match it continues with the next instruction, on a mismatch with the alternative.
/// Immutable, except that the instructions adapt the lengths they expect: adding a shape creates another program.
/// </summary>
internal sealed class ShapeProgram
{
    /// <summary>The maximum number of instructions; beyond what fits the processor's caches, validation does not get faster.</summary>
    public const int MaxInstructions = 256;

    /// <summary>The maximum number of alternatives at one instruction; beyond it, looking names up is cheaper.</summary>
    private const int MaxAlternatives = 12;

    public static readonly ShapeProgram Empty = new([], 0);

    private ShapeProgram(ShapeInstruction[] instructions, int depth)
    {
        Instructions = instructions;
        Depth = depth;
        IsPlain = true;
        foreach (ref readonly ShapeInstruction instruction in instructions.AsSpan())
        {
            HasLineEnds |= instruction.Text.HasLineEnd;
            IsPlain &= instruction.IsPlain;
        }
    }

    public ShapeInstruction[] Instructions { get; }

    /// <summary>The nesting depth of objects and arrays below the object itself.</summary>
    public int Depth { get; }

    /// <summary>Whether the bytes of any instruction contain a line end.</summary>
    public bool HasLineEnds { get; }

    /// <summary>Whether the bytes of all instructions, and values of their usual forms, are ASCII without line ends.</summary>
    public bool IsPlain { get; }

    /// <summary>Returns a program with an additional shape; this program if it already has the shape or is full.</summary>
    public ShapeProgram With(ReadOnlySpan<ShapeInstruction> shape, int depth)
    {
        if (Instructions.Length + shape.Length > MaxInstructions) return this;
        if (Instructions.Length == 0) return new ShapeProgram(shape.ToArray(), depth);
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
                return new ShapeProgram(instructions, Math.Max(Depth, depth));
            }
        }
    }
}
