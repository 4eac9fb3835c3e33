namespace PatContracts.CodeFixes;

/// <summary>Assigns the flag of the source (PAT2003).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2003SourceFlagCodeFixProvider))]
public sealed class PAT2003SourceFlagCodeFixProvider() : ReplacementCodeFixProvider(RuleCatalog.ManagedFlagContradictsSource);
