using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the places that write a managed flag, and what happens there on every path that reaches them.</summary>
internal static class FlagWrites
{
    /// <summary>Calls <paramref name="judge"/> for each such place with its writes, one a path.</summary>
    public static void Register(
        CompilationStartAnalysisContext context,
        BoundModels models,
        Action<OperationAnalysisContext, FlowResult, ImmutableArray<MemberWrite>> judge)
    {
        if (!models.All.Any(static model => ManagedFlag.Of(model) is not null)) return;

        context.RegisterOperationAction(
            operation =>
            {
                foreach (SyntaxNode place in PlacesOf(operation.Operation, models))
                {
                    FlowResult flow = FlowOf(operation, models);
                    if (!flow.IsComplete) return;

                    ImmutableArray<MemberWrite> writes = flow.Writes.Where(write => write.Syntax == place && ManagedFlag.Is(write.Member)).ToImmutableArray();
                    if (!writes.IsEmpty) judge(operation, flow, writes);
                }
            },
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.CoalesceAssignment,
            OperationKind.ObjectCreation);
    }

    public static FlowResult FlowOf(OperationAnalysisContext context, BoundModels models) => FlowAnalysis.Of(
        models,
        context.Operation,
        context.ContainingSymbol,
        context.GetControlFlowGraph,
        context.CancellationToken);

    /// <summary>
    /// Where code gave a flag the value that it has: the assignment, or the call of the method that assigned it. Null for a value that nobody gave:
    /// one that a test has shown, an initial one, the default of a parameter.
    /// </summary>
    public static SyntaxNode? Giver(FlowResult flow, TrackedObject tracked, FlowValue value)
    {
        SyntaxNode? other = null;
        foreach (MemberWrite write in flow.Writes)
        {
            if (!ManagedFlag.Is(write.Member)
                || write.Syntax is BaseObjectCreationExpressionSyntax
                || write.Value.Origin != value.Origin
                || !Equals(write.Value.Constant, value.Constant))
            {
                continue;
            }

            if (write.Object == tracked) return write.Syntax;
            other ??= write.Syntax;
        }

        return other
            ?? (value.Origin is InvocationExpressionSyntax { Expression: not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetValueOrDefault" } } call
                ? call
                : null);
    }

    private static IEnumerable<SyntaxNode> PlacesOf(IOperation operation, BoundModels models)
    {
        if (operation is IAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol } })
        {
            if (ManagedFlag.Of(models, symbol) is not null) yield return operation.Syntax;
            yield break;
        }

        if (operation is not IObjectCreationOperation { Arguments.IsEmpty: false } creation
            || !models.TryGet(creation.Type, out BoundModel? model)
            || ManagedFlag.Of(model) is null)
        {
            yield break;
        }

        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (!argument.IsImplicit && argument.ArgumentKind == ArgumentKind.Explicit) yield return argument.Value.Syntax;
        }
    }
}
