namespace PatContracts.Analyzers.Rules;

/// <summary>Placeholders for values still to be filled in. A rule keeps reporting them: PAT1004 for text, PAT1003 for null and default.</summary>
internal static class Placeholders
{
    private const string Prefix = "TODO: ";

    /// <summary>Returns the placeholder text for a member.</summary>
    public static string TextOf(string wireName) => Prefix + wireName;

    /// <summary>Whether a JSON text is the placeholder for a member.</summary>
    public static bool IsFor(string json, string wireName) =>
        json.StartsWith("\"" + Prefix, StringComparison.Ordinal) && json == ConstantJson.Quote(TextOf(wireName));
}
