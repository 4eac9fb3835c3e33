using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>A function of the project whose body can be analyzed at a call: a lambda, a local function, a method, the getter of a property.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Body">Its body: a block.</param>
internal sealed record FunctionBody(ImmutableArray<IParameterSymbol> Parameters, IBlockOperation Body)
{
    private const int MaxSteps = 4;

    /// <summary>The only expression that it returns, or null.</summary>
    public IOperation? Result => Body.Operations is [IReturnOperation { ReturnedValue: { } value }, ..] ? value : null;

    /// <summary>The statements with which it returns or yields a value, found once per body.</summary>
    public IReadOnlyList<IReturnOperation> Returns => Body.SemanticModel is { } model
        ? ContractContext.BodiesOf(model.Compilation).Derive(Body, static body => new ReturnStatements(body)).Statements
        : new ReturnStatements(Body).Statements;

    /// <summary>Returns the function that a delegate invokes: a lambda, a method group, a variable that holds one of these; or null.</summary>
    public static FunctionBody? OfDelegate(IOperation operation, CancellationToken cancellationToken) => OfDelegate(operation, MaxSteps, cancellationToken);

    /// <summary>Returns the body of a method, or null if it is not part of this project or is dispatched at run time.</summary>
    public static FunctionBody? OfMethod(IMethodSymbol method, SemanticModel? model, CancellationToken cancellationToken)
    {
        if (model is null || method.IsAbstract || method.IsVirtual || method.IsOverride) return null;

        method = (method.ReducedFrom ?? method).OriginalDefinition;
        IBlockOperation? body = null;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            if (method.DeclaringSyntaxReferences is [var reference]
                && reference.GetSyntax(cancellationToken) is LocalFunctionStatementSyntax syntax
                && syntax.SyntaxTree == model.SyntaxTree)
            {
                body = (model.GetOperation(syntax, cancellationToken) as ILocalFunctionOperation)?.Body;
            }
        }
        else
        {
            method = method.PartialImplementationPart ?? method;
            if (method.DeclaringSyntaxReferences.IsEmpty) return null;

            body = BodyOf(method, model, cancellationToken) switch
            {
                IMethodBodyBaseOperation declared => declared.BlockBody ?? declared.ExpressionBody,
                IBlockOperation block => block,
                _ => null,
            };
        }

        return body is null ? null : new(method.Parameters, body);
    }

    /// <summary>Returns the path of a value inside a function to which it is passed, or null if it is not passed.</summary>
    public ValuePath? PathInside(ValuePath value, IOperation? instance, ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellationToken)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter is { Ordinal: var ordinal }
                && ordinal < Parameters.Length
                && ValuePath.Of(argument.Value, cancellationToken) is { } passed
                && value.StartsWith(passed))
            {
                return value.Rebase(passed, ValuePath.Of(Parameters[ordinal]));
            }
        }

        return instance is not null && ValuePath.Of(instance, cancellationToken) is { } receiver && value.StartsWith(receiver)
            ? value.Rebase(receiver, ValuePath.This)
            : null;
    }

    /// <summary>The body of a method. For an iterator, which runs when its result is enumerated, only in the same file.</summary>
    private static IOperation? BodyOf(IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken) =>
        method.DeclaringSyntaxReferences is [{ SyntaxTree: var tree } only]
        && tree == model.SyntaxTree
        && only.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration
            ? model.GetOperation(declaration, cancellationToken)
            : ContractContext.BodiesOf(model.Compilation).BodyOf(method, model, cancellationToken);

    private static FunctionBody? OfDelegate(IOperation operation, int steps, CancellationToken cancellationToken)
    {
        if (steps == 0) return null;

        switch (Sequences.Strip(operation))
        {
            case IAnonymousFunctionOperation lambda:
                return new(lambda.Symbol.Parameters, lambda.Body);
            case IMethodReferenceOperation reference:
                return OfMethod(reference.Method, reference.SemanticModel, cancellationToken);
            case var named:
                return Locals.Declared(named, cancellationToken) is { } value ? OfDelegate(value, steps - 1, cancellationToken) : null;
        }
    }

    private sealed class ReturnStatements(IBlockOperation body)
    {
        public IReadOnlyList<IReturnOperation> Statements { get; } =
            [.. body.Descendants().OfType<IReturnOperation>().Where(statement => statement.ReturnedValue is not null && !IsInner(statement, body))];

        private static bool IsInner(IOperation part, IOperation body)
        {
            for (IOperation? around = part.Parent; around is not null && around != body; around = around.Parent)
            {
                if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return true;
            }

            return false;
        }
    }
}
