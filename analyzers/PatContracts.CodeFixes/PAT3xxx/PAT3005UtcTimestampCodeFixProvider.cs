namespace PatContracts.CodeFixes;

/// <summary>Marks a time as UTC (PAT3005).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT3005UtcTimestampCodeFixProvider))]
public sealed class PAT3005UtcTimestampCodeFixProvider() : ReplacementCodeFixProvider(RuleCatalog.AmbiguousTimestamp);
