using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PatContracts.Analyzers.Rules;

namespace PatContracts.CodeFixes;

/// <summary>Rewrites a test of the flag so that an absent flag is treated as the contract's default (PAT2005).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2005AbsentFlagCodeFixProvider))]
public sealed class PAT2005AbsentFlagCodeFixProvider : ReplacementCodeFixProvider
{
    /// <summary>Creates the fix.</summary>
    public PAT2005AbsentFlagCodeFixProvider()
        : base(RuleCatalog.ManagedFlagNullEscapesTest)
    {
    }
}
