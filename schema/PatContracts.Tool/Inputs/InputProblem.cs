namespace PatContracts.Tool.Inputs;

/// <summary>A path that was asked for and cannot be looked into.</summary>
/// <param name="Path">The path, as reports show it.</param>
/// <param name="Message">Why, as a sentence without its period.</param>
internal sealed record InputProblem(string Path, string Message);
