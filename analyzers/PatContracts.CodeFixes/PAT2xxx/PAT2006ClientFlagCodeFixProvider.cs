namespace PatContracts.CodeFixes;

/// <summary>Removes the assignment of a flag that only the server sets (PAT2006).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2006ClientFlagCodeFixProvider))]
public sealed class PAT2006ClientFlagCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ManagedFlagSetByClient)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (AssignmentRemoval.Of(target.Style, target.Node) is { } change)
        {
            yield return new Fix($"Remove '{target.Node}'", nameof(PAT2006ClientFlagCodeFixProvider), [change]);
        }
    }
}
