using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The code of one type that completes objects stored in fields and properties, and the constructor parameters that it stores there. A type may store many
/// objects; its code is read once.
/// </summary>
internal sealed class StoredObjectUses
{
    private readonly SourceBodies _bodies;
    private readonly Dictionary<(string Field, string Member), List<ExpressionSyntax>> _assigned = [];
    private readonly Dictionary<string, List<ExpressionSyntax>> _passedToDelegates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _storedParameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Index, int Count)> _baseArguments = new(StringComparer.Ordinal);

    // The fields and properties to which a name refers; null if one of the references cannot be resolved.
    private readonly ConcurrentDictionary<(string Field, string? Member), HashSet<ISymbol>?> _fields = new();

    private StoredObjectUses(INamedTypeSymbol type, SourceBodies bodies, CancellationToken cancellationToken)
    {
        _bodies = bodies;
        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in declaration.GetSyntax(cancellationToken).DescendantNodes())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(node);
            }
        }
    }

    /// <summary>Returns the uses in the code of a type, including the types nested in it.</summary>
    public static StoredObjectUses In(INamedTypeSymbol type, SourceBodies bodies, CancellationToken cancellationToken) =>
        bodies.Derive(type, type => new StoredObjectUses(type, bodies, cancellationToken));

    /// <summary>
    /// Whether the code assigns a member of the object in a field or property, or passes the object to a delegate, which may do so. The member is compared by
    /// name, because the field may have the type of a base class or an interface.
    /// </summary>
    public bool Complete(ISymbol field, string member, CancellationToken cancellationToken) =>
        (_assigned.TryGetValue((field.Name, member), out List<ExpressionSyntax>? assigned) && Include(assigned, field, member, cancellationToken))
        || (_passedToDelegates.TryGetValue(field.Name, out List<ExpressionSyntax>? passed) && Include(passed, field, null, cancellationToken));

    /// <summary>Returns the name of the field or property in which the constructors store a parameter, or null.</summary>
    public string? FieldOf(string parameter) => _storedParameters.TryGetValue(parameter, out string? field) ? field : null;

    /// <summary>Returns the argument that is a parameter in a call of a base constructor, and the number of arguments; or null.</summary>
    public (int Index, int Count)? BaseArgumentOf(string parameter) =>
        _baseArguments.TryGetValue(parameter, out (int Index, int Count) argument) ? argument : null;

    private void Add(SyntaxNode node)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax assignment:
                if (assignment.Left is MemberAccessExpressionSyntax access && NameIn(access.Expression) is { } name)
                {
                    Add(_assigned, (name.Identifier.ValueText, access.Name.Identifier.ValueText), name);
                }

                if (VariableIn(assignment.Right) is { } variable
                    && NameIn(assignment.Left) is { } stored
                    && assignment.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is ConstructorDeclarationSyntax)
                {
                    AddFirst(_storedParameters, variable, stored.Identifier.ValueText);
                }

                break;
            case EqualsValueClauseSyntax { Value: IdentifierNameSyntax { Identifier.ValueText: var initial }, Parent: PropertyDeclarationSyntax property }:
                AddFirst(_storedParameters, initial, property.Identifier.ValueText);
                break;
            case EqualsValueClauseSyntax
            {
                Value: IdentifierNameSyntax { Identifier.ValueText: var initial },
                Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } declared,
            }:
                AddFirst(_storedParameters, initial, declared.Identifier.ValueText);
                break;
            case ConstructorInitializerSyntax { RawKind: (int)SyntaxKind.BaseConstructorInitializer, ArgumentList.Arguments: var arguments }:
                for (int i = 0; i < arguments.Count; i++)
                {
                    if (VariableIn(arguments[i].Expression) is { } argument) _baseArguments[argument] = (i, arguments.Count);
                }

                break;
            case InvocationExpressionSyntax call when call.ArgumentList.Arguments.Count > 0 && IsDelegate(call):
                foreach (ArgumentSyntax argument in call.ArgumentList.Arguments)
                {
                    if (NameIn(argument.Expression) is { } passed) Add(_passedToDelegates, passed.Identifier.ValueText, passed);
                }

                break;
        }
    }

    private bool Include(List<ExpressionSyntax> references, ISymbol field, string? member, CancellationToken cancellationToken) =>
        _fields.GetOrAdd((field.Name, member), _ => FieldsIn(references, cancellationToken))?.Contains(Declared(field)) != false;

    private HashSet<ISymbol>? FieldsIn(List<ExpressionSyntax> references, CancellationToken cancellationToken)
    {
        var fields = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (ExpressionSyntax reference in references)
        {
            if (_bodies.ModelOf(reference.SyntaxTree).GetSymbolInfo(reference, cancellationToken).Symbol is not { } symbol) return null;

            fields.Add(Declared(symbol));
        }

        return fields;
    }

    /// <summary>The declaration of a field or property; for an override, that of the overridden property.</summary>
    private static ISymbol Declared(ISymbol symbol)
    {
        while (symbol is IPropertySymbol { OverriddenProperty: { } overridden }) symbol = overridden;
        return symbol.OriginalDefinition;
    }

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

    /// <summary>The name of a variable; for <c>variable ?? …</c> and <c>variable!</c>, that of the variable.</summary>
    private static string? VariableIn(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => VariableIn(coalesce.Left),
        PostfixUnaryExpressionSyntax suppressed => VariableIn(suppressed.Operand),
        _ => null,
    };

    /// <summary>The name by which an expression refers to a member of the containing type; for an element of a collection, to the collection.</summary>
    public static SimpleNameSyntax? NameIn(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax name => name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: var name } => name,
        PostfixUnaryExpressionSyntax suppressed => NameIn(suppressed.Operand),
        ElementAccessExpressionSyntax element => NameIn(element.Expression),
        _ => null,
    };

    private static void Add<TKey>(Dictionary<TKey, List<ExpressionSyntax>> uses, TKey key, ExpressionSyntax use)
        where TKey : notnull
    {
        if (!uses.TryGetValue(key, out List<ExpressionSyntax>? known)) uses.Add(key, known = []);
        known.Add(use);
    }

    private static void AddFirst(Dictionary<string, string> stored, string parameter, string field)
    {
        if (!stored.ContainsKey(parameter)) stored.Add(parameter, field);
    }
}
