namespace PatContracts.Tool.Inputs;

/// <summary>A file that is not opened, or could not be, for a reason that the system has no words for.</summary>
/// <param name="reason">The reason, as part of a sentence.</param>
internal sealed class UnreadableFileException(string reason) : IOException(reason);
