using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Determines the members of a new object before any constructor body has run. A property initializer that only silences the compiler (<c>null!</c>,
/// <c>default!</c>, an empty string or collection on a required member) does not count as an assignment; any other initializer does.
/// </summary>
internal static class InitialMembers
{
    /// <summary>Returns the members of a new object.</summary>
    /// <param name="model">The model.</param>
    /// <param name="type">The created type: the model's, or a derived one, which may override or hide members.</param>
    /// <param name="assembly">The assembly being compiled.</param>
    /// <param name="trustsCompiler">Whether the compiler ensures that <c>required</c> members are assigned.</param>
    public static MemberStates Of(BoundModel model, ITypeSymbol? type, IAssemblySymbol assembly, bool trustsCompiler) =>
        MemberStates.Create(model, member => SlotOf(member, Declaring(member, type), assembly, trustsCompiler));

    /// <summary>Whether a type is one of the product's own models, whose constructors and accessors have no side effects.</summary>
    public static bool IsShipped(ITypeSymbol type) => type.ContainingAssembly?.Name == "PatContracts";

    /// <summary>The property of a type that implements a member: an override, or a property of the same name that hides it.</summary>
    private static ISymbol Declaring(BoundMember member, ITypeSymbol? type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, member.Symbol.ContainingType)) break;

            foreach (ISymbol candidate in current.GetMembers(member.Symbol.Name))
            {
                if (candidate is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false }) return candidate.OriginalDefinition;
            }
        }

        return member.Symbol;
    }

    private static Slot SlotOf(BoundMember member, ISymbol symbol, IAssemblySymbol assembly, bool trustsCompiler)
    {
        if (member.IsCompilerRequired && trustsCompiler) return new(SlotKind.Set, FlowValue.Unknown);

        // The members assigned by constructors and initializers of another assembly are unknown.
        bool isOurs = SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, assembly);
        if (!isOurs && !IsShipped(symbol.ContainingType) && !symbol.ContainingType.IsValueType) return new(SlotKind.Set, FlowValue.Unknown);

        SyntaxNode? declaration = isOurs ? symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() : null;
        ExpressionSyntax? initializer = InitializerOf(declaration);
        if (initializer is null && declaration is PropertyDeclarationSyntax accessors)
        {
            switch (GetterOf(accessors))
            {
                case { } getter when BackingField(getter, symbol.ContainingType) is { } field:
                    initializer = InitializerOf(field);
                    break;
                case { } getter when !IsField(getter):
                    // A getter that does more than read a field provides a value without an assignment, and so does a computed property.
                    return new(SlotKind.Set, FlowValue.Unknown);
            }
        }

        if (initializer is not null && ParameterOf(symbol, initializer) is { } parameter) return new(SlotKind.Set, FlowValue.OfParameter(parameter.Ordinal));

        // In a referenced assembly, a property without a setter cannot be distinguished from a computed one.
        if (symbol is IPropertySymbol { SetMethod: null } && declaration is null) return new(SlotKind.Set, FlowValue.Unknown);

        return initializer is null || IsQuieting(member, initializer)
            ? new(SlotKind.Unset, InitialValue(member, initializer))
            : new(SlotKind.Set, FlowValue.Unknown);
    }

    private static ExpressionSyntax? InitializerOf(SyntaxNode? declaration) => declaration switch
    {
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        VariableDeclaratorSyntax field => field.Initializer?.Value,
        _ => null,
    };

    /// <summary>The returned expression or the body of a getter; null for an automatic one.</summary>
    private static SyntaxNode? GetterOf(PropertyDeclarationSyntax property)
    {
        if (property.ExpressionBody is { } arrow) return arrow.Expression;

        AccessorDeclarationSyntax? getter = property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        if (getter?.ExpressionBody is { } body) return body.Expression;

        return getter?.Body is { Statements: [ReturnStatementSyntax { Expression: { } returned }] } ? returned : getter?.Body;
    }

    private static bool IsField(SyntaxNode getter) => getter is ExpressionSyntax expression && Strip(expression) is { } bare
        && (bare is IdentifierNameSyntax || bare is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } || bare.ToString() == "field");

    /// <summary>The field that a getter returns unchanged.</summary>
    private static SyntaxNode? BackingField(SyntaxNode getter, INamedTypeSymbol type)
    {
        if (getter is not ExpressionSyntax expression) return null;

        string? name = Strip(expression) switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var member } => member.Identifier.ValueText,
            _ => null,
        };
        return name is null ? null : type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault()?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
    }

    private static FlowValue InitialValue(BoundMember member, ExpressionSyntax? initializer)
    {
        ITypeSymbol type = member.Type;
        if (initializer is not null && !IsNullOrDefault(initializer)) return FlowValue.Unknown;
        if (type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return FlowValue.NullAt(null);
        return type.SpecialType == SpecialType.System_Boolean ? FlowValue.ConstantAt(false, null) : FlowValue.DefaultAt(null);
    }

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
            // `[]`: the oldest compiler supported may not define this node type.
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

    /// <summary>The parameter of a primary constructor that an initializer forwards.</summary>
    private static IParameterSymbol? ParameterOf(ISymbol member, ExpressionSyntax value)
    {
        if (Strip(value) is not IdentifierNameSyntax { Identifier.ValueText: var name }) return null;

        foreach (IMethodSymbol constructor in member.ContainingType.InstanceConstructors)
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
