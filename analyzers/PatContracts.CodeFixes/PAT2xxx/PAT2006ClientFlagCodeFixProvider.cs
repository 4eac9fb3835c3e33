using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PatContracts.Analyzers.Rules;
using PatContracts.CodeFixes.Editing;

namespace PatContracts.CodeFixes;

/// <summary>Removes the assignment of a flag that only the server sets (PAT2006).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2006ClientFlagCodeFixProvider))]
public sealed class PAT2006ClientFlagCodeFixProvider : ContractCodeFixProvider
{
    /// <summary>Creates the fix.</summary>
    public PAT2006ClientFlagCodeFixProvider()
        : base(RuleCatalog.ManagedFlagSetByClient)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (AssignmentRemoval.Of(target.Style, target.Node) is { } change)
        {
            yield return new Fix($"Remove '{target.Node}'", nameof(PAT2006ClientFlagCodeFixProvider), [change]);
        }
    }
}
