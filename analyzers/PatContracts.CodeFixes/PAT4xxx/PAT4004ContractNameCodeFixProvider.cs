namespace PatContracts.CodeFixes;

/// <summary>Replaces the name of a contract that does not exist by the nearest existing one (PAT4004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT4004ContractNameCodeFixProvider))]
public sealed class PAT4004ContractNameCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ContractNotFound)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Diagnostic.Properties.TryGetValue(PAT4004ContractNotFound.SuggestionProperty, out string? name)
            && name is not null
            && LiteralIn(target.Node) is { } literal)
        {
            yield return new Fix(
                $"Use '{name}'",
                nameof(PAT4004ContractNameCodeFixProvider),
                [new TextChange(literal.Span, SymbolDisplay.FormatLiteral(name, quote: true))]);
        }
    }

    /// <summary>The literal itself, or the last literal among the arguments of an attribute: the contract's name comes last.</summary>
    private static LiteralExpressionSyntax? LiteralIn(SyntaxNode node) =>
        (node is ExpressionSyntax expression ? [expression] : (node as AttributeSyntax)?.ArgumentList?.Arguments.Select(argument => argument.Expression) ?? [])
            .OfType<LiteralExpressionSyntax>()
            .LastOrDefault(literal => literal.IsKind(SyntaxKind.StringLiteralExpression));
}
