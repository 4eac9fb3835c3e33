using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Rules;

namespace PatContracts.CodeFixes;

/// <summary>
/// Puts what the rule itself has worked out in the place of what it reports: the flag of the source (PAT2003), a test that takes an absent flag for what
/// it means (PAT2005), a selection that leaves managed tokens alone (PAT2007), a time in UTC (PAT3005).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceTextFix))]
public sealed class ReplaceTextFix : ContractFix
{
    /// <summary>Creates the fix.</summary>
    public ReplaceTextFix()
        : base(
            RuleCatalog.ManagedFlagContradictsSource,
            RuleCatalog.ManagedFlagNullEscapesTest,
            RuleCatalog.StaleSelectionIgnoresManaged,
            RuleCatalog.AmbiguousTimestamp)
    {
    }

    private protected override Task RegisterAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        int choice = 0;
        foreach (Replacement replacement in Replacement.Of(diagnostic))
        {
            Offer(
                context,
                diagnostic,
                replacement.Title,
                $"{diagnostic.Id}:{choice++}",
                cancellationToken => FixAsync(context.Document, diagnostic.Location.SourceSpan, replacement.Text, cancellationToken));
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> FixAsync(Document document, TextSpan span, string text, CancellationToken cancellationToken)
    {
        SourceText source = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(source.Replace(span, text));
    }
}
