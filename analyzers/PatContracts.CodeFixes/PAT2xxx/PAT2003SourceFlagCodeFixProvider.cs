using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PatContracts.Analyzers.Rules;

namespace PatContracts.CodeFixes;

/// <summary>Assigns the flag of the source (PAT2003).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2003SourceFlagCodeFixProvider))]
public sealed class PAT2003SourceFlagCodeFixProvider : ReplacementCodeFixProvider
{
    /// <summary>Creates the fix.</summary>
    public PAT2003SourceFlagCodeFixProvider()
        : base(RuleCatalog.ManagedFlagContradictsSource)
    {
    }
}
