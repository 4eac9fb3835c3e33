using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.CodeFixes.Editing;

/// <summary>A diagnostic to fix, and the code around it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Root">The document's syntax root.</param>
/// <param name="Node">The innermost node with the diagnostic's span.</param>
/// <param name="Model">The document's semantic model.</param>
/// <param name="Style">The document's code style.</param>
/// <param name="CancellationToken">Cancels the operation.</param>
internal sealed record FixTarget(
    Document Document,
    Diagnostic Diagnostic,
    SyntaxNode Root,
    SyntaxNode Node,
    SemanticModel Model,
    SourceStyle Style,
    CancellationToken CancellationToken)
{
    /// <summary>The document's text.</summary>
    public SourceText Text => Style.Text;

    public static async Task<FixTarget?> CreateAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan)) return null;

        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return new(document, diagnostic, root, node, model, SourceStyle.Of(document, root, text), cancellationToken);
    }
}
