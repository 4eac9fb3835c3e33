using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
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
public sealed class ValidatePayloadFix : ContractFix
{
    /// <summary>Creates the fix.</summary>
    public ValidatePayloadFix()
        : base(RuleCatalog.PayloadNotValidated)
    {
    }

    private protected override async Task RegisterAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (model?.Compilation.GetTypeByMetadataName("PatContracts.PatContract") is not { } library) return;
        if (!diagnostic.Properties.TryGetValue(PAT3003PayloadNotValidated.ContractProperty, out string? contract) || contract is null) return;
        if (!ContractSet.IsBuiltIn(contract)) return;
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: [{ Expression: var payload }, ..] } call) return;
        if (!IsTextOrBytes(model.GetTypeInfo(payload, context.CancellationToken).Type) || Statement(call) is not { } statement) return;

        Offer(
            context,
            diagnostic,
            $"Validate against '{contract}' first",
            nameof(ValidatePayloadFix),
            cancellationToken => FixAsync(context.Document, library, statement, payload, contract, cancellationToken));
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
