using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>Attributes by which a converter, and not the type of a member, decides what is on the wire.</summary>
internal static class JsonConverters
{
    /// <summary>Whether a converter decides what a property or field is on the wire: its own, or that of its type, of its elements, or of the type it is in.</summary>
    public static bool Decide(ISymbol member, ITypeSymbol type)
    {
        if (IsOn(member) || IsOn(member.ContainingType) || IsOn(Plain(type))) return true;
        return NestedTypes.ElementOf(Plain(type)) is { } element && IsOn(Plain(element));
    }

    /// <summary>
    /// Whether a property, field or type has a converter: that of System.Text.Json, of Newtonsoft.Json (also for items), a type converter, or numbers that
    /// are written as strings. Converters of enumerations only choose between name and number, and those of the library keep the value.
    /// </summary>
    public static bool IsOn(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "JsonPropertyAttribute":
                    if (attribute.NamedArguments.Any(static argument => argument.Key == "ItemConverterType")) return true;
                    break;
                case "JsonNumberHandlingAttribute":
                    // JsonNumberHandling.WriteAsString = 2.
                    if (attribute.ConstructorArguments is [{ Value: int handling }] && (handling & 2) != 0) return true;
                    break;
                default:
                    if (IsConverter(attribute.AttributeClass) && !KeepsValue(attribute)) return true;
                    break;
            }
        }

        return false;
    }

    private static bool IsConverter(INamedTypeSymbol? attribute)
    {
        for (INamedTypeSymbol? current = attribute; current is not null; current = current.BaseType)
        {
            if (current.Name is "JsonConverterAttribute" or "TypeConverterAttribute") return true;
        }

        return false;
    }

    private static bool KeepsValue(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: INamedTypeSymbol converter }, ..]
        && (converter.Name is "JsonStringEnumConverter" or "StringEnumConverter"
            || converter is { Name: "PatDateTimeConverter" or "PatNullableDateTimeConverter", ContainingNamespace.Name: "PatContracts" });

    private static ITypeSymbol Plain(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
