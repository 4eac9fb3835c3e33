using Microsoft.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>A property or field of a bound model, and the contract's property it stands for.</summary>
internal sealed class BoundMember
{
    private const string ManagedFlagKeyword = "x-pat-managed-flag";

    private readonly Lazy<bool> _hasConverter;

    public BoundMember(ISymbol symbol, SchemaProperty property, int index, JsonMember json)
    {
        Symbol = symbol;
        Property = property;
        Index = index;
        Json = json;
        IsManagedFlag = IsManaged(property.Schema);
        Format = property.Schema.Format;
        Validator = new(property.Schema);
        if (property.Schema.Items is { } items) ItemValidator = new(items);
        _hasConverter = new(() => JsonConverters.Decide(Symbol, Type));
    }

    /// <summary>Whether a schema is that of the flag that says who owns a token.</summary>
    public static bool IsManaged(SchemaNode schema) => schema.GetKeyword(ManagedFlagKeyword) == "true";

    /// <summary>The property or field, in its unconstructed form.</summary>
    public ISymbol Symbol { get; }

    /// <summary>The contract's property.</summary>
    public SchemaProperty Property { get; }

    /// <summary>Position in <see cref="BoundModel.Members"/>.</summary>
    public int Index { get; }

    /// <summary>How the serializer's attributes put the member on the wire.</summary>
    public JsonMember Json { get; }

    /// <summary>The name on the wire.</summary>
    public string WireName => Property.Name;

    /// <summary>The schema of the member's value.</summary>
    public SchemaNode Schema => Property.Schema;

    // Rules need the following at every assignment, and a schema node reads its document again each time.

    /// <summary>Whether the member is the flag for managed tokens. The contract marks it.</summary>
    public bool IsManagedFlag { get; }

    /// <summary>The <c>format</c> of the member's value, or null.</summary>
    public string? Format { get; }

    /// <summary>The violations of constants that are assigned to the member.</summary>
    public ConstantValidator Validator { get; }

    /// <summary>The same for the elements of its value; null if the contract does not constrain elements.</summary>
    public ConstantValidator? ItemValidator { get; }

    /// <summary>Whether a converter decides what the member is on the wire, so that its value in C# proves nothing.</summary>
    public bool HasConverter => _hasConverter.Value;

    /// <summary>Whether the contract requires the member.</summary>
    public bool IsRequired => Property.IsRequired;

    /// <summary>Whether the C# compiler itself asks for the member (<c>required</c>, CS9035).</summary>
    public bool IsCompilerRequired => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>The member's type.</summary>
    public ITypeSymbol Type => Symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)Symbol).Type;
}
