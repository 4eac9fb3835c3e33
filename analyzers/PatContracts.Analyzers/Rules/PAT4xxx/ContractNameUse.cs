using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

/// <summary>A constant that is passed to the library as the name of a contract.</summary>
/// <param name="Name">The name.</param>
/// <param name="Syntax">The constant.</param>
/// <param name="Accepted">All names accepted here; null if the program may have added others.</param>
internal sealed record ContractNameUse(string Name, SyntaxNode Syntax, IReadOnlyList<string>? Accepted);
