using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2002: a token takes its id and more from another token, but not the flag. Silent where the other token is known to have the flag that an absent
/// one means.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2002ManagedFlagDroppedInCopy : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2002ManagedFlagDroppedInCopy()
        : base(RuleCatalog.ManagedFlagDroppedInCopy)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        string[] names = ManagedFlag.NamesIn(contracts.Models);
        if (names.Length == 0) return;

        context.RegisterOperationAction(
            operation =>
            {
                if (MadeModel(operation.Operation, contracts.Models, names) is { ManagedFlag: { } flag } model) Judge(operation, contracts, model, flag);
            },
            OperationKind.ObjectCreation,
            OperationKind.TypeParameterObjectCreation,
            OperationKind.With,
            OperationKind.Invocation);
    }

    private static void Judge(OperationAnalysisContext context, ContractContext contracts, BoundModel model, BoundMember flag)
    {
        if (!contracts.Flow.CarriesMembers(context.Operation, context.CancellationToken)) return;

        FlowResult flow = ManagedWrites.FlowOf(context, contracts);
        if (!flow.IsComplete) return;

        ImmutableArray<Escape> escapes = flow.EscapesOf(context.Operation.Syntax, model);
        if (escapes.IsEmpty) return;
        if (flow.WritesTo(context.Operation.Syntax).Any(write => write.Member.IsManagedFlag && !IsDefault(write.Value, write.Object)))
        {
            return;
        }

        if (!escapes.All(escape => IsLeftOut(escape, flag)) || TokenCopies.SourceOf(escapes) is not { } source || source.Model.ManagedFlag is null) return;

        bool absent = ManagedFlag.Default(flag) ?? false;
        if (escapes.Any(escape => IsKnown(escape.State) || (escape.Created is { } created && IsKnown(created)))) return;

        bool IsKnown(FlowState at) => ManagedGuards.Of(at, source, context.Operation, context.CancellationToken) == absent;

        FlowState state = escapes[0].State;
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagDroppedInCopy,
            context.Operation.Syntax.GetLocation(),
            CarriedFlag.Properties(escapes[0].Object.Model, flag, TokenNames.FlagOf(flow, state, source, flag, context.Operation.Syntax.SpanStart)),
            TokenNames.Of(state, source),
            flag.WireName));
    }

    /// <summary>Not given at all, or only by the default of a parameter that the call leaves out.</summary>
    private static bool IsLeftOut(Escape escape, BoundMember flag)
    {
        Slot slot = escape.Members[flag];
        return slot.Kind == SlotKind.Unset || (slot.Kind == SlotKind.Set && IsDefault(slot.Value, escape.Object));
    }

    private static bool IsDefault(FlowValue value, TrackedObject tracked) => value.Constant is bool && value.Origin == tracked.Syntax;

    /// <summary>The model of the token that an operation may make without its flag.</summary>
    private static BoundModel? MadeModel(IOperation operation, BoundModels models, string[] names)
    {
        (ITypeSymbol? type, IObjectOrCollectionInitializerOperation? initializer) = operation switch
        {
            IObjectCreationOperation creation => (creation.Type, creation.Initializer),
            ITypeParameterObjectCreationOperation creation => (creation.Type, creation.Initializer),
            IWithOperation { Operand: IObjectCreationOperation or IInvocationOperation or ILocalReferenceOperation } copy => (copy.Type, copy.Initializer),
            IInvocationOperation { TargetMethod: { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary } method } =>
                (ResultOf(method), null),
            _ => (null, null),
        };
        if (!models.TryGet(type, out BoundModel? model)) return null;
        if (initializer is null) return model;

        foreach (IOperation part in initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol } }
                && Array.IndexOf(names, symbol.Name) >= 0
                && ManagedFlag.Of(models, symbol) is not null)
            {
                return null;
            }
        }

        return model;
    }

    private static ITypeSymbol ResultOf(IMethodSymbol method) =>
        method.IsAsync && method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } ? result : method.ReturnType;
}
