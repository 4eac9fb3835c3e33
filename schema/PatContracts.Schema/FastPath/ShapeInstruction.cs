using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>The kind of text that follows the bytes of an instruction.</summary>
internal enum ShapeValue : byte
{
    /// <summary>The bytes of the next instruction.</summary>
    None,

    /// <summary>Nothing: the object has ended.</summary>
    End,

    /// <summary>A value.</summary>
    Value,
}

/// <summary>The bytes before a value (or part of them, if there are many), and the schema of the value.</summary>
internal struct ShapeInstruction
{
    public ShortText Text;

    /// <summary>The schema of the value.</summary>
    public PlanNode Node;

    /// <summary>The instruction to try if the text has other bytes; −1 if there is none.</summary>
    public int Alternative;

    /// <summary>The number of objects around the value, excluding the program's own object.</summary>
    public int Depth;

    public ShapeValue Value;

    /// <summary>Length of the recorded value.</summary>
    public int ValueLength;

    /// <summary>The usual form of the value.</summary>
    public Leaf Leaf;

    /// <summary>Returns whether two instructions are equivalent.</summary>
    public readonly bool IsLike(in ShapeInstruction other) =>
        Value == other.Value && Node == other.Node && Leaf.Kind == other.Leaf.Kind && Text.Equals(in other.Text);
}
