namespace PatContracts.Tool.Inputs;

/// <summary>A specified path that cannot be read.</summary>
/// <param name="Path">The path in reports.</param>
/// <param name="Message">The reason, as a sentence without a period.</param>
internal sealed record InputProblem(string Path, string Message);
