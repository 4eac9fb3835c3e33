namespace PatContracts.Analyzers.Rules;

/// <summary>
/// What stands where a value is still to be filled in. Made so that a rule keeps reporting it: text is PAT1004's, null and default are PAT1003's.
/// </summary>
internal static class Placeholders
{
    private const string Prefix = "TODO: ";

    /// <summary>The text that stands for a member's value.</summary>
    public static string TextOf(string wireName) => Prefix + wireName;

    /// <summary>Whether a JSON text is the placeholder of a member.</summary>
    public static bool IsFor(string json, string wireName) =>
        json.StartsWith("\"" + Prefix, StringComparison.Ordinal) && json == ConstantJson.Quote(TextOf(wireName));
}
