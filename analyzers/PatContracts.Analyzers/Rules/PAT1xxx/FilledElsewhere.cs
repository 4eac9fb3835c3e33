using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Recognizes objects that are created incomplete because other code completes them, as in builders and parsers: a type stores the object in a field or
/// property, or in a collection there, and assigns its members in other methods.
/// </summary>
internal static class FilledElsewhere
{
    /// <summary>Whether an object is created empty to be completed later: as an initial value, or for a pool.</summary>
    public static bool IsForLater(IOperation operation, ISymbol containingSymbol)
    {
        if (!IsEmpty(operation)) return false;

        IOperation? parent = operation.Parent;
        while (parent is IConversionOperation or ICoalesceOperation or IConditionalOperation) parent = parent.Parent;
        if (parent is IFieldInitializerOperation or IPropertyInitializerOperation) return true;

        // `: this(new())` and `: base(new())`
        if (parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } }) return true;

        INamedTypeSymbol? type = containingSymbol.ContainingType;
        return type is not null && (type.AllInterfaces.Any(IsPool) || WithBases(type).Any(IsPool));

        static bool IsPool(INamedTypeSymbol candidate) => candidate.Name.IndexOf("Pool", StringComparison.Ordinal) >= 0;
    }

    /// <summary>Whether a type that stores the object assigns a missing member elsewhere.</summary>
    public static bool Is(MissingMembersResult result, OperationAnalysisContext context)
    {
        if (KeeperOf(result.Incomplete, context) is not { } keeper) return false;
        if (IsInitialValue(result.Incomplete, context)) return true;

        var missing = new HashSet<string>(result.Missing.Concat(result.MaybeMissing).Select(static member => member.Symbol.Name), StringComparer.Ordinal);
        SyntaxNode? body = result.Incomplete.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return body?.DescendantNodes().Any(node => IsAssignedThrough(node, keeper.Member, missing)) == true
            || WithBases(keeper.Type)
                .SelectMany(static type => type.DeclaringSyntaxReferences)
                .SelectMany(reference => reference.GetSyntax(context.CancellationToken).DescendantNodes())
                .Any(node => Fills(node, keeper, missing));
    }

    private static bool IsEmpty(IOperation operation) => operation is IObjectCreationOperation { Initializer: null, Arguments: var arguments }
        && arguments.All(static argument => argument.ArgumentKind == ArgumentKind.DefaultValue);

    /// <summary>Whether a constructor assigns an empty object to a field or property of its type, as an initializer does.</summary>
    private static bool IsInitialValue(Escape escape, OperationAnalysisContext context) =>
        IsEmpty(context.Operation)
        && context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor
        && escape.Kind == EscapeKind.Stored
        && SymbolEqualityComparer.Default.Equals(escape.StoredIn?.ContainingType, constructor.ContainingType);

    /// <summary>Whether the body that creates the object completes it through the object that stores it: <c>request.Format.Name = …</c></summary>
    private static bool IsAssignedThrough(SyntaxNode node, string member, HashSet<string> missing)
    {
        if (Assigned(node) is not { } access || !missing.Contains(access.Name.Identifier.ValueText)) return false;

        ExpressionSyntax receiver = access.Expression;
        while (receiver is PostfixUnaryExpressionSyntax suppressed) receiver = suppressed.Operand;
        return receiver is MemberAccessExpressionSyntax kept && kept.Name.Identifier.ValueText == member;
    }

    private static bool Fills(SyntaxNode node, Keeper keeper, HashSet<string> missing)
    {
        if (Assigned(node) is { } access) return missing.Contains(access.Name.Identifier.ValueText) && NameOf(access.Expression) == keeper.Member;

        // `configure(_options)`: what a delegate does to the object is unknown.
        return node is InvocationExpressionSyntax call
            && IsDelegate(call)
            && call.ArgumentList.Arguments.Any(argument => NameOf(argument.Expression) == keeper.Member);
    }

    private static MemberAccessExpressionSyntax? Assigned(SyntaxNode node) => (node as AssignmentExpressionSyntax)?.Left as MemberAccessExpressionSyntax;

    /// <summary>Whether a call invokes a parameter of the enclosing method.</summary>
    private static bool IsDelegate(InvocationExpressionSyntax call)
    {
        ExpressionSyntax? called = call.Expression switch
        {
            MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Invoke" } => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke" } invoke => invoke.Expression,
            var expression => expression,
        };
        return called is IdentifierNameSyntax { Identifier.ValueText: var name }
            && call.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()?.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name) == true;
    }

    /// <summary>The field or property in which the object is stored after it escaped.</summary>
    private static Keeper? KeeperOf(Escape escape, OperationAnalysisContext context)
    {
        INamedTypeSymbol? around = context.ContainingSymbol.ContainingType;
        if (escape.StoredIn is { IsImplicitlyDeclared: false, ContainingType: { DeclaringSyntaxReferences.IsEmpty: false } type } member)
        {
            bool isInherited = around is not null && WithBases(around).Contains(type, SymbolEqualityComparer.Default);
            return new(isInherited ? around! : type, member.Name);
        }

        // `_tokens[id] = new …`
        SyntaxNode? parent = escape.Syntax.Parent;
        if (parent is AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var indexed } }) return OfCollection(indexed);
        if (parent is not ArgumentSyntax { Parent: BaseArgumentListSyntax { Arguments: var arguments, Parent: { } call } } argument) return null;
        if (call.SyntaxTree != context.Operation.Syntax.SyntaxTree
            || context.Operation.SemanticModel?.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        if (method.MethodKind != MethodKind.Constructor)
        {
            return KnownMethods.Stores(method) && call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var collection } }
                ? OfCollection(collection)
                : null;
        }

        string? name = argument.NameColon?.Name.Identifier.ValueText;
        IParameterSymbol? parameter = name is null
            ? method.Parameters.ElementAtOrDefault(arguments.IndexOf(argument))
            : method.Parameters.FirstOrDefault(candidate => candidate.Name == name);
        return parameter is null ? null : OfParameter(parameter, method.ContainingType, context.CancellationToken);

        Keeper? OfCollection(ExpressionSyntax expression) =>
            around is not null
            && NameOf(expression) is { } field
            && WithBases(around).Any(type => type.GetMembers(field).Any(static candidate => candidate is IFieldSymbol or IPropertySymbol))
                ? new(around, field)
                : null;
    }

    /// <summary>The member to which a constructor, or the base constructor that it calls, assigns a parameter.</summary>
    private static Keeper? OfParameter(IParameterSymbol parameter, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        string name = parameter.Name;
        foreach (INamedTypeSymbol current in WithBases(type))
        {
            string? passedOn = null;
            foreach (SyntaxNode node in current.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes()))
            {
                if (node is AssignmentExpressionSyntax { Right: var right } assignment
                    && VariableIn(right) == name
                    && NameOf(assignment.Left) is { } member
                    && node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is ConstructorDeclarationSyntax)
                {
                    return new(type, member);
                }

                if (node is EqualsValueClauseSyntax { Value: IdentifierNameSyntax { Identifier.ValueText: var value } } initial && value == name)
                {
                    if (initial.Parent is PropertyDeclarationSyntax property) return new(type, property.Identifier.ValueText);
                    if (initial.Parent is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field)
                    {
                        return new(type, field.Identifier.ValueText);
                    }
                }

                if (node is ConstructorInitializerSyntax { RawKind: (int)SyntaxKind.BaseConstructorInitializer } initializer
                    && initializer.ArgumentList.Arguments.IndexOf(argument => VariableIn(argument.Expression) == name) is var index and >= 0)
                {
                    passedOn = current.BaseType?.InstanceConstructors
                        .FirstOrDefault(candidate => candidate.Parameters.Length == initializer.ArgumentList.Arguments.Count)?.Parameters[index].Name;
                }
            }

            name = passedOn ?? name;
        }

        return null;
    }

    /// <summary>The name of a variable; for <c>variable ?? …</c> and <c>variable!</c>, that of the variable.</summary>
    private static string? VariableIn(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => VariableIn(coalesce.Left),
        PostfixUnaryExpressionSyntax suppressed => VariableIn(suppressed.Operand),
        _ => null,
    };

    /// <summary>The name of a member of the containing type; for an element of a collection, that of the collection.</summary>
    private static string? NameOf(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        PostfixUnaryExpressionSyntax suppressed => NameOf(suppressed.Operand),
        ElementAccessExpressionSyntax element => NameOf(element.Expression),
        _ => null,
    };

    private static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType) yield return current.OriginalDefinition;
    }

    /// <summary>The type and member that store an object.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Member">The field or property.</param>
    private readonly record struct Keeper(INamedTypeSymbol Type, string Member);
}
