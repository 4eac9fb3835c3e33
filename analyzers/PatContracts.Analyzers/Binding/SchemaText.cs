using Microsoft.CodeAnalysis.Text;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>A contract of the project, and a version of the text of its file.</summary>
internal sealed record SchemaText(string Path, string Name, Dialect? Dialect, string? Pointer, SourceText Text);
