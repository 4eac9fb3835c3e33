namespace PatContracts.Schema.FastPath;

/// <summary>
/// A trie of recorded object shapes. Execution starts at instruction 0; on a match it continues with the next instruction, on a mismatch with the alternative.
/// Immutable: another shape makes another program.
/// </summary>
internal sealed class ShapeProgram
{
    /// <summary>With more instructions than a processor keeps at hand no text is validated faster.</summary>
    public const int MaxInstructions = 256;

    /// <summary>How many shapes may part at one instruction before it is cheaper to look names up.</summary>
    private const int MaxAlternatives = 12;

    public static readonly ShapeProgram Empty = new([], 0);

    private ShapeProgram(ShapeInstruction[] instructions, int depth)
    {
        Instructions = instructions;
        Depth = depth;
        foreach (ref readonly ShapeInstruction instruction in instructions.AsSpan()) HasLineEnds |= instruction.Text.HasLineEnd;
    }

    public ShapeInstruction[] Instructions { get; }

    /// <summary>How many objects and arrays may be inside each other below the object itself.</summary>
    public int Depth { get; }

    /// <summary>Whether the bytes of some instruction end a line.</summary>
    public bool HasLineEnds { get; }

    /// <summary>This program with one more shape, or the same program if it has the shape already or is full.</summary>
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
