using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>Options for loading schema files.</summary>
/// <param name="References">The documents that a schema can refer to, in addition to those in its folder.</param>
/// <param name="Dialect">The dialect, which overrides the one that a document declares.</param>
/// <param name="RootFolder">The folder in which documents can refer to other files, as specified by the user; null if it was not specified.</param>
internal sealed record SchemaFileOptions(IReadOnlyList<SchemaReference> References, Dialect? Dialect = null, string? RootFolder = null);
