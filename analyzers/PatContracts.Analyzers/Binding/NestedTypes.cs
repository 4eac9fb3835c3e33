using Microsoft.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// Unwraps a member's type and schema to those of the model inside: through <c>Nullable</c>, arrays and collections of a single element type.
/// </summary>
internal static class NestedTypes
{
    public static (ITypeSymbol Type, SchemaNode? Schema) Unwrap(ITypeSymbol type, SchemaNode? schema)
    {
        while (schema is not null)
        {
            if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            {
                type = nullable.TypeArguments[0];
            }
            else if (ElementOf(type) is { } element)
            {
                type = element;
                schema = schema.Items;
            }
            else
            {
                break;
            }
        }

        return (type, schema);
    }

    /// <summary>The element type of an array or of an enumerable of one type; null for a string and for other types.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return array.ElementType;
        if (type.SpecialType == SpecialType.System_String || type is not INamedTypeSymbol named) return null;
        if (IsEnumerable(named)) return named.TypeArguments[0];

        foreach (INamedTypeSymbol implemented in named.AllInterfaces)
        {
            if (IsEnumerable(implemented)) return implemented.TypeArguments[0];
        }

        return null;
    }

    private static bool IsEnumerable(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
}
