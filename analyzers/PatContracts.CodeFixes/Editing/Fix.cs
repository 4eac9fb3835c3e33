using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.CodeFixes.Editing;

/// <summary>A fix for a diagnostic.</summary>
/// <param name="Title">What it does, as an imperative.</param>
/// <param name="Key">The equivalence key that it shares with the fixes Fix All applies together with it.</param>
/// <param name="ApplyAsync">Returns the changed document.</param>
internal sealed record Fix(string Title, string Key, Func<Document, CancellationToken, Task<Document>> ApplyAsync)
{
    /// <summary>Creates a fix that replaces text.</summary>
    public static Fix OfText(string title, string key, IEnumerable<TextChange> changes) => new(title, key, async (document, cancellationToken) =>
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    });

    /// <summary>A name whose meaning the fix changes across the project, which has to compile afterwards; null for a fix within one member.</summary>
    public string? ChangedName { get; init; }
}
