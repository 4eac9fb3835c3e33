namespace PatContracts.Schema;

/// <summary>What a text of payloads is made of.</summary>
public enum PayloadFormat
{
    /// <summary>Not determined: nothing was read yet, or the text ended too early.</summary>
    Unknown = 0,

    /// <summary>One JSON value that is not an array.</summary>
    Value,

    /// <summary>One JSON array; its elements are the payloads.</summary>
    Array,

    /// <summary>Lines (NDJSON, JSON Lines), of which each that is not blank is a payload.</summary>
    Lines,
}
