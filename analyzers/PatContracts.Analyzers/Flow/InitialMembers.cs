using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// What the members of a new object hold before any constructor body has run. A property initializer that only quiets the compiler
/// (<c>null!</c>, <c>default!</c>, an empty string or collection on a required member) gives nothing; any other one gives the member its value.
/// </summary>
internal static class InitialMembers
{
    public static ObjectState Of(BoundModel model) => ObjectState.Create(model, SlotOf);

    private static Slot SlotOf(BoundMember member)
    {
        if (member.IsCompilerRequired) return new(SlotKind.Set, FlowValue.Unknown);

        SyntaxNode? declaration = member.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        EqualsValueClauseSyntax? initializer = declaration switch
        {
            PropertyDeclarationSyntax property => property.Initializer,
            VariableDeclaratorSyntax field => field.Initializer,
            _ => null,
        };

        if (initializer is not null && ParameterOf(member, initializer.Value) is { } parameter)
        {
            return new(SlotKind.Set, FlowValue.OfParameter(parameter.Ordinal));
        }

        // A property without a setter and without storage computes its value; one of a reference cannot be told from that.
        if (member.Symbol is IPropertySymbol { SetMethod: null } && (declaration is null || IsComputed(declaration)))
        {
            return new(SlotKind.Set, FlowValue.Unknown);
        }

        return initializer is null || IsQuieting(member, initializer.Value)
            ? new(SlotKind.Unset, InitialValue(member, declaration, initializer))
            : new(SlotKind.Set, FlowValue.Unknown);
    }

    private static FlowValue InitialValue(BoundMember member, SyntaxNode? declaration, EqualsValueClauseSyntax? initializer)
    {
        // What the constructors of other assemblies do cannot be read; those of the shipped models do nothing.
        if (declaration is null && member.Symbol.ContainingAssembly.Name != "PatContracts") return FlowValue.Unknown;

        ITypeSymbol type = member.Type;
        if (initializer?.Value is { } value && !IsNullOrDefault(value)) return FlowValue.Unknown;
        if (type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return FlowValue.NullAt(null);
        return type.SpecialType == SpecialType.System_Boolean ? FlowValue.ConstantAt(false, null) : FlowValue.DefaultAt(null);
    }

    private static bool IsComputed(SyntaxNode declaration) => declaration is PropertyDeclarationSyntax property
        && (property.ExpressionBody is not null
            || property.AccessorList?.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null) == true);

    private static bool IsQuieting(BoundMember member, ExpressionSyntax value)
    {
        if (IsNullOrDefault(value)) return true;
        if (!member.IsRequired) return false;

        ExpressionSyntax bare = Strip(value);
        if (bare is LiteralExpressionSyntax { Token.ValueText: "" } literal && literal.IsKind(SyntaxKind.StringLiteralExpression)) return true;
        if (bare is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" }) return true;
        if (bare is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } }) return true;
        if (NestedTypes.ElementOf(member.Type) is null) return false;

        return bare switch
        {
            ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } created => IsEmpty(created.Initializer),
            ObjectCreationExpressionSyntax created => created.ArgumentList is null or { Arguments.Count: 0 } && IsEmpty(created.Initializer),
            ArrayCreationExpressionSyntax array => IsEmpty(array.Initializer)
                && (array.Initializer is not null || array.Type.RankSpecifiers.FirstOrDefault()?.Sizes.FirstOrDefault()?.ToString() == "0"),
            InitializerExpressionSyntax initializer => IsEmpty(initializer),
            // `[]`: the node type is younger than the oldest compiler this has to run in is sure to name.
            _ => bare.IsKind(SyntaxKind.CollectionExpression) && !bare.ChildNodes().Any(),
        };
    }

    private static bool IsEmpty(InitializerExpressionSyntax? initializer) => initializer is null or { Expressions.Count: 0 };

    private static bool IsNullOrDefault(ExpressionSyntax value) => Strip(value) switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NullLiteralExpression) || literal.IsKind(SyntaxKind.DefaultLiteralExpression),
        DefaultExpressionSyntax => true,
        _ => false,
    };

    private static ExpressionSyntax Strip(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax suppressed when suppressed.IsKind(SyntaxKind.SuppressNullableWarningExpression) => Strip(suppressed.Operand),
        ParenthesizedExpressionSyntax parenthesized => Strip(parenthesized.Expression),
        CastExpressionSyntax cast => Strip(cast.Expression),
        _ => value,
    };

    /// <summary>The parameter of a primary constructor that an initializer hands on.</summary>
    private static IParameterSymbol? ParameterOf(BoundMember member, ExpressionSyntax value)
    {
        if (Strip(value) is not IdentifierNameSyntax { Identifier.ValueText: var name }) return null;

        foreach (IMethodSymbol constructor in member.Symbol.ContainingType.InstanceConstructors)
        {
            if (!Constructors.IsPrimary(constructor)) continue;

            foreach (IParameterSymbol parameter in constructor.Parameters)
            {
                if (parameter.Name == name) return parameter;
            }
        }

        return null;
    }
}
