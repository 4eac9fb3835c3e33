namespace PatContracts.Tool.Inputs;

/// <summary>The exception that is thrown when a file cannot be read for a reason that no exception of .NET describes.</summary>
/// <param name="reason">The reason, as a clause.</param>
internal sealed class UnreadableFileException(string reason) : IOException(reason);
