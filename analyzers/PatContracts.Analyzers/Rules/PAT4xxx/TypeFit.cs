using System.Globalization;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Finds values that a schema allows but a C# type cannot hold. Types with a converter, and types whose JSON form is not documented, are assumed to hold all
/// values.
/// </summary>
internal static class TypeFit
{
    private const int MaxDepth = 8;

    /// <summary>Returns a description of the values that the member's type cannot hold; null if it can hold all of them, or if that is uncertain.</summary>
    public static string? TypeMismatch(ISymbol member, ITypeSymbol type, SchemaNode schema) =>
        JsonConverters.IsOn(member) ? null : TypeMismatch(type, schema, MaxDepth, reportsNull: true);

    private static string? TypeMismatch(ITypeSymbol type, SchemaNode schema, int depth, bool reportsNull)
    {
        // A schema without a type does not constrain null either.
        if (depth == 0 || schema.Types == JsonTypes.Any) return null;

        bool isNullable = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        ITypeSymbol held = isNullable ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        if (JsonConverters.IsOn(held)) return null;
        bool refusesNull = held.IsValueType
            ? !isNullable && held.TypeKind is TypeKind.Struct or TypeKind.Enum
            : held.NullableAnnotation == NullableAnnotation.NotAnnotated && held.TypeKind != TypeKind.TypeParameter;
        if (reportsNull && schema.AllowsNull && refusesNull && !IsAnyJson(held)) return "null";

        foreach (SchemaNode alternative in schema.Alternatives)
        {
            // Null was analyzed for the member as a whole.
            if (TypeMismatch(held, alternative, depth - 1, reportsNull: false) is { } mismatch) return mismatch;
        }

        JsonTypes beyond = schema.Types & ~JsonTypes.Null & ~HeldBy(held);
        if (beyond != JsonTypes.None) return Describe(beyond, schema.Types);
        if (schema.Alternatives.Count > 0) return null;
        return held.TypeKind == TypeKind.Enum ? MissingEnumMember((INamedTypeSymbol)held, schema)
            : (schema.Types & JsonTypes.String) != 0 && StringMismatch(held, schema) is { } text ? text
            : (schema.Types & JsonTypes.Integer) != 0 && NumberMismatch(held, schema) is { } number ? number
            : (schema.Types & JsonTypes.Array) != 0 && NestedTypes.ElementOf(held) is { } element && schema.Items is { } items
                && TypeMismatch(element, items, depth - 1, reportsNull: true) is { } elements ? "elements that are " + elements
            : null;
    }

    private static JsonTypes HeldBy(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return JsonTypes.String;
            case SpecialType.System_Boolean:
                return JsonTypes.Boolean;
            case SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return JsonTypes.Integer;
            case SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal:
                return JsonTypes.Number;
            case SpecialType.System_DateTime:
                return JsonTypes.String;
        }

        if (type.TypeKind == TypeKind.Enum) return JsonTypes.String | JsonTypes.Integer;
        if (IsAnyJson(type) || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }) return JsonTypes.Any;
        if (IsSystem(type, "DateTimeOffset", "DateOnly", "TimeOnly", "Guid", "Uri", "TimeSpan")) return JsonTypes.String;
        if (IsDictionary(type)) return JsonTypes.Object;
        if (NestedTypes.ElementOf(type) is not null) return JsonTypes.Array;

        // A class of the project is an object in JSON; a class of the framework or of a package can have any form.
        return type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } && type.Locations.Any(location => location.IsInSource)
            ? JsonTypes.Object
            : JsonTypes.Any;
    }

    /// <summary>Whether a type accepts every value, like <c>object</c>, <c>JsonElement</c> and <c>JToken</c>.</summary>
    private static bool IsAnyJson(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object
        || type.TypeKind is TypeKind.Dynamic or TypeKind.TypeParameter or TypeKind.Error
        || type is { Name: "JsonElement" or "JsonNode" or "JsonDocument" or "JToken" };

    private static string? StringMismatch(ITypeSymbol type, SchemaNode schema)
    {
        if (schema.EnumValues is not null) return null;
        bool isTimestamp = type.SpecialType == SpecialType.System_DateTime || IsSystem(type, "DateTimeOffset");
        if (isTimestamp) return schema.Format is "date-time" or "date" ? null : "any string";
        if (IsSystem(type, "Guid")) return schema.Format == "uuid" ? null : "any string";
        if (IsSystem(type, "DateOnly")) return schema.Format == "date-time" ? "a time of day" : null;
        return IsSystem(type, "TimeOnly") && schema.Format == "date-time" ? "a date" : null;
    }

    /// <summary>
    /// The numbers that a type cannot hold. Without a format, bounds or a default, the contract allows every integer and does not call for a particular size.
    /// </summary>
    private static string? NumberMismatch(ITypeSymbol type, SchemaNode schema)
    {
        (decimal Least, decimal Most, int Bits)? range = type.SpecialType switch
        {
            SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue, 8),
            SpecialType.System_Byte => (byte.MinValue, byte.MaxValue, 8),
            SpecialType.System_Int16 => (short.MinValue, short.MaxValue, 16),
            SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue, 16),
            SpecialType.System_Int32 => (int.MinValue, int.MaxValue, 32),
            SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue, 32),
            SpecialType.System_Int64 => (long.MinValue, long.MaxValue, 64),
            SpecialType.System_UInt64 => (ulong.MinValue, ulong.MaxValue, 64),
            _ => null,
        };
        if (range is not { } held) return null;
        if (schema.Format == "int64" && held.Bits < 64) return "64-bit integers";
        if (schema.Format == "int32" && held.Bits < 32) return "32-bit integers";
        foreach (string? bound in (string?[])[schema.Maximum, schema.Minimum, schema.Default])
        {
            if (IsBeyond(bound, held.Least, held.Most)) return bound;
        }

        return null;
    }

    private static bool IsBeyond(string? number, decimal least, decimal most)
    {
        if (number is null) return false;
        if (decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)) return value < least || value > most;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double large) && Math.Abs(large) > 1e28;
    }

    private static string? MissingEnumMember(INamedTypeSymbol type, SchemaNode schema)
    {
        if ((schema.Types & JsonTypes.String) == 0) return null;
        if (schema.EnumValues is not { } values) return "any string";
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (IFieldSymbol member in type.GetMembers().OfType<IFieldSymbol>())
        {
            names.Add(WireNames.Plain(member.Name));
            if (NamedByAttribute(member) is { } named) names.Add(WireNames.Plain(named));
        }

        foreach (string value in values)
        {
            if (value.Length > 1 && value[0] == '"' && !names.Contains(WireNames.Plain(value.Trim('"')))) return value;
        }

        return null;
    }

    private static string? NamedByAttribute(IFieldSymbol member)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "JsonStringEnumMemberNameAttribute")
            {
                return attribute.ConstructorArguments is [{ Value: string name }] ? name : null;
            }

            if (attribute.AttributeClass?.Name != "EnumMemberAttribute") continue;
            foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            {
                if (argument is { Key: "Value", Value.Value: string value }) return value;
            }
        }

        return null;
    }

    private static bool IsDictionary(ITypeSymbol type) =>
        IsDictionaryInterface(type) || type.AllInterfaces.Any(IsDictionaryInterface);

    private static bool IsDictionaryInterface(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IDictionary" or "IReadOnlyDictionary", TypeArguments.Length: 2 };

    private static bool IsSystem(ITypeSymbol type, params string[] names) =>
        type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } && names.Contains(type.Name);

    private static string Describe(JsonTypes beyond, JsonTypes allowed)
    {
        // The numbers that an integer type cannot hold are those with a fraction.
        if (beyond == (JsonTypes.Number & ~JsonTypes.Integer) && (allowed & JsonTypes.Integer) != 0) return "numbers with a fraction";
        var names = new List<string>();
        if ((beyond & JsonTypes.Boolean) != 0) names.Add("true and false");
        if ((beyond & (JsonTypes.Number & ~JsonTypes.Integer)) != 0) names.Add("numbers");
        else if ((beyond & JsonTypes.Integer) != 0) names.Add("integers");
        if ((beyond & JsonTypes.String) != 0) names.Add("strings");
        if ((beyond & JsonTypes.Array) != 0) names.Add("arrays");
        if ((beyond & JsonTypes.Object) != 0) names.Add("objects");
        return string.Join(", ", names);
    }
}
