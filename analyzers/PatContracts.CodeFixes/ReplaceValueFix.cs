using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Rules;

namespace PatContracts.CodeFixes;

/// <summary>
/// Replaces an expression by one that the contract gives: an allowed value for one outside an enumeration (PAT1004), the contract's default for
/// another fallback (PAT2004).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceValueFix))]
public sealed class ReplaceValueFix : ContractFix
{
    /// <summary>More choices than this are no help.</summary>
    private const int MaxChoices = 5;

    /// <summary>Creates the fix.</summary>
    public ReplaceValueFix()
        : base(RuleCatalog.ValueBreaksContract, RuleCatalog.ManagedFlagDefaultMismatch)
    {
    }

    private protected override Task RegisterAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node is not ExpressionSyntax value) return Task.CompletedTask;

        foreach (string choice in AllowedValues.Of(diagnostic).Take(MaxChoices))
        {
            Offer(context, diagnostic, value, SymbolDisplay.FormatLiteral(choice, quote: true), $"Use the allowed value '{choice}'");
        }

        if (ManagedFlag.DefaultOf(diagnostic) is { } expected) Offer(context, diagnostic, value, expected, $"Use the contract's default, {expected}");
        return Task.CompletedTask;
    }

    private static void Offer(CodeFixContext context, Diagnostic diagnostic, ExpressionSyntax value, string replacement, string title) =>
        Offer(context, diagnostic, title, diagnostic.Id + ":" + replacement, async cancellationToken =>
        {
            SyntaxNode? root = await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            return context.Document.WithSyntaxRoot(root!.ReplaceNode(value, SyntaxFactory.ParseExpression(replacement).WithTriviaFrom(value)));
        });
}
