namespace PatContracts.Analyzers.Rules;

/// <summary>
/// What stands where a value is still to be filled in. Made so that a rule goes on reporting it: text is PAT1004's, null and default are PAT1003's.
/// </summary>
internal static class Placeholders
{
    /// <summary>The text that stands for a member's value.</summary>
    public static string TextOf(string wireName) => "TODO: " + wireName;
}
