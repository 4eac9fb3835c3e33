namespace PatContracts.Schema;

/// <summary>The location of a value or a name in a text.</summary>
/// <param name="Offset">Zero-based offset of its first byte.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Line">Its one-based line.</param>
/// <param name="Column">Its one-based column, in UTF-16 code units.</param>
public readonly record struct SourceLocation(long Offset, int Length, int Line, int Column);
