using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the code that writes a managed flag, with the state on every path that reaches it.</summary>
internal static class ManagedWrites
{
    /// <summary>Calls <paramref name="analyze"/> for each such location with its writes, one per path.</summary>
    /// <param name="context">The context in which to register.</param>
    /// <param name="contracts">The models.</param>
    /// <param name="excludes">Whether nothing has to be reported in a body that assigns only this one constant to all its flags.</param>
    /// <param name="analyze">The callback.</param>
    public static void Register(
        CompilationStartAnalysisContext context,
        ContractContext contracts,
        Func<bool, bool> excludes,
        Action<OperationAnalysisContext, FlowResult, ImmutableArray<MemberWrite>> analyze)
    {
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol } }
                    && contracts.Models.FlagNames.Contains(symbol.Name)
                    && ManagedFlag.Of(contracts.Models, symbol) is not null)
                {
                    Analyze(operation, operation.Operation.Syntax);
                }
            },
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.CoalesceAssignment);
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is not IObjectCreationOperation { Arguments.IsEmpty: false } creation
                    || !contracts.Models.TryGet(creation.Type, out BoundModel? model)
                    || model.ManagedFlag is null)
                {
                    return;
                }

                foreach (IArgumentOperation argument in creation.Arguments)
                {
                    if (!argument.IsImplicit && argument.ArgumentKind == ArgumentKind.Explicit) Analyze(operation, argument.Value.Syntax);
                }
            },
            OperationKind.ObjectCreation);

        void Analyze(OperationAnalysisContext operation, SyntaxNode site)
        {
            if (contracts.Flow.EffectsOf(operation.Operation, operation.CancellationToken).UniformFlag is { } common && excludes(common)) return;

            FlowResult flow = FlowOf(operation, contracts);
            if (!flow.IsComplete) return;

            ImmutableArray<MemberWrite> writes = flow.WritesAt(site).Where(static write => write.Member.IsManagedFlag).ToImmutableArray();
            if (!writes.IsEmpty) analyze(operation, flow, writes);
        }
    }

    public static FlowResult FlowOf(OperationAnalysisContext context, ContractContext contracts) => contracts.Flow.Of(
        context.Operation,
        context.ContainingSymbol,
        context.GetControlFlowGraph,
        context.CancellationToken);

    /// <summary>
    /// Returns the code that assigned a flag its current value: the assignment, or the call of the method that contains it. Null for a value that was not
    /// assigned: one shown by a test, an initial value, the default of a parameter.
    /// </summary>
    public static SyntaxNode? AssignmentOf(FlowResult flow, TrackedObject tracked, FlowValue value)
    {
        SyntaxNode? other = null;
        foreach (MemberWrite write in flow.Writes)
        {
            if (!write.Member.IsManagedFlag
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
            ?? (value.Origin is InvocationExpressionSyntax
            {
                Expression: not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetValueOrDefault" },
            } call
                ? call
                : null);
    }
}
