namespace PatContracts.Schema.Validation;

/// <summary>Valid elements of an array that were skipped.</summary>
/// <param name="Length">Their length, including the commas between them.</param>
/// <param name="Count">Their number.</param>
/// <param name="PlainLength">The length of the part at the beginning that is known to be ASCII without line ends.</param>
/// <param name="InvalidWithin">
/// If an element follows that was not skipped: the number of bytes within which it is not valid, or 0 if it was not tried because it probably ends in text that
/// has not arrived. Otherwise −1.
/// </param>
internal readonly record struct SkippedElements(int Length, int Count, int PlainLength, int InvalidWithin)
{
    /// <summary>No elements, and nothing is known about the next one.</summary>
    public static SkippedElements None => new(0, 0, PlainLength: 0, InvalidWithin: -1);
}
