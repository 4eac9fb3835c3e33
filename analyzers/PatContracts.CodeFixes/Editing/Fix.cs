using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.CodeFixes.Editing;

/// <summary>One way to fix a diagnostic.</summary>
/// <param name="Title">What it does, as an imperative.</param>
/// <param name="Key">What it has in common with the fixes that Fix All applies with it.</param>
/// <param name="ApplyAsync">Returns the changed document.</param>
internal sealed record Fix(string Title, string Key, Func<Document, CancellationToken, Task<Document>> ApplyAsync)
{
    /// <summary>A fix that changes the text at some positions and nowhere else.</summary>
    public static Fix OfText(string title, string key, IEnumerable<TextChange> changes) => new(title, key, async (document, cancellationToken) =>
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    });

    /// <summary>The name whose meaning the fix changes for the whole project, which has to compile afterwards; null for a fix that affects one member only.</summary>
    public string? ChangedName { get; init; }
}
