namespace PatContracts.Tool.Inputs;

/// <summary>A file that a search has found.</summary>
/// <param name="Path">The path relative to the folder that was searched, with <c>/</c> between its parts.</param>
/// <param name="IsLink">Whether it is a symbolic link.</param>
internal readonly record struct FoundFile(string Path, bool IsLink);
