using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Literals;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the expressions that variables stand for.</summary>
internal static class Locals
{
    /// <summary>The expression that a reference stands for in the same file, or null where its value could be another.</summary>
    public static IOperation? Declared(IOperation reference, CancellationToken cancellationToken) =>
        NamedValues.Declared(reference, cancellationToken) is { } declared && declared.SyntaxTree == reference.Syntax.SyntaxTree
            ? OperationOf(declared, reference.SemanticModel, cancellationToken)
            : null;

    /// <summary>The expression that a local starts with, or null.</summary>
    public static IOperation? Initial(ILocalSymbol local, SemanticModel? model, CancellationToken cancellationToken) =>
        local.DeclaringSyntaxReferences is [var declaration]
        && declaration.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } initial }
        && model?.SyntaxTree == initial.SyntaxTree
            ? OperationOf(initial, model, cancellationToken)
            : null;

    /// <summary>The operation around a part of a body that has no other around it.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    private static IOperation? OperationOf(ExpressionSyntax expression, SemanticModel? model, CancellationToken cancellationToken)
    {
        // `value!` has no operation of its own.
        while (expression is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var operand })
        {
            expression = operand;
        }

        return model?.GetOperation(expression, cancellationToken);
    }
}
