namespace PatContracts.Schema.Execution.Gaps;

/// <summary>What follows a gap. Every operation has a short way for what is usual; whatever it does not know, it leaves to the walker.</summary>
internal enum GapLeaf : byte
{
    /// <summary>Another piece of the same gap.</summary>
    None,

    /// <summary>Nothing: the object has ended.</summary>
    End,

    /// <summary>A string of whatever content.</summary>
    Text,

    /// <summary>A string of bounded length.</summary>
    SizedText,

    /// <summary>A string that is one of several.</summary>
    Choice,

    /// <summary>A date-time.</summary>
    DateTime,

    Boolean,

    /// <summary>A whole number between bounds.</summary>
    Integer,

    /// <summary>A number of whatever size.</summary>
    Number,

    /// <summary>An array of strings of whatever content.</summary>
    Texts,

    /// <summary>An array whose elements are all served by one of the operations above.</summary>
    List,

    /// <summary>Anything else: always the walker's.</summary>
    Value,
}
