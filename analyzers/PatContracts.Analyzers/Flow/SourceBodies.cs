using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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
    private readonly ConcurrentDictionary<(object Code, Type Kind), StrongBox<object?>> _derived = new();

    private int _bodiesRead;

    /// <summary>Number of times code has been read to derive data from it.</summary>
    public int BodiesRead => _bodiesRead;

    /// <summary>Returns the control flow graph of a method's body, or null if it has no body that runs when the method is called.</summary>
    /// <inheritdoc cref="BodyOf"/>
    public ControlFlowGraph? GraphOf(IMethodSymbol method, SemanticModel? caller, CancellationToken cancellationToken) =>
        BodyOf(method, caller, cancellationToken) switch
        {
            IMethodBodyOperation methodBody => ControlFlowGraph.Create(methodBody, cancellationToken),
            IConstructorBodyOperation constructorBody => ControlFlowGraph.Create(constructorBody, cancellationToken),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellationToken),
            _ => null,
        };

    /// <summary>Returns a method's body, or null if it has none that runs when the method is called.</summary>
    /// <param name="method">The method.</param>
    /// <param name="caller">The semantic model of the calling body, which reuses what it has already bound for methods of the same file.</param>
    /// <param name="cancellationToken">A token to cancel the binding.</param>
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

    /// <summary>Returns data derived from a body, a node or a type: computed by the first call, then stored with the compilation.</summary>
    public T Derive<TCode, T>(TCode code, Func<TCode, T> derive)
        where TCode : class
        where T : class
    {
        // Not a Lazy, which would also store the exception of a cancelled call.
        StrongBox<object?> slot = _derived.GetOrAdd((code, typeof(T)), static _ => new());
        lock (slot)
        {
            if (slot.Value is T known) return known;

            Interlocked.Increment(ref _bodiesRead);
            T derived = derive(code);
            slot.Value = derived;
            return derived;
        }
    }

    /// <summary>Whether an accessor has a body, and so may do more than access its own field.</summary>
    public static bool HasBody(IMethodSymbol accessor) =>
        accessor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null };

    /// <summary>Whether a constructor specifies the constructor that it calls first.</summary>
    public static bool HasConstructorInitializer(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ConstructorDeclarationSyntax { Initializer: not null };

    /// <summary>Returns the names under which a type calls methods.</summary>
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

    /// <summary>Whether a method may be an iterator by its return type, such as <c>IEnumerable</c>. Avoids searching most bodies for a <c>yield</c>.</summary>
    private static bool MayBeIterator(IMethodSymbol method) => method.ReturnType.TypeKind == TypeKind.Interface;

    /// <summary>Whether a method or local function yields, and so runs when it is enumerated instead of when it is called.</summary>
    public static bool IsIterator(SyntaxNode declaration) =>
        declaration.DescendantNodes(node => node == declaration || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(node => node.IsKind(SyntaxKind.YieldReturnStatement) || node.IsKind(SyntaxKind.YieldBreakStatement));

    public SemanticModel ModelOf(SyntaxTree tree) =>
#pragma warning disable RS1030 // A summary reads methods of other files, for which no action provides a model. One model per file is cached.
        _models.GetOrAdd(tree, tree => compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
}
