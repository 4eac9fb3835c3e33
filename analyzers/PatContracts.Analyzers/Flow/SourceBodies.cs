using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Flow;

/// <summary>The bodies of methods of one compilation, for summaries.</summary>
internal sealed class SourceBodies(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<(IOperation Body, Type Kind), object> _derived = new();

    private int _indexed;

    /// <summary>How often a body has been read to derive something from it.</summary>
    public int BodiesRead => _indexed;

    /// <summary>The control flow graph of a method's body, or null where it has none that runs when the method is called.</summary>
    /// <inheritdoc cref="BodyOf"/>
    public ControlFlowGraph? GraphOf(IMethodSymbol method, SemanticModel? caller, CancellationToken cancellationToken) =>
        BodyOf(method, caller, cancellationToken) switch
        {
            IMethodBodyOperation methodBody => ControlFlowGraph.Create(methodBody, cancellationToken),
            IConstructorBodyOperation constructorBody => ControlFlowGraph.Create(constructorBody, cancellationToken),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellationToken),
            _ => null,
        };

    /// <summary>A method's body, or null where it has none that runs when the method is called.</summary>
    /// <param name="method">The method.</param>
    /// <param name="caller">The semantic model of the body that asks: what it has bound already, for a method of the same file, is not bound again.</param>
    /// <param name="cancellationToken">Cancels the binding.</param>
    public IOperation? BodyOf(IMethodSymbol method, SemanticModel? caller, CancellationToken cancellationToken)
    {
        if (!method.ContainingAssembly.Equals(compilation.Assembly, SymbolEqualityComparer.Default)) return null;

        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            SyntaxNode syntax = reference.GetSyntax(cancellationToken);
            SyntaxNode? body = syntax switch
            {
                BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
                BaseMethodDeclarationSyntax declaration => MayBeIterator(method) && IsIterator(declaration) ? null : declaration,
                AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
                AccessorDeclarationSyntax accessor => accessor,
                ArrowExpressionClauseSyntax arrow => arrow,
                _ => null,
            };
            if (body is null || body.ContainsDiagnostics) continue;

            SemanticModel model = caller?.SyntaxTree == body.SyntaxTree ? caller : ModelOf(body.SyntaxTree);
            return model.GetOperation(body, cancellationToken);
        }

        return null;
    }

    /// <summary>Returns what is derived from a body: computed at the first call, kept for as long as the compilation.</summary>
    public T Derive<T>(IOperation body, Func<IOperation, T> derive)
        where T : class
    {
        if (_derived.TryGetValue((body, typeof(T)), out object? known)) return (T)known;

        Interlocked.Increment(ref _indexed);
        return (T)_derived.GetOrAdd((body, typeof(T)), derive(body));
    }

    /// <summary>Whether an accessor has a body, and so does more than to read or write a field of its own.</summary>
    public static bool HasBody(IMethodSymbol accessor) =>
        accessor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null };

    /// <summary>Whether a constructor names the constructor that it calls first.</summary>
    public static bool HasConstructorInitializer(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ConstructorDeclarationSyntax { Initializer: not null };

    /// <summary>The names by which a type calls methods.</summary>
    public static HashSet<string> NamesCalledIn(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in reference.GetSyntax(cancellationToken).DescendantNodes())
            {
                if (node is InvocationExpressionSyntax { Expression: var called } && NameOf(called) is { } name) names.Add(name);
            }
        }

        return names;
    }

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>An iterator returns an interface: <c>IEnumerable</c> and its kind. Spares most bodies the search for a <c>yield</c>.</summary>
    private static bool MayBeIterator(IMethodSymbol method) => method.ReturnType.TypeKind == TypeKind.Interface;

    /// <summary>Whether a method or local function yields, and so runs when it is enumerated and not when it is called.</summary>
    public static bool IsIterator(SyntaxNode declaration) =>
        declaration.DescendantNodes(node => node == declaration || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(node => node.IsKind(SyntaxKind.YieldReturnStatement) || node.IsKind(SyntaxKind.YieldBreakStatement));

    public SemanticModel ModelOf(SyntaxTree tree) =>
#pragma warning disable RS1030 // A summary reads a method of another file, for which no action gives a model. One model a file is kept.
        _models.GetOrAdd(tree, tree => compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
}
