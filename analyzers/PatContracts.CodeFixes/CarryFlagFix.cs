using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Rules;

namespace PatContracts.CodeFixes;

/// <summary>Carries the managed flag along in a copy (PAT2002): in its initializer, or, where a method makes the copy, by <c>with</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CarryFlagFix))]
public sealed class CarryFlagFix : ContractFix
{
    /// <summary>Creates the fix.</summary>
    public CarryFlagFix()
        : base(RuleCatalog.ManagedFlagDroppedInCopy)
    {
    }

    private protected override async Task RegisterAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (CarriedFlag.Of(diagnostic) is not var (flag, value, order) || node is not ExpressionSyntax copy) return;
        if (!InitializerEdit.CanEdit(copy) && !await IsRecordAsync(context, copy).ConfigureAwait(false)) return;

        Offer(
            context,
            diagnostic,
            $"Carry '{value}' along",
            nameof(CarryFlagFix),
            cancellationToken => FixAsync(context.Document, copy, (flag, value), order, cancellationToken));
    }

    private static async Task<bool> IsRecordAsync(CodeFixContext context, ExpressionSyntax copy)
    {
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        return copy is InvocationExpressionSyntax && model?.GetTypeInfo(copy, context.CancellationToken).Type?.IsRecord == true;
    }

    private static async Task<Document> FixAsync(
        Document document,
        ExpressionSyntax copy,
        (string Name, string Value) flag,
        string[] order,
        CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<TextChange> changes = InitializerEdit.CanEdit(copy)
            ? InitializerEdit.Changes(text, copy, [flag], order)
            : [new TextChange(new TextSpan(copy.Span.End, 0), $" with {{ {flag.Name} = {flag.Value} }}")];
        return document.WithText(text.WithChanges(changes));
    }
}
