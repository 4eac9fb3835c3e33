using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the expressions that create objects of bound models, and analyzes those that do not assign every required member immediately.</summary>
internal static class Constructions
{
    /// <summary>Calls <paramref name="report"/> for each such object that escapes without all its required members on some path.</summary>
    public static void Register(
        CompilationStartAnalysisContext context,
        ContractContext contracts,
        Action<OperationAnalysisContext, MissingMembersResult> report)
    {
        context.RegisterOperationAction(
            operation =>
            {
                if (Candidate(operation.Operation, contracts, operation.CancellationToken) is not { RequiredCount: > 0 } model
                    || FilledElsewhere.IsForLater(operation.Operation, operation.ContainingSymbol))
                {
                    return;
                }

                FlowResult flow = contracts.Flow.Of(
                    operation.Operation,
                    operation.ContainingSymbol,
                    operation.GetControlFlowGraph,
                    operation.CancellationToken);
                if (MissingMembersResult.Of(flow, operation.Operation.Syntax, model) is { } result && !FilledElsewhere.Is(result, operation, contracts.Bodies))
                {
                    report(operation, result);
                }
            },
            OperationKind.ObjectCreation,
            OperationKind.TypeParameterObjectCreation,
            OperationKind.With,
            OperationKind.DefaultValue,
            OperationKind.Invocation);
    }

    /// <summary>The model of the created object, unless it is obvious that nothing is missing.</summary>
    private static BoundModel? Candidate(IOperation operation, ContractContext contracts, CancellationToken cancellationToken)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                return contracts.Models.TryGet(CreatedType(((IInvocationOperation)operation).TargetMethod), out BoundModel? model) ? model : null;
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)operation;
                return contracts.Models.TryGet(creation.Type, out model)
                    && !AssignsAll(model, creation.Initializer)
                    && !PiecemealConstruction.IsCompleted(creation, model, contracts, cancellationToken) ? model : null;
            case OperationKind.TypeParameterObjectCreation:
                var generic = (ITypeParameterObjectCreationOperation)operation;
                return contracts.Models.TryGet(generic.Type, out model) && !AssignsAll(model, generic.Initializer) ? model : null;
            case OperationKind.With:
                var copy = (IWithOperation)operation;
                bool isReportedAtItsSource = copy.Operand is IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation;
                return !isReportedAtItsSource && contracts.Models.TryGet(copy.Type, out model) && !AssignsAll(model, copy.Initializer) ? model : null;
            case OperationKind.DefaultValue when operation is { Type.IsValueType: true, ConstantValue.HasValue: false }:
                return contracts.Models.TryGet(operation.Type, out model) && model.Type.IsValueType ? model : null;
            default:
                return null;
        }
    }

    /// <summary>The type of the objects that a call creates: a private method may leave reporting them to its callers.</summary>
    private static ITypeSymbol? CreatedType(IMethodSymbol method)
    {
        if (KnownMethods.IsCreateInstance(method)) return method.TypeArguments[0];
        if (method is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, ReturnsVoid: false }) return null;

        return method.IsAsync && method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } ? result : method.ReturnType;
    }

    /// <summary>A fast check: an initializer that assigns every required member needs no analysis.</summary>
    private static bool AssignsAll(BoundModel model, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null || initializer.Initializers.Length < model.RequiredCount) return false;

        int assigned = 0;
        foreach (IOperation part in initializer.Initializers)
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol }, Value: var value }
                || !model.TryGetMember(symbol, out BoundMember? member)
                || !member.IsRequired)
            {
                continue;
            }

            // Members that may be omitted when serialized, or are null on purpose, need the full analysis.
            if (member.Json.OmitsNull && value.ConstantValue is not { HasValue: true, Value: not null }) return false;
            assigned++;
        }

        return assigned == model.RequiredCount;
    }
}
