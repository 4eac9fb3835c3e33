using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>A binding of a type to a contract, as written.</summary>
/// <param name="Type">The type, or null if the type named in the configuration does not exist.</param>
/// <param name="TypeName">The type's name as written.</param>
/// <param name="ContractName">The contract's name, after applying the version that the project selects.</param>
/// <param name="Location">The attribute, or <see cref="Location.None"/> for a binding from the configuration or another assembly.</param>
/// <param name="Entry">The entry of the configuration, or null for an attribute.</param>
internal sealed record ModelBinding(INamedTypeSymbol? Type, string TypeName, string ContractName, Location Location, BindingEntry? Entry);
