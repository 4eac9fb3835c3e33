using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>What follows the bytes of an instruction.</summary>
internal enum ShapeValue : byte
{
    /// <summary>The bytes of the next instruction.</summary>
    None,

    /// <summary>Nothing: the object has ended.</summary>
    End,

    /// <summary>A value.</summary>
    Value,
}

/// <summary>The bytes before a value (or a part of them, where they are many), and the value's schema.</summary>
internal struct ShapeInstruction
{
    public ShortText Text;

    /// <summary>The schema of the value.</summary>
    public PlanNode Node;

    /// <summary>The instruction to try if the text has other bytes; −1 if there is none.</summary>
    public int Alternative;

    /// <summary>How many objects are around the value, the program's own object not included.</summary>
    public int Depth;

    public ShapeValue Value;

    /// <summary>Length of the recorded value.</summary>
    public int ValueLength;

    /// <summary>The usual form of the value.</summary>
    public Leaf Leaf;

    /// <summary>Whether two instructions ask for the same.</summary>
    public readonly bool IsLike(in ShapeInstruction other) =>
        Value == other.Value && Node == other.Node && Leaf.Kind == other.Leaf.Kind && Text.Equals(in other.Text);
}
