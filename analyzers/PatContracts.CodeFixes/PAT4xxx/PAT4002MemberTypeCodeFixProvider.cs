namespace PatContracts.CodeFixes;

/// <summary>Changes the type of a member to one that holds the values the contract allows (PAT4002), if the project then compiles.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT4002MemberTypeCodeFixProvider))]
public sealed class PAT4002MemberTypeCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ModelMemberType)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        SyntaxNode? member = target.Node.FirstAncestorOrSelf<SyntaxNode>(node => node is PropertyDeclarationSyntax or ParameterSyntax or FieldDeclarationSyntax);
        (TypeSyntax? declared, string? name) = member switch
        {
            PropertyDeclarationSyntax property => (property.Type, property.Identifier.ValueText),
            ParameterSyntax parameter => (parameter.Type, parameter.Identifier.ValueText),
            FieldDeclarationSyntax { Declaration: { Variables: [{ } field] } declaration } => (declaration.Type, field.Identifier.ValueText),
            _ => ((TypeSyntax?)null, (string?)null),
        };
        if (declared is null
            || FittingType.Of(target.Diagnostic) is not var (_, fullName, _)
            || TypeSpelling.Of(target, declared.SpanStart, fullName, fullName.EndsWith("?", StringComparison.Ordinal)) is not { } type
            || type.Code == declared.ToString())
        {
            yield break;
        }

        string shortName = type.Code.Substring(type.Code.LastIndexOf('.') + 1);
        yield return new Fix(
            $"Change the type to '{shortName}'",
            nameof(PAT4002MemberTypeCodeFixProvider),
            [new TextChange(declared.Span, type.Code)])
        {
            Types = type.Types,
            ChangedName = name,
        };
    }
}
