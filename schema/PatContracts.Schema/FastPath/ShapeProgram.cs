namespace PatContracts.Schema.FastPath;

/// <summary>
/// Recorded shapes as instructions. Immutable, except that the instructions adapt the lengths they expect: adding a shape creates another program.
/// </summary>
internal abstract class ShapeProgram
{
    /// <summary>The maximum number of instructions; beyond what fits the processor's caches, validation does not get faster.</summary>
    protected const int MaxInstructions = 256;

    /// <param name="instructions">The instructions.</param>
    /// <param name="depth">The nesting depth of objects and arrays below the object itself.</param>
    /// <param name="hasLineEnds">Whether bytes that are not part of an instruction contain a line end.</param>
    protected ShapeProgram(ShapeInstruction[] instructions, int depth, bool hasLineEnds)
    {
        Instructions = instructions;
        Depth = depth;
        HasLineEnds = hasLineEnds;
        IsPlain = !hasLineEnds;
        foreach (ref readonly ShapeInstruction instruction in instructions.AsSpan())
        {
            HasLineEnds |= instruction.Text.HasLineEnd;
            IsPlain &= instruction.IsPlain;
        }
    }

    public ShapeInstruction[] Instructions { get; }

    /// <summary>The nesting depth of objects and arrays below the object itself.</summary>
    public int Depth { get; }

    /// <summary>Whether the recorded bytes contain a line end.</summary>
    public bool HasLineEnds { get; }

    /// <summary>Whether the recorded bytes, and values of their usual forms, are ASCII without line ends.</summary>
    public bool IsPlain { get; }
}
