namespace PatContracts.Schema.Streaming;

/// <summary>Where a reader splits a text into elements.</summary>
internal enum PayloadSplit
{
    /// <summary>Depends on the content: between the elements of an array, between lines, or nowhere.</summary>
    Content = 0,

    /// <summary>Between the elements of an array; any other text is one value.</summary>
    Arrays,

    /// <summary>Nowhere; the text is one value.</summary>
    Never,

    /// <summary>Between lines.</summary>
    Lines,
}
