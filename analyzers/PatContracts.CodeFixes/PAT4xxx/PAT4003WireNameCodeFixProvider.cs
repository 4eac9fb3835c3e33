using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using PatContracts.Analyzers.Rules;
using PatContracts.CodeFixes.Editing;

namespace PatContracts.CodeFixes;

/// <summary>Uses the contract's name of a property for a member (PAT4003): in the attribute that names it, or in a new one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT4003WireNameCodeFixProvider))]
public sealed class PAT4003WireNameCodeFixProvider : ContractCodeFixProvider
{
    /// <summary>Creates the fix.</summary>
    public PAT4003WireNameCodeFixProvider()
        : base(RuleCatalog.ModelWireName)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Diagnostic.Properties.TryGetValue(PAT4003ModelWireName.WireNameProperty, out string? name)
            && name is not null
            && target.Node.FirstAncestorOrSelf<SyntaxNode>(IsMember) is { } member)
        {
            yield return new(
                $"Use the JSON name '{name}'",
                nameof(PAT4003WireNameCodeFixProvider),
                (document, cancellationToken) => FixAsync(document, member, name, cancellationToken));
        }
    }

    private static bool IsMember(SyntaxNode node) => node is PropertyDeclarationSyntax or FieldDeclarationSyntax or ParameterSyntax;

    private static async Task<Document> FixAsync(Document document, SyntaxNode member, string name, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        LiteralExpressionSyntax literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        if (NamingAttribute(member) is { } attribute) editor.ReplaceNode(attribute, Renamed(attribute, literal));
        else Add(editor, member, literal);
        return editor.GetChangedDocument();
    }

    private static AttributeSyntax? NamingAttribute(SyntaxNode member)
    {
        SyntaxList<AttributeListSyntax> lists = member switch
        {
            MemberDeclarationSyntax declaration => declaration.AttributeLists,
            ParameterSyntax parameter => parameter.AttributeLists,
            _ => default,
        };
        return lists
            .SelectMany(list => list.Attributes)
            .FirstOrDefault(attribute => SimpleName(attribute) is "JsonPropertyName" or "JsonProperty" or "DataMember");
    }

    private static string SimpleName(AttributeSyntax attribute)
    {
        string name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText
            : attribute.Name is AliasQualifiedNameSyntax alias ? alias.Name.Identifier.ValueText
            : attribute.Name.ToString();
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>The name is the first argument, or is called <c>PropertyName</c> or <c>Name</c>.</summary>
    private static AttributeSyntax Renamed(AttributeSyntax attribute, LiteralExpressionSyntax literal)
    {
        string named = SimpleName(attribute) == "DataMember" ? "Name" : "PropertyName";
        AttributeArgumentListSyntax arguments = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        AttributeArgumentSyntax? present = arguments.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == named)
            ?? arguments.Arguments.FirstOrDefault(argument => argument.NameEquals is null);
        if (present is not null) return attribute.WithArgumentList(arguments.ReplaceNode(present.Expression, literal.WithTriviaFrom(present.Expression)));

        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(literal);
        if (named == "Name") added = added.WithNameEquals(SyntaxFactory.NameEquals("Name"));
        return attribute.WithArgumentList(arguments.WithArguments(arguments.Arguments.Insert(0, added)));
    }

    /// <summary>A type that already speaks Newtonsoft.Json gets its attribute, any other that of System.Text.Json.</summary>
    private static void Add(DocumentEditor editor, SyntaxNode member, LiteralExpressionSyntax literal)
    {
        SyntaxNode? type = member.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        bool isNewtonsoft = type is not null
            && type.DescendantNodes().OfType<AttributeSyntax>().Any(attribute => SimpleName(attribute) is "JsonProperty" or "JsonObject")
            && !type.DescendantNodes().OfType<AttributeSyntax>().Any(attribute => SimpleName(attribute) == "JsonPropertyName");
        string attributeName = isNewtonsoft ? "Newtonsoft.Json.JsonPropertyAttribute" : "System.Text.Json.Serialization.JsonPropertyNameAttribute";
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName(attributeName) is not { } symbol) return;

        AttributeSyntax attribute = SyntaxFactory.Attribute(
                (NameSyntax)editor.Generator.TypeExpression(symbol),
                SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(literal))))
            .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute));
        if (member is ParameterSyntax parameter)
        {
            // On the parameter itself the attribute would miss the property of the record.
            list = list.WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.PropertyKeyword)));
            editor.ReplaceNode(parameter, parameter.WithAttributeLists(parameter.AttributeLists.Add(list.WithTrailingTrivia(SyntaxFactory.Space))));
            return;
        }

        editor.AddAttribute(member, list);
    }
}
