namespace PatContracts.Schema.FastPath;

/// <summary>How the value after an instruction's bytes is read. Each operation knows the usual form of a value; any other is evaluated in full.</summary>
internal enum LeafKind : byte
{
    /// <summary>No value: the next instruction has more bytes.</summary>
    None,

    /// <summary>No value: the object has ended.</summary>
    End,

    /// <summary>Any string.</summary>
    Text,

    /// <summary>A string of bounded length.</summary>
    SizedText,

    /// <summary>One of several strings.</summary>
    Choice,

    /// <summary>A date-time.</summary>
    DateTime,

    Boolean,

    /// <summary>An integer between bounds.</summary>
    Integer,

    /// <summary>A number between bounds.</summary>
    Number,

    /// <summary>An array of any strings.</summary>
    Texts,

    /// <summary>An array whose elements are all read by one of the operations above.</summary>
    List,

    /// <summary>Any other value: always evaluated in full.</summary>
    Value,
}
