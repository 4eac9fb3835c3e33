using Microsoft.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>A property or field of a bound model, and the contract's property it stands for.</summary>
internal sealed class BoundMember
{
    public BoundMember(ISymbol symbol, SchemaProperty property, int index, JsonMember json)
    {
        Symbol = symbol;
        Property = property;
        Index = index;
        Json = json;
    }

    /// <summary>The property or field, in its unconstructed form.</summary>
    public ISymbol Symbol { get; }

    /// <summary>The contract's property.</summary>
    public SchemaProperty Property { get; }

    /// <summary>Position in <see cref="BoundModel.Members"/>.</summary>
    public int Index { get; }

    /// <summary>What the serializer's attributes say of the member.</summary>
    public JsonMember Json { get; }

    /// <summary>The name on the wire.</summary>
    public string WireName => Property.Name;

    /// <summary>The schema of the member's value.</summary>
    public SchemaNode Schema => Property.Schema;

    /// <summary>Whether the contract requires the member.</summary>
    public bool IsRequired => Property.IsRequired;

    /// <summary>Whether the C# compiler itself asks for the member (<c>required</c>, CS9035).</summary>
    public bool IsCompilerRequired => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>The member's type.</summary>
    public ITypeSymbol Type => Symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)Symbol).Type;
}
