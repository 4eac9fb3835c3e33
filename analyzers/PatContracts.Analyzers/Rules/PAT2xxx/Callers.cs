using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the uses of private methods and local functions in the type or member that declares them, whose names are indexed once.</summary>
internal sealed class Callers
{
    private readonly Dictionary<string, List<ExpressionSyntax>> _uses = new(StringComparer.Ordinal);

    private Callers(SyntaxNode scope, CancellationToken cancellationToken)
    {
        foreach (SyntaxNode node in scope.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node is not IdentifierNameSyntax { Identifier.ValueText: var name }) continue;

            var called = (ExpressionSyntax)node;
            if (called.Parent is MemberAccessExpressionSyntax access && access.Name == called) called = access;
            if (!_uses.TryGetValue(name, out List<ExpressionSyntax>? known)) _uses.Add(name, known = []);
            known.Add(called);
        }
    }

    /// <summary>Returns the calls of a private method or a local function in the file that declares it, and its conversions to a delegate.</summary>
    public static IEnumerable<IOperation> Of(IMethodSymbol function, SemanticModel? model, CancellationToken cancellationToken)
    {
        if (model is null || function.DeclaringSyntaxReferences is not [var declaration] || declaration.SyntaxTree != model.SyntaxTree) yield break;

        SyntaxNode syntax = declaration.GetSyntax(cancellationToken);
        SyntaxNode? scope = function.MethodKind == MethodKind.LocalFunction
            ? syntax.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax)
            : syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (scope is null) yield break;

        Callers callers = ContractContext.BodiesOf(model.Compilation).Derive(scope, scope => new Callers(scope, cancellationToken));
        if (!callers._uses.TryGetValue(function.Name, out List<ExpressionSyntax>? uses)) yield break;

        foreach (ExpressionSyntax called in uses)
        {
            IOperation? operation = model.GetOperation(
                called.Parent is InvocationExpressionSyntax invocation && invocation.Expression == called ? invocation : called,
                cancellationToken);
            if (operation is IInvocationOperation { TargetMethod: var target } && Is(target)) yield return operation;
            else if (operation is IMethodReferenceOperation { Method: var method } && Is(method)) yield return operation;
        }

        bool Is(IMethodSymbol other) => SymbolEqualityComparer.Default.Equals((other.ReducedFrom ?? other).OriginalDefinition, function.OriginalDefinition);
    }
}
