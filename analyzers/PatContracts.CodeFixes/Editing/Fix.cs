namespace PatContracts.CodeFixes.Editing;

/// <summary>A fix for a diagnostic.</summary>
/// <param name="Title">What it does, as an imperative.</param>
/// <param name="Key">The equivalence key that it shares with the fixes Fix All applies together with it.</param>
/// <param name="Changes">The changes to the document's text.</param>
internal sealed record Fix(string Title, string Key, IReadOnlyList<TextChange> Changes)
{
    /// <summary>The types whose fully qualified names in <see cref="Changes"/> are shortened, with the <c>using</c> directives that this requires.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types { get; init; } = [];

    /// <summary>A name whose meaning the fix changes across the project, which has to compile afterwards; null for a fix within one member.</summary>
    public string? ChangedName { get; init; }

    /// <summary>The code in which another fix depends on this one, if it is more than the changed lines. Fix All applies only one of them at a time.</summary>
    public TextSpan? Scope { get; init; }

    /// <summary>Returns the document with the changes of fixes that do not overlap.</summary>
    public static async Task<Document> ApplyAsync(Document document, IReadOnlyList<Fix> fixes, CancellationToken cancellationToken)
    {
        TextChange[] changes = [.. fixes.SelectMany(fix => fix.Changes).OrderBy(change => change.Span.Start)];
        INamedTypeSymbol[] types = [.. fixes.SelectMany(fix => fix.Types).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)];
        if (types.Length > 0) return await Imports.ApplyAsync(document, changes, types, cancellationToken).ConfigureAwait(false);

        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }
}
