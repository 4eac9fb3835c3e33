namespace PatContracts.Schema.Compilation;

/// <summary>The usual form of the values of a schema, for which a reader can confirm a value in one step. Any other value is evaluated in full.</summary>
internal enum LeafKind : byte
{
    /// <summary>None: always evaluated in full.</summary>
    None,

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

    /// <summary>An array of strings, without further assertions on them.</summary>
    Texts,

    /// <summary>An array whose elements all have one of the forms above.</summary>
    List,
}
