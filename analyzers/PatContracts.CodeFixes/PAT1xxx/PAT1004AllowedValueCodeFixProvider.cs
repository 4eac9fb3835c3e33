namespace PatContracts.CodeFixes;

/// <summary>Replaces a value that is not in an enumeration by one that is (PAT1004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT1004AllowedValueCodeFixProvider))]
public sealed class PAT1004AllowedValueCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ValueBreaksContract)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target) => target.Node is not ExpressionSyntax value
        ? []
        : AllowedChoices.Of(target.Diagnostic).Select(choice => new Fix(
            choice.Title,
            $"{target.Diagnostic.Id}:{choice.Code}",
            [new TextChange(value.Span, choice.Code)]));
}
