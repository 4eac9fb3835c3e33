using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the expressions that make objects of bound models, and judges those that do not give every required member at once.</summary>
internal static class Constructions
{
    /// <summary>Calls <paramref name="judge"/> for each such object that escapes without all its required members on every path.</summary>
    public static void Register(CompilationStartAnalysisContext context, BoundModels models, Action<OperationAnalysisContext, Shortfall> judge)
    {
        context.RegisterOperationAction(
            operation =>
            {
                if (!IsCandidate(operation.Operation, models)) return;

                FlowResult flow = FlowAnalysis.Of(
                    models,
                    operation.Operation,
                    operation.ContainingSymbol,
                    operation.GetControlFlowGraph,
                    operation.CancellationToken);
                if (Shortfall.Of(flow, operation.Operation.Syntax) is { } shortfall) judge(operation, shortfall);
            },
            OperationKind.ObjectCreation,
            OperationKind.TypeParameterObjectCreation,
            OperationKind.With,
            OperationKind.DefaultValue,
            OperationKind.Invocation);
    }

    private static bool IsCandidate(IOperation operation, BoundModels models) => operation switch
    {
        IObjectCreationOperation creation =>
            models.TryGet(creation.Type, out BoundModel? model) && HasRequired(model) && !GivesAll(model, creation.Initializer),
        ITypeParameterObjectCreationOperation creation =>
            models.TryGet(creation.Type, out BoundModel? model) && HasRequired(model) && !GivesAll(model, creation.Initializer),
        IWithOperation copy =>
            models.TryGet(copy.Type, out BoundModel? model) && HasRequired(model)
            && copy.Operand is not (IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation)
            && !GivesAll(model, copy.Initializer),
        IDefaultValueOperation { Type.IsValueType: true, ConstantValue.HasValue: false } value =>
            models.TryGet(value.Type, out BoundModel? model) && model.Type.IsValueType && HasRequired(model),
        IInvocationOperation invocation => IsCandidate(invocation, models),
        _ => false,
    };

    private static bool IsCandidate(IInvocationOperation invocation, BoundModels models)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (KnownMethods.IsCreateInstance(method)) return models.TryGet(method.TypeArguments[0], out BoundModel? made) && HasRequired(made);

        // A private method may leave the verdict on what it makes to its callers.
        if (method is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, ReturnsVoid: false }) return false;

        ITypeSymbol type = method.ReturnType;
        if (method.IsAsync && type is INamedTypeSymbol { TypeArguments: [var result] }) type = result;
        return models.TryGet(type, out BoundModel? model) && HasRequired(model);
    }

    private static bool HasRequired(BoundModel model)
    {
        foreach (BoundMember member in model.Members)
        {
            if (member.IsRequired) return true;
        }

        return false;
    }

    /// <summary>The quick way out: an initializer that names every required member needs no analysis.</summary>
    private static bool GivesAll(BoundModel model, IObjectOrCollectionInitializerOperation? initializer)
    {
        int required = 0;
        int given = 0;
        foreach (BoundMember member in model.Members)
        {
            if (member.IsRequired) required++;
        }

        if (initializer is null || initializer.Initializers.Length < required) return false;

        foreach (IOperation part in initializer.Initializers)
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol }, Value: var value }
                || !model.TryGetMember(symbol, out BoundMember? member)
                || !member.IsRequired)
            {
                continue;
            }

            // What may be left out on the wire, or is null for a reason, is for the analysis.
            if (member.Json.OmitsNull && value.ConstantValue is not { HasValue: true, Value: not null }) return false;
            given++;
        }

        return given == required;
    }
}
