namespace PatContracts.Tool.Inputs;

/// <summary>A file that was found in a folder.</summary>
/// <param name="Path">The path relative to the searched folder, with <c>/</c> as the separator.</param>
/// <param name="IsLink">Whether the file is a symbolic link.</param>
internal readonly record struct FoundFile(string Path, bool IsLink);
