namespace PatContracts.Schema;

/// <summary>The format of a text of payloads.</summary>
public enum PayloadFormat
{
    /// <summary>Not determined: nothing was read yet, or the text ended too early.</summary>
    Unknown = 0,

    /// <summary>One JSON value that is not an array.</summary>
    Value,

    /// <summary>One JSON array; its elements are the payloads.</summary>
    Array,

    /// <summary>Lines (NDJSON, JSON Lines); each nonblank line is a payload.</summary>
    Lines,
}
