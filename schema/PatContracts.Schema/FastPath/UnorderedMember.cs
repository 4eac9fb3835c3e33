namespace PatContracts.Schema.FastPath;

/// <summary>A member of a shape whose members are in any order.</summary>
/// <param name="name">The name, with quotation marks, as in the text.</param>
/// <param name="instructions">The shape of the member, from its name to the end of its value.</param>
internal sealed class UnorderedMember(byte[] name, ShapeInstruction[] instructions)
{
    public byte[] Name => name;

    public ShapeInstruction[] Instructions => instructions;

    /// <summary>Whether the shapes of nested objects are part of the instructions.</summary>
    public bool IncludesNested => Array.Exists(instructions, instruction => instruction.Depth > 0);

    /// <summary>Returns whether another member has the same shape.</summary>
    public bool IsLike(UnorderedMember other)
    {
        if (instructions.Length != other.Instructions.Length) return false;
        for (int i = 0; i < instructions.Length; i++)
        {
            if (!instructions[i].IsLike(other.Instructions[i])) return false;
        }

        return true;
    }
}
