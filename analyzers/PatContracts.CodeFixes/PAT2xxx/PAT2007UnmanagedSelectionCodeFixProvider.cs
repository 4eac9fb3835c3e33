namespace PatContracts.CodeFixes;

/// <summary>Excludes managed tokens from a selection (PAT2007).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2007UnmanagedSelectionCodeFixProvider))]
public sealed class PAT2007UnmanagedSelectionCodeFixProvider() : ReplacementCodeFixProvider(RuleCatalog.StaleSelectionIgnoresManaged);
