using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
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
public sealed class ReplaceValueFix : CodeFixProvider
{
    /// <summary>More choices than this are no help.</summary>
    private const int MaxChoices = 5;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleCatalog.ValueBreaksContract.Id, RuleCatalog.ManagedFlagDefaultMismatch.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value) continue;

            foreach (string choice in AllowedValues.Of(diagnostic).Take(MaxChoices))
            {
                Register(context, diagnostic, root, value, SymbolDisplay.FormatLiteral(choice, quote: true), $"Use the allowed value '{choice}'");
            }

            if (ManagedFlag.DefaultOf(diagnostic) is { } expected) Register(context, diagnostic, root, value, expected, $"Use the contract's default, {expected}");
        }
    }

    private static void Register(CodeFixContext context, Diagnostic diagnostic, SyntaxNode root, ExpressionSyntax value, string replacement, string title) =>
        context.RegisterCodeFix(
            CodeAction.Create(
                title,
                _ => Task.FromResult(context.Document.WithSyntaxRoot(
                    root.ReplaceNode(value, SyntaxFactory.ParseExpression(replacement).WithTriviaFrom(value)))),
                equivalenceKey: diagnostic.Id + ":" + replacement),
            diagnostic);
}
