using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Findings;

/// <summary>Suggests declared properties for a property that a closed object does not allow.</summary>
internal static class PropertySuggestion
{
    // Comparing two names costs the product of their lengths.
    private const int LongestName = 64;
    private const int MostNames = 1000;

    /// <summary>Returns <c>. Did you mean name?</c>, as spelled in the contract; empty if no name is near.</summary>
    public static string For(Finding finding)
    {
        if (Declared(finding) is not { Count: > 0 and <= MostNames } declared) return "";
        string name = JsonPointer.Unescape(finding.InstancePointer.Substring(finding.InstancePointer.LastIndexOf('/') + 1));
        // The property may be declared by an alternative that does not match.
        string[] nearest = name.Length > LongestName || declared.Contains(name, StringComparer.Ordinal) ? [] : Suggestions.Nearest(name, declared);
        return nearest.Length == 0 ? "" : $". Did you mean {string.Join(" or ", nearest)}?";
    }

    private static IReadOnlyList<string>? Declared(Finding finding) => finding.Keyword?.Keyword switch
    {
        "unevaluatedProperties" => finding.DeclaredProperties,
        // A value that violates the schema of additional properties has another keyword.
        "additionalProperties" => finding.Keyword.Value.Parent?["properties"] is { IsObject: true } properties ? [.. properties.Children.Select(static property => property.Name!)] : null,
        _ => null,
    };
}
