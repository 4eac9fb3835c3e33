using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Rules;

namespace PatContracts.CodeFixes;

/// <summary>
/// Puts what the rule itself has worked out in the place of what it reports: the flag of the source (PAT2003), a test that takes an absent flag for what
/// it means (PAT2005), a selection that leaves managed tokens alone (PAT2007), a time in UTC (PAT3005).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceTextFix))]
public sealed class ReplaceTextFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleCatalog.ManagedFlagContradictsSource.Id,
        RuleCatalog.ManagedFlagNullEscapesTest.Id,
        RuleCatalog.StaleSelectionIgnoresManaged.Id,
        RuleCatalog.AmbiguousTimestamp.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            int choice = 0;
            foreach (Replacement replacement in Replacement.Of(diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        replacement.Title,
                        cancellationToken => FixAsync(context.Document, diagnostic.Location.SourceSpan, replacement.Text, cancellationToken),
                        equivalenceKey: $"{diagnostic.Id}:{choice++}"),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> FixAsync(Document document, TextSpan span, string text, CancellationToken cancellationToken)
    {
        SourceText source = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(source.Replace(span, text));
    }
}
