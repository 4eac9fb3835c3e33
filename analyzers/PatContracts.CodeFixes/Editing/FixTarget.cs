using Microsoft.CodeAnalysis.Operations;

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

    /// <summary>
    /// Returns the type of an expression. For <c>new()</c> in a collection expression, older compilers provide it only in the operation around the collection.
    /// </summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model.GetTypeInfo(expression, CancellationToken).Type
        ?? expression.Ancestors()
            .SelectMany(around => Model.GetOperation(around, CancellationToken)?.Descendants() ?? [])
            .FirstOrDefault(part => part.Syntax == expression)
            ?.Type;

    /// <summary>Returns the targets for diagnostics of a document, in the same order; null for a diagnostic outside the document.</summary>
    public static async Task<FixTarget?[]> CreateAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null) return new FixTarget?[diagnostics.Count];

        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var style = SourceStyle.Of(document, root, text);
        return
        [
            .. from diagnostic in diagnostics
               let span = diagnostic.Location.SourceSpan
               select root.FullSpan.Contains(span)
                   ? new FixTarget(document, diagnostic, root, root.FindNode(span, getInnermostNodeForTie: true), model, style, cancellationToken)
                   : null,
        ];
    }
}
