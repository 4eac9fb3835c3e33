using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Rules;

namespace PatContracts.CodeFixes;

/// <summary>
/// Puts a validation before the statement that reads a payload (PAT3003). Offered for text and bytes, and for the built-in contracts, which the
/// library knows by name.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ValidatePayloadFix))]
public sealed class ValidatePayloadFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleCatalog.PayloadNotValidated.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model?.Compilation.GetTypeByMetadataName("PatContracts.PatContract") is not { } library) return;

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(PAT3003PayloadNotValidated.ContractProperty, out string? contract) || contract is null) continue;
            if (!ContractSet.IsBuiltIn(contract)) continue;
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: [{ Expression: var payload }, ..] } call) continue;
            if (!IsTextOrBytes(model.GetTypeInfo(payload, context.CancellationToken).Type) || Statement(call) is not { } statement) continue;

            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Validate against '{contract}' first",
                    cancellationToken => FixAsync(context.Document, library, statement, payload, contract, cancellationToken),
                    equivalenceKey: nameof(ValidatePayloadFix)),
                diagnostic);
        }
    }

    /// <summary>The statement of a block that the call stands in; code that runs later (a lambda, a loop's condition) has none.</summary>
    private static StatementSyntax? Statement(InvocationExpressionSyntax call)
    {
        foreach (SyntaxNode ancestor in call.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or QueryExpressionSyntax:
                    return null;
                case StatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } statement:
                    return statement;
            }
        }

        return null;
    }

    private static bool IsTextOrBytes(ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_String
        || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
        || type is INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    private static async Task<Document> FixAsync(
        Document document,
        INamedTypeSymbol library,
        StatementSyntax statement,
        ExpressionSyntax payload,
        string contract,
        CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        SyntaxGenerator generator = editor.Generator;
        var added = new List<SyntaxNode>();

        // What is more than a name is computed once, before it is judged.
        ExpressionSyntax judged = payload;
        StatementSyntax reading = statement;
        if (payload is not IdentifierNameSyntax)
        {
            string name = FreeName(editor.SemanticModel, statement.SpanStart, "payload");
            judged = SyntaxFactory.IdentifierName(name);
            VariableDeclaratorSyntax local = SyntaxFactory.VariableDeclarator(name).WithInitializer(SyntaxFactory.EqualsValueClause(payload.WithoutTrivia()));
            added.Add(SyntaxFactory.LocalDeclarationStatement(
                SyntaxFactory.VariableDeclaration(SyntaxFactory.IdentifierName("var"), SyntaxFactory.SingletonSeparatedList(local))));
            reading = statement.ReplaceNode(payload, judged.WithTriviaFrom(payload));
        }

        SyntaxNode isValid = generator.InvocationExpression(
            generator.MemberAccessExpression(Name(generator, library), "IsValid"),
            judged.WithoutTrivia(),
            generator.LiteralExpression(contract));
        SyntaxNode exception = generator.ObjectCreationExpression(
            SyntaxFactory.ParseTypeName("System.IO.InvalidDataException")
                .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation),
            generator.LiteralExpression($"The payload breaks contract {contract}."));
        added.Add(generator.IfStatement(generator.LogicalNotExpression(isValid), [generator.ThrowStatement(exception)]));

        // The comments above the statement stay above what now comes first.
        added[0] = added[0].WithLeadingTrivia(statement.GetLeadingTrivia());
        List<SyntaxNode> formatted = added.ConvertAll(node => node.WithAdditionalAnnotations(Formatter.Annotation));
        reading = reading.WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation);
        if (statement.Parent is GlobalStatementSyntax global)
        {
            editor.InsertBefore(
                global,
                formatted.Select(node => SyntaxFactory.GlobalStatement((StatementSyntax)node).WithAdditionalAnnotations(Formatter.Annotation)));
            editor.ReplaceNode(global, SyntaxFactory.GlobalStatement(reading));
        }
        else
        {
            editor.InsertBefore(statement, formatted);
            editor.ReplaceNode(statement, reading);
        }

        return editor.GetChangedDocument();
    }

    private static SyntaxNode Name(SyntaxGenerator generator, INamedTypeSymbol type) =>
        generator.TypeExpression(type).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static string FreeName(SemanticModel model, int position, string wanted)
    {
        ImmutableArray<ISymbol> visible = model.LookupSymbols(position);
        string name = wanted;
        for (int i = 2; visible.Any(symbol => symbol.Name == name); i++) name = wanted + i;
        return name;
    }
}
