using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PatContracts.CodeFixes.Editing;

internal static class TypeSpelling
{
    /// <summary>A type as code at a position names it, with its imports; a reference type has its <c>?</c> where code can have it.</summary>
    /// <param name="target">The diagnostic.</param>
    /// <param name="position">The position.</param>
    /// <param name="fullName">The type with its full name.</param>
    /// <param name="isNullable">Whether a reference type is nullable.</param>
    public static string? Shorten(FixTarget target, int position, string fullName, bool isNullable)
    {
        TypeSyntax syntax = SyntaxFactory.ParseTypeName(fullName);
        ITypeSymbol? type = target.Model.GetSpeculativeTypeInfo(position, syntax, SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
        if (type is null or IErrorTypeSymbol) return null;

        bool isAnnotated = HasAnnotations(target, position);
        if (!isAnnotated) type = type.WithNullableAnnotation(NullableAnnotation.None);
        else if (type.IsReferenceType) type = type.WithNullableAnnotation(isNullable ? NullableAnnotation.Annotated : NullableAnnotation.NotAnnotated);
        return type.ToMinimalDisplayString(target.Model, position);
    }

    /// <summary>Whether code at a position distinguishes nullable reference types.</summary>
    public static bool HasAnnotations(FixTarget target, int position) =>
        target.Style.Language >= LanguageVersion.CSharp8 && target.Model.GetNullableContext(position).AnnotationsEnabled();
}
