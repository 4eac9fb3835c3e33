namespace PatContracts.Schema.Patterns;

internal enum BacktrackingOperation : byte
{
    /// <summary>Consumes a character of the set <see cref="BacktrackingInstruction.Operand"/>, or fails.</summary>
    Character,
    CharacterBack,

    /// <summary>Consumes characters of the set in <see cref="BacktrackingProgram.Runs"/>, as many as its bounds allow.</summary>
    Run,

    /// <summary>Tries the next instruction first and <see cref="BacktrackingInstruction.Operand"/> later.</summary>
    Split,

    /// <summary>Continues at <see cref="BacktrackingInstruction.Operand"/>.</summary>
    Jump,

    /// <summary>Fails unless the <see cref="PatternAnchor"/> <see cref="BacktrackingInstruction.Operand"/> holds.</summary>
    Assert,

    /// <summary>Sets the register <see cref="BacktrackingInstruction.Operand"/> to the position.</summary>
    Save,

    /// <summary>Prepares the first iteration of a loop; followed by its <see cref="LoopNext"/>.</summary>
    LoopEnter,

    /// <summary>Decides whether a loop has another iteration; followed by its <see cref="LoopBegin"/>.</summary>
    LoopNext,

    /// <summary>Begins an iteration; followed by the body.</summary>
    LoopBegin,

    /// <summary>Ends an iteration.</summary>
    LoopEnd,

    /// <summary>Begins a look-ahead or look-behind; followed by its body.</summary>
    LookBegin,

    /// <summary>The body of a look-ahead or look-behind has matched.</summary>
    LookEnd,

    /// <summary>Consumes the text that a group has captured.</summary>
    BackReference,
    Match,
}

/// <summary>An instruction; the meaning of the operand depends on the operation.</summary>
internal readonly record struct BacktrackingInstruction(BacktrackingOperation Operation, int Operand);

/// <summary>A repeated set of characters, which needs no iterations.</summary>
internal readonly record struct BacktrackingRun(CharacterTest Test, int Minimum, int Maximum, bool IsLazy, bool IsBackward);

/// <summary>A loop. The captures in it are the registers from <see cref="FirstCapture"/> to before <see cref="CapturesEnd"/>.</summary>
internal readonly record struct BacktrackingLoop(
    int Minimum, int Maximum, bool IsLazy, int CountRegister, int StartRegister, int FirstCapture, int CapturesEnd, int Next, int Exit);

internal readonly record struct BacktrackingLook(bool IsNegative, int HeightRegister, int PositionRegister, int Continue);

internal readonly record struct BacktrackingReference(int[] Captures, bool IgnoresCase, bool IsBackward);

/// <summary>
/// A pattern as instructions of <see cref="BacktrackingMatcher"/>. Counters and positions are in numbered registers. The first registers are captures, two for
/// each group that is referred to: the positions at which the group was entered and left, in this order, whatever the direction. The group has captured
/// something if the second is not negative.
/// </summary>
internal sealed class BacktrackingProgram(ParsedPattern pattern)
{
    public BacktrackingInstruction[] Instructions { get; init; } = [];

    public CharacterTest[] Sets { get; init; } = [];

    public BacktrackingRun[] Runs { get; init; } = [];

    public BacktrackingLoop[] Loops { get; init; } = [];

    public BacktrackingLook[] Looks { get; init; } = [];

    public BacktrackingReference[] References { get; init; } = [];

    /// <summary>The number of registers.</summary>
    public int Registers { get; init; }

    /// <summary>The number of registers, from the first, that are captures.</summary>
    public int Captures { get; init; }

    /// <summary>Whether a match can only begin at the start of the text.</summary>
    public bool IsAnchored { get; } = pattern.IsAnchored;
}
