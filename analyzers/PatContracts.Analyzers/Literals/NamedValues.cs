using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Literals;

/// <summary>Finds the one expression whose value a name has throughout its lifetime.</summary>
internal static class NamedValues
{
    /// <summary>Returns the expression whose value a reference has, or null if it could have another value.</summary>
    public static ExpressionSyntax? Declared(IOperation reference, CancellationToken cancellationToken) => reference switch
    {
        IFieldReferenceOperation { Field: { IsConst: true } field } => Initializer(field, cancellationToken),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } =>
            SetOnce(field, Initializer(field, cancellationToken), cancellationToken),
        ILocalReferenceOperation { Local: { IsConst: true } local } => Initializer(local, cancellationToken),
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => NeverChanged(local, Initializer(local, cancellationToken)),
        IPropertyReferenceOperation { Property: { IsStatic: true, IsVirtual: false, IsAbstract: false } property } =>
            Getter(property, cancellationToken),
        _ => null,
    };

    /// <summary>
    /// Returns the expression matched by a pattern that declares a never-assigned local: <c>x is { } used</c>, <c>x is T used</c>, <c>x switch { var used …
    /// }</c>, or a property in <c>t is { X: { } used }</c>, as the name of that property. Null for other patterns.
    /// </summary>
    public static ExpressionSyntax? Matched(IOperation reference, CancellationToken cancellationToken)
    {
        if (reference is not ILocalReferenceOperation { Local: { RefKind: RefKind.None } local }
            || Syntax(local, cancellationToken) is not SingleVariableDesignationSyntax designation
            || designation.Parent is not PatternSyntax pattern
            || pattern is RecursivePatternSyntax { PositionalPatternClause: not null })
        {
            return null;
        }

        SyntaxNode whole = pattern;
        while (whole.Parent is BinaryPatternSyntax or UnaryPatternSyntax or ParenthesizedPatternSyntax) whole = whole.Parent;
        ExpressionSyntax? matched = whole.Parent switch
        {
            IsPatternExpressionSyntax test => test.Expression,
            SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => choice.GoverningExpression,
            CasePatternSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => choice.Expression,
            SubpatternSyntax { NameColon.Name: { } name } => name,
            SubpatternSyntax { ExpressionColon.Expression: { } path } => path,
            _ => null,
        };
        return NeverChanged(local, matched);
    }

    private static ExpressionSyntax? Initializer(ISymbol symbol, CancellationToken cancellationToken) =>
        Syntax(symbol, cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value } ? value : null;

    private static SyntaxNode? Syntax(ISymbol symbol, CancellationToken cancellationToken) =>
        symbol.DeclaringSyntaxReferences is [var only] ? only.GetSyntax(cancellationToken) : null;

    /// <summary><c>static string Json => …</c> and <c>static string Json { get; } = …</c></summary>
    private static ExpressionSyntax? Getter(IPropertySymbol property, CancellationToken cancellationToken) => Syntax(property, cancellationToken) switch
    {
        PropertyDeclarationSyntax { ExpressionBody.Expression: { } body } => body,
        PropertyDeclarationSyntax { Initializer.Value: { } value } when property.SetMethod is null => SetOnce(property, value, cancellationToken),
        _ => null,
    };

    /// <summary>The initializer, unless a static constructor assigns the member too.</summary>
    private static ExpressionSyntax? SetOnce(ISymbol member, ExpressionSyntax? value, CancellationToken cancellationToken)
    {
        if (value is null) return null;
        foreach (IMethodSymbol constructor in member.ContainingType.StaticConstructors)
        {
            foreach (SyntaxReference declaration in constructor.DeclaringSyntaxReferences)
            {
                if (declaration.GetSyntax(cancellationToken) is ConstructorDeclarationSyntax body && Writes(body, member.Name)) return null;
            }
        }

        return value;
    }

    private static ExpressionSyntax? NeverChanged(ILocalSymbol local, ExpressionSyntax? value)
    {
        if (value?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } scope) return null;

        // Global statements are separate members, but their locals are in scope in the whole file.
        SyntaxNode reach = scope is GlobalStatementSyntax ? scope.Parent! : scope;
        return Writes(reach, local.Name) || (CanBeChangedInPlace(local.Type) && Uses(reach, local.Name) > 1) ? null : value;
    }

    /// <summary>Nodes and streams can change without an assignment, so the value is not certain if the name is used a second time.</summary>
    private static bool CanBeChangedInPlace(ITypeSymbol type) => type.Name
        is "MemoryStream" or "Stream" or "JsonNode" or "JsonObject" or "JsonArray" or "JToken" or "JObject" or "JArray";

    private static int Uses(SyntaxNode scope, string name)
    {
        int uses = 0;
        foreach (SyntaxNode node in scope.DescendantNodes())
        {
            if (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name) uses++;
        }

        return uses;
    }

    /// <summary>
    /// Whether something of that name, or something inside it, is assigned or passed by reference. Compares names only, which can be too cautious but never too
    /// bold.
    /// </summary>
    private static bool Writes(SyntaxNode scope, string name)
    {
        foreach (SyntaxNode node in scope.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when Names(assignment.Left, name):
                case ArgumentSyntax argument
                    when argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword && Names(argument.Expression, name):
                case PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.AddressOfExpression) && Names(prefix.Operand, name):
                case RefExpressionSyntax reference when Names(reference.Expression, name):
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether an assigned expression contains a name: <c>name</c>, <c>name[0]</c>, <c>name.Content</c>, <c>Type.name</c>, <c>(name, other)</c>.
    /// </summary>
    private static bool Names(ExpressionSyntax target, string name)
    {
        foreach (SyntaxNode node in target.DescendantNodesAndSelf())
        {
            if (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name) return true;
        }

        return false;
    }
}
