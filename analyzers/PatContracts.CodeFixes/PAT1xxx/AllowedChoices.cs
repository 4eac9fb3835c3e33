namespace PatContracts.CodeFixes;

/// <summary>The values that the contract allows for a member, as fixes offer them.</summary>
internal static class AllowedChoices
{
    /// <summary>More choices than this are not helpful.</summary>
    private const int MaxChoices = 5;

    /// <summary>Returns the title of a fix and the code of the value, for each of the first values.</summary>
    public static IEnumerable<(string Title, string Code)> Of(Diagnostic diagnostic) => AllowedValues.Of(diagnostic)
        .Take(MaxChoices)
        .Select(value => ($"Use the allowed value '{value}'", SymbolDisplay.FormatLiteral(value, quote: true)));
}
