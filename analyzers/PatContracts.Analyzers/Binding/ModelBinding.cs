using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>One binding as somebody wrote it.</summary>
/// <param name="Type">The type, or null where the configuration names none that exists.</param>
/// <param name="TypeName">The type's name as written.</param>
/// <param name="ContractName">The contract's name, after a project-wide choice of version was applied.</param>
/// <param name="Location">The attribute, or <see cref="Location.None"/> for a binding of the configuration or of another assembly.</param>
/// <param name="IsConfigured">Whether the configuration says it, and no attribute.</param>
/// <param name="IsResolved">Whether a usable contract has that name.</param>
internal sealed record ModelBinding(INamedTypeSymbol? Type, string TypeName, string ContractName, Location Location, bool IsConfigured, bool IsResolved);
