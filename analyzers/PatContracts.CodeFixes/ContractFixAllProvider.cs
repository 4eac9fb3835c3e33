using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using PatContracts.CodeFixes.Editing;

namespace PatContracts.CodeFixes;

/// <summary>
/// Fixes the diagnostics of a document one after another, each in the text that the previous fixes produced. Adjacent fixes therefore combine, and a local
/// declared by one fix is visible to the next.
/// </summary>
/// <remarks>
/// <c>dotnet format</c> takes the equivalence key from the first diagnostic of the solution, and passes none if that diagnostic has no fix. Without a key, each
/// diagnostic gets the first fix offered for it.
/// </remarks>
internal sealed class ContractFixAllProvider : DocumentBasedFixAllProvider
{
    public static ContractFixAllProvider Instance { get; } = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        CancellationToken cancellationToken = fixAllContext.CancellationToken;
        Document current = document;
        var moves = new TextMoves();
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await current.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } tree
                || moves.Apply(diagnostic, tree) is not { } moved
                || await FindFixAsync(fixAllContext, current, moved).ConfigureAwait(false) is not { } action)
            {
                continue;
            }

            foreach (CodeActionOperation operation in await action.GetOperationsAsync(cancellationToken).ConfigureAwait(false))
            {
                if ((operation as ApplyChangesOperation)?.ChangedSolution.GetDocument(document.Id) is not { } changed) continue;

                moves.Add(await changed.GetTextChangesAsync(current, cancellationToken).ConfigureAwait(false));
                current = changed;
            }
        }

        return current == document ? null : current;
    }

    private static async Task<CodeAction?> FindFixAsync(FixAllContext context, Document document, Diagnostic diagnostic)
    {
        CodeAction? found = null;
        await context.CodeFixProvider.RegisterCodeFixesAsync(new CodeFixContext(
            document,
            diagnostic,
            (action, _) =>
            {
                if (context.CodeActionEquivalenceKey is null || context.CodeActionEquivalenceKey == action.EquivalenceKey) found ??= action;
            },
            context.CancellationToken)).ConfigureAwait(false);
        return found;
    }
}
