using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>A type whose instances are payloads, or parts of payloads, of a contract.</summary>
internal sealed class BoundModel
{
    private readonly Dictionary<ISymbol, BoundMember> _bySymbol;

    public BoundModel(INamedTypeSymbol type, string contractName, SchemaNode schema, ImmutableArray<BoundMember> members)
    {
        Type = type;
        ContractName = contractName;
        Schema = schema;
        Members = members;
        _bySymbol = new(members.Length, SymbolEqualityComparer.Default);
        foreach (BoundMember member in members)
        {
            _bySymbol.Add(member.Symbol, member);
            if (member.IsRequired) RequiredCount++;
            if (ManagedFlag is null && member.IsManagedFlag && member.Type.IsBoolean()) ManagedFlag = member;
        }
    }

    /// <summary>The bound type, in its unconstructed form.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The name of the contract; for a nested model, the contract of the model that it is nested in.</summary>
    public string ContractName { get; }

    /// <summary>The schema of an instance: the root of the contract, or the subschema that describes a nested model.</summary>
    public SchemaNode Schema { get; }

    /// <summary>The members that represent a property of the contract, in contract order. A property without a member is not included (PAT4001).</summary>
    public ImmutableArray<BoundMember> Members { get; }

    /// <summary>The number of members that the contract requires.</summary>
    public int RequiredCount { get; }

    /// <summary>The managed flag, if the model has one of a boolean type.</summary>
    public BoundMember? ManagedFlag { get; }

    /// <summary>Gets the member of a property or field symbol; constructed generic types and overrides are resolved.</summary>
    public bool TryGetMember(ISymbol symbol, [NotNullWhen(true)] out BoundMember? member)
    {
        if (_bySymbol.TryGetValue(symbol, out member)) return true;
        if (symbol.ContainingType is { TypeKind: TypeKind.Interface })
        {
            return Type.FindImplementationForInterfaceMember(symbol) is { } implementation
                && _bySymbol.TryGetValue(implementation.OriginalDefinition, out member);
        }

        for (ISymbol? current = symbol.OriginalDefinition; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty?.OriginalDefinition)
        {
            if (_bySymbol.TryGetValue(current, out member)) return true;
        }

        member = null;
        return false;
    }

    /// <summary>Returns the member for a property of the contract, or null.</summary>
    public BoundMember? FindMember(string wireName)
    {
        foreach (BoundMember member in Members)
        {
            if (member.WireName == wireName) return member;
        }

        return null;
    }
}

