using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// What follows the bytes of an instruction. The most common forms of values have cases of their own, which the runner executes without a call.
/// </summary>
internal enum ShapeValue : byte
{
    /// <summary>The bytes of the next instruction.</summary>
    None,

    /// <summary>Nothing: the object has ended.</summary>
    End,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A string of bounded length.</summary>
    SizedText,

    /// <summary>A date-time.</summary>
    DateTime,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>An array of strings.</summary>
    Texts,

    /// <summary>Any other value.</summary>
    Other,
}

/// <summary>The bytes before a value (or part of them, if there are many), and the schema of the value.</summary>
internal struct ShapeInstruction
{
    /// <summary>The <see cref="ExpectedLength"/> of values whose lengths vary.</summary>
    private const int Varies = int.MinValue;

    private const int SurpriseWeight = 4;
    private const int MaxSurprises = 8 * SurpriseWeight;

    public ShortText Text;

    /// <summary>The schema of the value.</summary>
    public PlanNode Node;

    /// <summary>The spacing of the value, if it is an array of strings with white space.</summary>
    public ArraySpacing? Spacing;

    /// <summary>
    /// The instruction to continue with if the text has other bytes or, with members in any order, if the object doesn't have the member; −1 if there is none.
    /// </summary>
    public int Alternative;

    /// <summary>The number of objects around the value, excluding the program's own object.</summary>
    public int Depth;

    /// <summary>The length that most values have: that of the recorded value. Negative if lengths vary.</summary>
    public int ExpectedLength;

    // Increases with every value of another length and decreases with every value of the expected length. Threads share it without locks:
    // races only affect when lengths are found to vary.
    private int _surprises;

    /// <summary>With members in any order: the number of the member that begins here; otherwise −1.</summary>
    public int Member;

    public ShapeValue Value;

    /// <summary>The usual form of the value.</summary>
    public Leaf Leaf;

    /// <summary>Whether the bytes, and values of the usual form, are ASCII without line ends.</summary>
    public readonly bool IsPlain =>
        Text.IsPlain && Leaf.Kind != LeafKind.List && Leaf.Choices is null or { IsAscii: true } && Spacing is null or { HasLineEnds: false };

    /// <summary>Returns whether two instructions are equivalent.</summary>
    public readonly bool IsLike(in ShapeInstruction other) =>
        Value == other.Value && Node == other.Node && Leaf.Kind == other.Leaf.Kind && Text.Equals(in other.Text);

    /// <summary>Counts a value of the expected length. Writes nothing while all values have it.</summary>
    public void CountExpected()
    {
        if (_surprises > 0) _surprises--;
    }

    /// <summary>
    /// Counts a value of another length. Expecting a length that few values have costs a mispredicted branch for each value that has it.
    /// </summary>
    public void CountSurprise()
    {
        if (ExpectedLength == Varies) return;
        _surprises += SurpriseWeight;
        if (_surprises >= MaxSurprises) ExpectedLength = Varies;
    }
}
