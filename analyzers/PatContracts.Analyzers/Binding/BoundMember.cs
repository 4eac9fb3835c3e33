using Microsoft.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>A property or field of a bound model, and the contract property that it represents.</summary>
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

    /// <summary>Whether a schema is that of the managed flag.</summary>
    public static bool IsManaged(SchemaNode schema) => schema.GetKeyword(ManagedFlagKeyword) == "true";

    /// <summary>The property or field, in its unconstructed form.</summary>
    public ISymbol Symbol { get; }

    /// <summary>The contract's property.</summary>
    public SchemaProperty Property { get; }

    /// <summary>Position in <see cref="BoundModel.Members"/>.</summary>
    public int Index { get; }

    /// <summary>The effect of serializer attributes on the member.</summary>
    public JsonMember Json { get; }

    /// <summary>The name on the wire.</summary>
    public string WireName => Property.Name;

    /// <summary>The schema of the member's value.</summary>
    public SchemaNode Schema => Property.Schema;

    // Rules read the following for every assignment, and a schema node reads its document anew each time.

    /// <summary>Whether the member is the managed flag, which the contract marks.</summary>
    public bool IsManagedFlag { get; }

    /// <summary>The <c>format</c> of the member's value, or null.</summary>
    public string? Format { get; }

    /// <summary>Validates constants that are assigned to the member.</summary>
    public ConstantValidator Validator { get; }

    /// <summary>Validates the elements of constants that are assigned to the member; null if the contract does not constrain elements.</summary>
    public ConstantValidator? ItemValidator { get; }

    /// <summary>Whether a converter determines the JSON value of the member, so that its C# value proves nothing.</summary>
    public bool HasConverter => _hasConverter.Value;

    /// <summary>Whether the contract requires the member.</summary>
    public bool IsRequired => Property.IsRequired;

    /// <summary>Whether the C# compiler itself requires the member (<c>required</c>, CS9035).</summary>
    public bool IsCompilerRequired => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>The member's type.</summary>
    public ITypeSymbol Type => Symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)Symbol).Type;
}
