using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Literals;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the expressions that variables hold.</summary>
internal static class Locals
{
    /// <summary>Returns the expression that a reference evaluates to, if it is in the same file and the value cannot be another.</summary>
    public static IOperation? Declared(IOperation reference, CancellationToken cancellationToken) =>
        NamedValues.Declared(reference, cancellationToken) is { } declared && declared.SyntaxTree == reference.Syntax.SyntaxTree
            ? OperationOf(declared, reference.SemanticModel, cancellationToken)
            : null;

    /// <summary>Returns the initializer of a local, or null.</summary>
    public static IOperation? Initial(ILocalSymbol local, SemanticModel? model, CancellationToken cancellationToken) =>
        local.DeclaringSyntaxReferences is [var declaration]
        && declaration.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } initial }
        && model?.SyntaxTree == initial.SyntaxTree
            ? OperationOf(initial, model, cancellationToken)
            : null;

    /// <summary>Returns the outermost operation around part of a body.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    /// <summary>Returns data derived from the body that holds an operation. A body is read once for all operations in it.</summary>
    public static T DeriveFromBody<T>(IOperation operation, Func<IOperation, T> derive)
        where T : class
    {
        IOperation body = RootOf(operation);
        return body.SemanticModel is { } model ? ContractContext.BodiesOf(model.Compilation).Derive(body, derive) : derive(body);
    }

    private static IOperation? OperationOf(ExpressionSyntax expression, SemanticModel? model, CancellationToken cancellationToken)
    {
        // `value!` has no separate operation.
        while (expression is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var operand })
        {
            expression = operand;
        }

        return model?.GetOperation(expression, cancellationToken);
    }
}
