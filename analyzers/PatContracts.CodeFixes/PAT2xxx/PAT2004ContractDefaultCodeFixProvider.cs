namespace PatContracts.CodeFixes;

/// <summary>Replaces a fallback by the contract's default (PAT2004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2004ContractDefaultCodeFixProvider))]
public sealed class PAT2004ContractDefaultCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ManagedFlagDefaultMismatch)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is ExpressionSyntax value && ManagedFlag.DefaultOf(target.Diagnostic) is { } expected)
        {
            yield return new Fix(
                $"Use the contract's default '{expected}'",
                nameof(PAT2004ContractDefaultCodeFixProvider),
                [new TextChange(value.Span, expected)]);
        }
    }
}
