namespace PatContracts.CodeFixes.Editing;

/// <summary>A fully qualified type name in code, with the types whose names <see cref="Imports"/> can shorten.</summary>
internal sealed record TypeSpelling(string Code, IReadOnlyList<INamedTypeSymbol> Types)
{
    private static readonly SymbolDisplayFormat Format =
        SymbolDisplayFormat.CSharpErrorMessageFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Returns the code that names a type at a position; a nullable reference type is annotated with <c>?</c> where annotations are enabled.</summary>
    /// <param name="target">The diagnostic.</param>
    /// <param name="position">The position.</param>
    /// <param name="fullName">The fully qualified name of the type.</param>
    /// <param name="isNullable">Whether a reference type is nullable.</param>
    public static TypeSpelling? Of(FixTarget target, int position, string fullName, bool isNullable)
    {
        TypeSyntax syntax = SyntaxFactory.ParseTypeName(fullName);
        ITypeSymbol? type = target.Model.GetSpeculativeTypeInfo(position, syntax, SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
        if (type is null or IErrorTypeSymbol) return null;

        if (!HasAnnotations(target, position)) type = type.WithNullableAnnotation(NullableAnnotation.None);
        else if (type.IsReferenceType) type = type.WithNullableAnnotation(isNullable ? NullableAnnotation.Annotated : NullableAnnotation.NotAnnotated);
        bool isNamed = Inner(type) is INamedTypeSymbol { SpecialType: SpecialType.None or SpecialType.System_DateTime };
        return new(type.ToDisplayString(Format), isNamed ? [(INamedTypeSymbol)Inner(type)] : []);
    }

    /// <summary>Whether nullable annotations are enabled at a position.</summary>
    public static bool HasAnnotations(FixTarget target, int position) =>
        target.Style.Language >= LanguageVersion.CSharp8 && target.Model.GetNullableContext(position).AnnotationsEnabled();

    private static ITypeSymbol Inner(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Inner(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0],
        _ => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated),
    };
}
