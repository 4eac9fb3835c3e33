using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>Recognizes attributes that make a converter, not the type of a member, determine the JSON value.</summary>
internal static class JsonConverters
{
    /// <summary>
    /// Whether a converter determines the JSON value of a property or field: a converter of the member, its type, its elements, or its containing type.
    /// </summary>
    public static bool Decide(ISymbol member, ITypeSymbol type)
    {
        if (IsOn(member) || IsOn(member.ContainingType) || IsOn(Plain(type))) return true;
        return NestedTypes.ElementOf(Plain(type)) is { } element && IsOn(Plain(element));
    }

    /// <summary>
    /// Whether a property, field or type has a converter: one of System.Text.Json or Newtonsoft.Json (including item converters), a type converter, or numbers
    /// written as strings. Enum converters only select between name and number, and the library's own converters preserve the value.
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
