namespace PatContracts.Tool.Inputs;

/// <summary>The kind of a segment.</summary>
internal enum SegmentKind
{
    /// <summary>One JSON text.</summary>
    Document,

    /// <summary>Complete lines. Each line that is not blank is a JSON text.</summary>
    Lines,

    /// <summary>An array that may not fit in memory. It is read element by element, before the next segment is requested.</summary>
    LargeList,

    /// <summary>A problem of the input as a whole. Contains no payloads.</summary>
    Problem,

    /// <summary>A note about the input as a whole, before the segments with payloads. Contains no payloads.</summary>
    Note,
}
