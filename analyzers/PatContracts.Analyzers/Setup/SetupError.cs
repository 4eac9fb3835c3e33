using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Setup;

/// <summary>An error in the set-up, reported as PAT4004.</summary>
/// <param name="Location">The location, or null if no file passed by the build contains it.</param>
/// <param name="Message">The error, and the name that was probably intended.</param>
/// <param name="Suggestion">The name that was probably intended, if there is one.</param>
internal sealed record SetupError(Location? Location, string Message, string? Suggestion = null);
