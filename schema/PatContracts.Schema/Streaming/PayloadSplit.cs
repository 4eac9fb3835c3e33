namespace PatContracts.Schema.Streaming;

/// <summary>Where a reader cuts a text.</summary>
internal enum PayloadSplit
{
    /// <summary>Where the content says so: between the elements of an array, between lines.</summary>
    Content = 0,

    /// <summary>Between the elements of an array; the text is one value.</summary>
    Arrays,

    /// <summary>Nowhere; the text is one value.</summary>
    Never,
}
