using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Rules;

namespace PatContracts.CodeFixes;

/// <summary>
/// Adds the members that an object lacks (PAT1001, PAT1002) to its initializer, in contract order, with placeholders that other rules report until a
/// value takes their place.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddMissingMembersFix))]
public sealed class AddMissingMembersFix : ContractFix
{
    private const string CertainKey = "AddMissingMembers";
    private const string AllKey = "AddAllMissingMembers";

    /// <summary>Creates the fix.</summary>
    public AddMissingMembersFix()
        : base(RuleCatalog.RequiredMemberMissing, RuleCatalog.RequiredMemberMaybeMissing)
    {
    }

    private protected override Task RegisterAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node is not ExpressionSyntax creation) return Task.CompletedTask;

        string[] certain = MissingMembers.Certain(diagnostic);
        string[] maybe = MissingMembers.Maybe(diagnostic);
        bool isCertain = diagnostic.Id == RuleCatalog.RequiredMemberMissing.Id;
        Register(context, diagnostic, creation, isCertain ? certain : maybe, CertainKey);
        if (certain.Length > 0 && maybe.Length > 0) Register(context, diagnostic, creation, [.. certain, .. maybe], AllKey);
        return Task.CompletedTask;
    }

    private static void Register(CodeFixContext context, Diagnostic diagnostic, ExpressionSyntax creation, string[] names, string key)
    {
        if (names.Length == 0 || !InitializerEdit.CanEdit(creation)) return;

        string[] order = MissingMembers.Order(diagnostic);
        string[] wireNames = MissingMembers.WireNames(diagnostic);
        string title = names.Length == 1
            ? $"Add the missing member '{names[0]}'"
            : key == AllKey ? $"Add all {names.Length} members that are missing on any path" : $"Add the {names.Length} missing members";
        Offer(context, diagnostic, title, key, cancellation => FixAsync(context.Document, creation, names, order, wireNames, cancellation));
    }

    private static async Task<Document> FixAsync(
        Document document,
        ExpressionSyntax creation,
        string[] names,
        string[] order,
        string[] wireNames,
        CancellationToken cancellationToken)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (model?.GetTypeInfo(creation, cancellationToken).Type is not { } type) return document;

        var members = new List<(string Name, string Value)>();
        for (int i = 0; i < order.Length; i++)
        {
            if (Array.IndexOf(names, order[i]) >= 0) members.Add((order[i], Placeholder(type, order[i], wireNames[i], model, creation.SpanStart)));
        }

        return document.WithText(text.WithChanges(InitializerEdit.Changes(text, creation, members, order)));
    }

    /// <summary>Text says what it stands for; what cannot, is null or default, which no rule takes for a value either.</summary>
    private static string Placeholder(ITypeSymbol type, string name, string wireName, SemanticModel model, int position)
    {
        string literal = SymbolDisplay.FormatLiteral(Placeholders.TextOf(wireName), quote: true);
        ITypeSymbol? member = TypeOf(type, name);
        if (member is null or { IsValueType: true }) return "default";
        if (member.SpecialType == SpecialType.System_String) return literal;

        if (NestedTypes.ElementOf(member) is { SpecialType: SpecialType.System_String } element)
        {
            ITypeSymbol array = model.Compilation.CreateArrayTypeSymbol(element);
            if (model.Compilation.ClassifyCommonConversion(array, member).IsImplicit) return $"new[] {{ {literal} }}";
            if (member is INamedTypeSymbol { Name: "List", TypeArguments.Length: 1 })
            {
                return $"new {member.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, position)} {{ {literal} }}";
            }
        }

        return model.GetNullableContext(position).AnnotationsEnabled() ? "null!" : "null";
    }

    private static ITypeSymbol? TypeOf(ITypeSymbol type, string name)
    {
        ITypeSymbol? current = type is ITypeParameterSymbol { ConstraintTypes: [{ } constraint, ..] } ? constraint : type;
        for (; current is not null; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers(name))
            {
                if (member is IPropertySymbol property) return property.Type;
                if (member is IFieldSymbol field) return field.Type;
            }
        }

        return null;
    }
}
