namespace PatContracts.Schema;

/// <summary>What a text of payloads is made of.</summary>
public enum PayloadForm
{
    /// <summary>Not known yet: nothing was read, or the text broke before it showed.</summary>
    Unknown = 0,

    /// <summary>One JSON value that is not an array.</summary>
    Value,

    /// <summary>One JSON array; its elements are the payloads.</summary>
    Array,

    /// <summary>JSON values below each other (NDJSON, JSON Lines); each is a payload.</summary>
    Lines,
}
