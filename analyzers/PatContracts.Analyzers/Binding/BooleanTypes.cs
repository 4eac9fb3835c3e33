using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>Recognizes boolean types.</summary>
internal static class BooleanTypes
{
    /// <summary>Whether a type is <c>bool</c> or <c>bool?</c>.</summary>
    public static bool IsBoolean([NotNullWhen(true)] this ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean || type.IsNullableBoolean();

    /// <summary>Whether a type is <c>bool?</c>.</summary>
    public static bool IsNullableBoolean([NotNullWhen(true)] this ITypeSymbol? type) => type is INamedTypeSymbol
    {
        OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
        TypeArguments: [{ SpecialType: SpecialType.System_Boolean }],
    };
}
