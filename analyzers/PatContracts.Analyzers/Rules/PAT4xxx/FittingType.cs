using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds a C# type that holds the values a schema allows, for the fixes that declare a member or change its type.</summary>
internal sealed class FittingType(BoundModels models, string contractName)
{
    private const string TypeKey = "fittingType";
    private const string NameKey = "propertyName";
    private const string NullableKey = "allowsNull";

    private static readonly SymbolDisplayFormat Format =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The diagnostic properties with which a rule passes a property to its fix: its name, and a type that is known to fit, if any.</summary>
    public static ImmutableDictionary<string, string?> Properties(string propertyName, ITypeSymbol? type, SchemaNode schema)
    {
        if (type is null) return ImmutableDictionary<string, string?>.Empty;

        ImmutableDictionary<string, string?> properties =
            ImmutableDictionary<string, string?>.Empty.Add(NameKey, propertyName).Add(TypeKey, type.ToDisplayString(Format));
        return schema.AllowsNull ? properties.Add(NullableKey, null) : properties;
    }

    /// <summary>Returns the property's name, the type with its full name, and whether the contract allows null; null if no fitting type is known.</summary>
    public static (string Name, string Type, bool AllowsNull)? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(NameKey, out string? name) && diagnostic.Properties.TryGetValue(TypeKey, out string? type)
            ? (name!, type!, diagnostic.Properties.ContainsKey(NullableKey))
            : null;

    /// <summary>Returns a type for a new member.</summary>
    public ITypeSymbol? For(SchemaNode schema)
    {
        ITypeSymbol? held = (schema.Types & ~JsonTypes.Null) switch
        {
            JsonTypes.String => OfText(schema),
            JsonTypes.Boolean => Special(SpecialType.System_Boolean),
            JsonTypes.Integer => First(schema, SpecialType.System_Int32, SpecialType.System_Int64, SpecialType.System_Decimal),
            JsonTypes.Number => Special(SpecialType.System_Double),
            JsonTypes.Array => OfList(schema),
            JsonTypes.Object => OfObject(schema),
            _ => null,
        };
        return held is not null && schema.AllowsNull ? Nullable(held) : held;
    }

    /// <summary>Returns a replacement for a type that does not fit: the same type made nullable, or else the type for a new member.</summary>
    public ITypeSymbol? InPlaceOf(ISymbol member, ITypeSymbol type, SchemaNode schema)
    {
        bool isNullable = type.NullableAnnotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        ITypeSymbol? other = For(schema);
        ITypeSymbol?[] candidates = [Nullable(type), OfElements(type, schema), isNullable && other is not null ? Nullable(other) : other];
        return candidates.FirstOrDefault(candidate => candidate is not null && TypeFit.TypeMismatch(member, candidate, schema) is null);
    }

    private ITypeSymbol? OfText(SchemaNode schema) =>
        schema.Format == "date-time" ? models.Compilation.GetTypeByMetadataName("System.DateTimeOffset") : Special(SpecialType.System_String);

    /// <summary>The model that is bound to the schema, or to the same part of another version of the contract with the same properties.</summary>
    private ITypeSymbol? OfObject(SchemaNode schema)
    {
        BoundModel[] bound = [.. models.All.Where(model => model.Schema.Pointer == schema.Pointer)];
        BoundModel? own = bound.FirstOrDefault(model => model.ContractName == contractName);
        return (own ?? bound.FirstOrDefault(model => schema.Properties.Count > 0 && Names(model.Schema).SequenceEqual(Names(schema))))?.Type;

        static IEnumerable<string> Names(SchemaNode node) => node.Properties.Select(property => property.Name);
    }

    private ITypeSymbol? OfList(SchemaNode schema) =>
        schema.Items is { } items && For(items) is { } element
            ? models.Compilation.GetTypeByMetadataName("System.Collections.Generic.List`1")
                ?.Construct(ImmutableArray.Create(element), ImmutableArray.Create(element.NullableAnnotation))
            : null;

    /// <summary>The same kind of collection, with elements of a fitting type.</summary>
    private ITypeSymbol? OfElements(ITypeSymbol type, SchemaNode schema)
    {
        if (schema.Items is not { } items || For(items) is not { } element) return null;

        ITypeSymbol? collection = type switch
        {
            IArrayTypeSymbol { Rank: 1 } => models.Compilation.CreateArrayTypeSymbol(element, elementNullableAnnotation: element.NullableAnnotation),
            INamedTypeSymbol { TypeArguments.Length: 1 } named when NestedTypes.ElementOf(type) is not null =>
                named.OriginalDefinition.Construct(ImmutableArray.Create(element), ImmutableArray.Create(element.NullableAnnotation)),
            _ => null,
        };
        return collection is not null && (schema.AllowsNull || type.NullableAnnotation == NullableAnnotation.Annotated) ? Nullable(collection) : collection;
    }

    private ITypeSymbol? First(SchemaNode schema, params SpecialType[] types) =>
        types.Select(Special).FirstOrDefault(type => TypeFit.TypeMismatch(type, type, schema) is null or "null");

    private INamedTypeSymbol Special(SpecialType type) => models.Compilation.GetSpecialType(type);

    private ITypeSymbol Nullable(ITypeSymbol type) =>
        !type.IsValueType ? type.WithNullableAnnotation(NullableAnnotation.Annotated)
        : type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? type
        : Special(SpecialType.System_Nullable_T).Construct(type);
}
