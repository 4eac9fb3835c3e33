using Microsoft.CodeAnalysis;
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
    public static bool Is(MissingMembersResult result, OperationAnalysisContext context, SourceBodies bodies)
    {
        CancellationToken cancellationToken = context.CancellationToken;
        if (KeeperOf(result.Incomplete, context, bodies) is not { } keeper) return false;
        if (IsInitialValue(result.Incomplete, context)) return true;

        string[] missing = [.. result.Missing.Concat(result.MaybeMissing).Select(static member => member.Symbol.Name)];
        return (result.Incomplete.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } body
                && bodies.Derive(body, body => new AssignedThroughMembers(body)).Include(keeper.Field.Name, missing))
            || WithBases(keeper.Type)
                .Select(type => StoredObjectUses.In(type, bodies, cancellationToken))
                .Any(uses => missing.Any(member => uses.Complete(keeper.Field, member, cancellationToken)));
    }

    private static bool IsEmpty(IOperation operation) => operation is IObjectCreationOperation { Initializer: null, Arguments: var arguments }
        && arguments.All(static argument => argument.ArgumentKind == ArgumentKind.DefaultValue);

    /// <summary>Whether a constructor assigns an empty object to a field or property of its type, as an initializer does.</summary>
    private static bool IsInitialValue(Escape escape, OperationAnalysisContext context) =>
        IsEmpty(context.Operation)
        && context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor
        && escape.Kind == EscapeKind.Stored
        && SymbolEqualityComparer.Default.Equals(escape.StoredIn?.ContainingType, constructor.ContainingType);

    /// <summary>The field or property in which the object is stored after it escaped.</summary>
    private static Keeper? KeeperOf(Escape escape, OperationAnalysisContext context, SourceBodies bodies)
    {
        INamedTypeSymbol? around = context.ContainingSymbol.ContainingType;
        if (escape.StoredIn is { IsImplicitlyDeclared: false, ContainingType: { DeclaringSyntaxReferences.IsEmpty: false } type } member)
        {
            bool isInherited = around is not null && WithBases(around).Contains(type, SymbolEqualityComparer.Default);
            return new(isInherited ? around! : type, member);
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
        return parameter is null ? null : OfParameter(parameter, method.ContainingType, bodies, context.CancellationToken);

        Keeper? OfCollection(ExpressionSyntax expression) =>
            around is not null && StoredObjectUses.NameIn(expression) is { } name && FieldOf(around, name.Identifier.ValueText) is { } field
                ? new(around, field)
                : null;
    }

    /// <summary>The member to which a constructor, or the base constructor that it calls, assigns a parameter.</summary>
    private static Keeper? OfParameter(IParameterSymbol parameter, INamedTypeSymbol type, SourceBodies bodies, CancellationToken cancellationToken)
    {
        string name = parameter.Name;
        foreach (INamedTypeSymbol current in WithBases(type))
        {
            StoredObjectUses uses = StoredObjectUses.In(current, bodies, cancellationToken);
            if (uses.FieldOf(name) is { } field) return FieldOf(current, field) is { } member ? new(type, member) : null;

            if (uses.BaseArgumentOf(name) is var (index, count)
                && current.BaseType?.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.Length == count) is { } constructor)
            {
                name = constructor.Parameters[index].Name;
            }
        }

        return null;
    }

    /// <summary>The field or property of a type or its bases with a name.</summary>
    private static ISymbol? FieldOf(INamedTypeSymbol type, string name) =>
        WithBases(type).SelectMany(current => current.GetMembers(name)).FirstOrDefault(static member => member is IFieldSymbol or IPropertySymbol);

    private static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType) yield return current.OriginalDefinition;
    }

    /// <summary>The type and member that store an object.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Field">The field or property.</param>
    private readonly record struct Keeper(INamedTypeSymbol Type, ISymbol Field);

    /// <summary>The members that a body assigns through members of other objects, by name: <c>request.Format.Name = …</c></summary>
    private sealed class AssignedThroughMembers
    {
        private readonly HashSet<(string Field, string Member)> _names = [];

        public AssignedThroughMembers(SyntaxNode body)
        {
            foreach (SyntaxNode node in body.DescendantNodes())
            {
                if (node is not AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name: var member, Expression: var receiver } }) continue;

                while (receiver is PostfixUnaryExpressionSyntax suppressed) receiver = suppressed.Operand;
                if (receiver is MemberAccessExpressionSyntax { Name: var field }) _names.Add((field.Identifier.ValueText, member.Identifier.ValueText));
            }
        }

        public bool Include(string field, IEnumerable<string> members) => members.Any(member => _names.Contains((field, member)));
    }
}
