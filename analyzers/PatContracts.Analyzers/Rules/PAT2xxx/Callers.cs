using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the uses of a private method or a local function in the file that declares it.</summary>
internal static class Callers
{
    /// <summary>Returns its calls, and its conversions to a delegate.</summary>
    public static IEnumerable<IOperation> Of(IMethodSymbol function, SemanticModel? model, CancellationToken cancellationToken)
    {
        if (model is null || function.DeclaringSyntaxReferences is not [var declaration] || declaration.SyntaxTree != model.SyntaxTree) yield break;

        SyntaxNode syntax = declaration.GetSyntax(cancellationToken);
        SyntaxNode? scope = function.MethodKind == MethodKind.LocalFunction
            ? syntax.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax)
            : syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (scope is null) yield break;

        foreach (SyntaxNode node in scope.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != function.Name) continue;

            ExpressionSyntax called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            IOperation? operation = model.GetOperation(
                called.Parent is InvocationExpressionSyntax invocation && invocation.Expression == called ? invocation : called,
                cancellationToken);
            if (operation is IInvocationOperation { TargetMethod: var target } && Is(target)) yield return operation;
            else if (operation is IMethodReferenceOperation { Method: var method } && Is(method)) yield return operation;
        }

        bool Is(IMethodSymbol other) => SymbolEqualityComparer.Default.Equals((other.ReducedFrom ?? other).OriginalDefinition, function.OriginalDefinition);
    }
}
