namespace PatContracts.Schema.Validation;

/// <summary>Valid elements of an array that were skipped.</summary>
/// <param name="Length">Their length, including the commas between them.</param>
/// <param name="Count">Their number.</param>
/// <param name="IsPlain">Whether they are known to be ASCII without line ends.</param>
/// <param name="InvalidWithin">
/// If an element follows that was not skipped: the number of bytes within which it is not valid, or 0 if it was not tried because it probably ends in text that
/// has not arrived. Otherwise −1.
/// </param>
internal readonly record struct SkippedElements(int Length, int Count, bool IsPlain, int InvalidWithin)
{
    /// <summary>No elements, and nothing is known about the next one.</summary>
    public static SkippedElements None => new(0, 0, IsPlain: true, InvalidWithin: -1);
}
