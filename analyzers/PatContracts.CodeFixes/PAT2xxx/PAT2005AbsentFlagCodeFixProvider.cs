namespace PatContracts.CodeFixes;

/// <summary>Rewrites a test of the flag so that an absent flag is treated as the contract's default (PAT2005).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2005AbsentFlagCodeFixProvider))]
public sealed class PAT2005AbsentFlagCodeFixProvider() : ReplacementCodeFixProvider(RuleCatalog.ManagedFlagNullEscapesTest);
