namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>An example in C# on a rule page.</summary>
/// <param name="Source">The source code.</param>
/// <param name="Fires">The id of the rule that reports the example; null if none does.</param>
/// <param name="WhenSwitchedOn">Whether the rule is disabled by default, so that it must be enabled first.</param>
internal sealed record CodeExample(string Source, string? Fires, bool WhenSwitchedOn);
