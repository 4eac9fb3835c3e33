namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>A file of the project.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Source">The source code.</param>
/// <param name="Template">The template and variant that the file was generated from.</param>
internal sealed record ProjectFile(string Path, string Source, string Template);
