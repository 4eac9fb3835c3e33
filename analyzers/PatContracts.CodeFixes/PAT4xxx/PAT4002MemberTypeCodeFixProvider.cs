using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Rules;
using PatContracts.CodeFixes.Editing;

namespace PatContracts.CodeFixes;

/// <summary>Changes the type of a member to one that holds what the contract allows (PAT4002), where the project compiles with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT4002MemberTypeCodeFixProvider))]
public sealed class PAT4002MemberTypeCodeFixProvider : ContractCodeFixProvider
{
    /// <summary>Creates the fix.</summary>
    public PAT4002MemberTypeCodeFixProvider()
        : base(RuleCatalog.ModelMemberType)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        (TypeSyntax? declared, string? name) = target.Node.FirstAncestorOrSelf<SyntaxNode>(node => node is PropertyDeclarationSyntax or ParameterSyntax or FieldDeclarationSyntax) switch
        {
            PropertyDeclarationSyntax property => (property.Type, property.Identifier.ValueText),
            ParameterSyntax parameter => (parameter.Type, parameter.Identifier.ValueText),
            FieldDeclarationSyntax { Declaration: { Variables: [{ } field] } declaration } => (declaration.Type, field.Identifier.ValueText),
            _ => ((TypeSyntax?)null, (string?)null),
        };
        if (declared is null
            || FittingType.Of(target.Diagnostic) is not var (_, fullName, _)
            || TypeSpelling.Shorten(target, declared.SpanStart, fullName, fullName.EndsWith("?", StringComparison.Ordinal)) is not { } type
            || type == declared.ToString())
        {
            yield break;
        }

        yield return Fix.OfText($"Change the type to '{type}'", nameof(PAT4002MemberTypeCodeFixProvider), [new TextChange(declared.Span, type)]) with { ChangedName = name };
    }
}
