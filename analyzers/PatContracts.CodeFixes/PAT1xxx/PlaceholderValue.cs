using PatContracts.Analyzers.Binding;

namespace PatContracts.CodeFixes;

/// <summary>
/// The code for a value still to be filled in: a descriptive text for strings; null or the default for other types. Other rules report every placeholder.
/// </summary>
internal static class PlaceholderValue
{
    public static string Of(FixTarget target, ITypeSymbol type, string wireName)
    {
        if (type.IsValueType && CollectionOf(target, type, wireName, onlyExpression: true) is null) return Default(target, type);

        return TextOf(target, type, wireName) ?? (TypeSpelling.HasAnnotations(target, target.Node.SpanStart) ? "null!" : "null");
    }

    /// <summary>The placeholder for a string or a collection of strings; null for any other type.</summary>
    public static string? TextOf(FixTarget target, ITypeSymbol type, string wireName) =>
        type.SpecialType == SpecialType.System_String ? Literal(wireName) : CollectionOf(target, type, wireName, onlyExpression: false);

    private static string Literal(string wireName) => SymbolDisplay.FormatLiteral(Placeholders.TextOf(wireName), quote: true);

    private static string Default(FixTarget target, ITypeSymbol type) => target.Style.Language >= LanguageVersion.CSharp7_1
        ? "default"
        : $"default({type.ToMinimalDisplayString(target.Model, target.Node.SpanStart)})";

    private static string? CollectionOf(FixTarget target, ITypeSymbol type, string wireName, bool onlyExpression)
    {
        if (NestedTypes.ElementOf(type) is not { SpecialType: SpecialType.System_String } element) return null;

        Compilation compilation = target.Model.Compilation;
        ITypeSymbol array = compilation.CreateArrayTypeSymbol(element);
        bool takesArray = compilation.ClassifyCommonConversion(array, type).IsImplicit;
        bool isCreatable = type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named && IsCreatable(target, named);
        if (target.Style.HasCollectionExpressions && (takesArray || isCreatable || HasBuilder(type))) return $"[{Literal(wireName)}]";
        if (onlyExpression) return null;
        if (takesArray) return $"new[] {{ {Literal(wireName)} }}";
        if (!isCreatable) return null;

        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(target.Model, target.Node.SpanStart);
        return $"new {name} {{ {Literal(wireName)} }}";
    }

    /// <summary>Whether a collection initializer can create the type.</summary>
    private static bool IsCreatable(FixTarget target, INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && target.Model.IsAccessible(target.Node.SpanStart, constructor))
        && target.Model.LookupSymbols(target.Node.SpanStart, type, "Add")
            .Any(member => member is IMethodSymbol { Parameters: [{ Type.SpecialType: SpecialType.System_String }] });

    private static bool HasBuilder(ITypeSymbol type) =>
        type.OriginalDefinition.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CollectionBuilderAttribute");
}
