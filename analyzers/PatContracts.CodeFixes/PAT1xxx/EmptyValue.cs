using PatContracts.Analyzers.Binding;

namespace PatContracts.CodeFixes;

/// <summary>The code that creates an empty list, or an object with no members assigned.</summary>
internal static class EmptyValue
{
    /// <summary>The code for an empty list; null for a type that is not a list or that is not accessible.</summary>
    public static string? CollectionOf(FixTarget target, ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String || NestedTypes.ElementOf(type) is not { } element) return null;

        Compilation compilation = target.Model.Compilation;
        bool takesArray = compilation.ClassifyCommonConversion(compilation.CreateArrayTypeSymbol(element), type).IsImplicit;
        bool isCreatable = IsCreatable(target, type);
        if (!takesArray && !isCreatable) return null;
        if (target.Style.HasCollectionExpressions) return "[]";
        if (!takesArray) return New(target, type);

        string name = element.ToMinimalDisplayString(target.Model, target.Node.SpanStart);
        bool isArrayKnown = target.Model.LookupNamespacesAndTypes(target.Node.SpanStart, name: nameof(Array)).Any(found => found.ToString() == "System.Array");
        return isArrayKnown ? $"Array.Empty<{name}>()" : $"new {name}[0]";
    }

    /// <summary>The code for a new object; null for a list, or for a class without an accessible parameterless constructor.</summary>
    public static string? ObjectOf(FixTarget target, ITypeSymbol type) =>
        type.SpecialType == SpecialType.None && NestedTypes.ElementOf(type) is null && IsCreatable(target, type) ? New(target, type) : null;

    private static bool IsCreatable(FixTarget target, ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named
        && named.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && target.Model.IsAccessible(target.Node.SpanStart, constructor));

    private static string New(FixTarget target, ITypeSymbol type) =>
        $"new {type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(target.Model, target.Node.SpanStart)}()";
}
