using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2002: a token takes its id and other members from another token, but not the flag. Not reported if the flag of the other token is known to be the
/// contract's default.
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
        context.RegisterOperationAction(
            operation =>
            {
                if (MadeModel(operation.Operation, contracts.Models) is { ManagedFlag: { } flag } model) Analyze(operation, contracts, model, flag);
            },
            OperationKind.ObjectCreation,
            OperationKind.TypeParameterObjectCreation,
            OperationKind.With,
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                if (assignment.Target is IMemberReferenceOperation { Instance: IParameterReferenceOperation { Parameter: var target }, Member: var symbol }
                    && contracts.Models.TryGetMember(symbol, out BoundModel? model, out BoundMember? member)
                    && TokenCopies.IsId(member)
                    && model.ManagedFlag is { } flag)
                {
                    AnalyzeParameters(operation, contracts.Models, target, flag);
                }
            },
            OperationKind.SimpleAssignment);
    }

    private static void Analyze(OperationAnalysisContext context, ContractContext contracts, BoundModel model, BoundMember flag)
    {
        bool isLeftToCallers = false;
        var creation = context.Operation as IObjectCreationOperation;
        if (creation is not null && ReadsNoToken(creation, contracts.Models)) return;

        if (!contracts.Flow.EffectsOf(context.Operation, context.CancellationToken).CopiesMembers)
        {
            // No object of a bound model is a source. The remaining sources are rows of the project.
            if (creation is null || IdIn(creation, contracts.Models) is not { } id || !MayBeReadFromMember(id)) return;
        }
        else if (creation is null || !HasIdOfItsOwn(creation, contracts.Models))
        {
            FlowResult flow = ManagedWrites.FlowOf(context, contracts);
            if (flow.IsComplete)
            {
                bool isAssigned = flow.WritesTo(context.Operation.Syntax).Any(write => write.Member.IsManagedFlag && !IsDefault(write.Value, write.Object));
                ImmutableArray<Escape> escapes = flow.EscapesOf(context.Operation.Syntax, model);
                if (isAssigned || !escapes.All(escape => IsLeftOut(escape, flag))) return;
                isLeftToCallers = escapes.IsEmpty;
                if (!escapes.IsEmpty && TokenCopies.SourceOf(escapes) is { } source)
                {
                    Report(context, contracts.Models, flow, escapes, source, flag);
                    return;
                }
            }
        }

        if (creation is not null) AnalyzeCreation(context, contracts.Models, creation, model, flag, isLeftToCallers);
    }

    /// <summary>
    /// Whether nothing in a new token can come from another one, by its initializer alone: it is passed on immediately, its id is a constant, a parameter or a
    /// loop variable, and no other member is assigned a local or a member of an object. Avoids the pass over the body for most tokens.
    /// </summary>
    private static bool ReadsNoToken(IObjectCreationOperation creation, BoundModels models)
    {
        if (creation.Initializer is not { } initializer || !IsNewByInitializer(creation)) return false;

        foreach (IOperation part in initializer.Initializers)
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol }, Value: var value }) return false;

            bool isId = models.TryGetMember(symbol, out _, out BoundMember? member) && TokenCopies.IsId(member);
            bool isOwn = isId ? IsOwnId(value) : !MayBeReadFromMember(value);
            if (!isOwn) return false;
        }

        return true;
    }

    /// <summary>
    /// Whether a token's id is a constant, a parameter or a loop variable, and the token is in no variable through which it could be assigned another id. The
    /// id is then not taken from a token, and no flow analysis is needed.
    /// </summary>
    private static bool HasIdOfItsOwn(IObjectCreationOperation creation, BoundModels models) =>
        IsNewByInitializer(creation) && IdIn(creation, models) is { } id && IsOwnId(id) && !IsReassigned(id);

    private static bool IsOwnId(IOperation value) => value switch
    {
        { ConstantValue.HasValue: true } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None } => true,
        IConversionOperation conversion => IsOwnId(conversion.Operand),
        ILocalReferenceOperation local => IsLoopVariable(local),
        _ => false,
    };

    private static bool IsReassigned(IOperation value) =>
        Sequences.Strip(value) is IParameterReferenceOperation { Parameter.Name: var name } && ReassignedNames.Around(value).Contains(name);

    /// <summary>Whether only its initializer assigns members of a new token: it runs no constructor of the project, and is in no variable of this body.</summary>
    private static bool IsNewByInitializer(IObjectCreationOperation creation) =>
        creation is { Arguments.IsEmpty: true, Constructor: { } constructor }
        && constructor is not { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false }
        && IsUsedAtOnce(creation);

    /// <summary>Whether a new token is passed to a caller or to another assembly without being stored in a variable of this body.</summary>
    private static bool IsUsedAtOnce(IOperation creation)
    {
        IOperation? around = creation.Parent;
        while (around is IConversionOperation or IParenthesizedOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation) around = around.Parent;

        return around is IReturnOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: true } };
    }

    /// <summary>The value that an initializer assigns to the id, or null.</summary>
    private static IOperation? IdIn(IObjectCreationOperation creation, BoundModels models)
    {
        if (creation.Initializer is not { } initializer) return null;

        foreach (IOperation part in initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol }, Value: var value }
                && models.TryGetMember(symbol, out _, out BoundMember? member)
                && TokenCopies.IsId(member))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Whether a value is written as a read of a member, or of a local that may hold one.</summary>
    private static bool MayBeReadFromMember(IOperation value) => Sequences.Strip(value) switch
    {
        ICoalesceOperation coalesce => MayBeReadFromMember(coalesce.Value),
        ILocalReferenceOperation local => !IsLoopVariable(local),
        var read => read is IMemberReferenceOperation or IConditionalAccessOperation,
    };

    private static bool IsLoopVariable(ILocalReferenceOperation reference) =>
        reference.Local is { IsRef: false, DeclaringSyntaxReferences: [var declaration] } && declaration.GetSyntax() is ForEachStatementSyntax;

    private static void Report(
        OperationAnalysisContext context,
        BoundModels models,
        FlowResult flow,
        ImmutableArray<Escape> escapes,
        TrackedObject source,
        BoundMember flag)
    {
        if (source.Model.ManagedFlag is not { } sourceFlag) return;

        bool absent = ManagedFlag.Default(flag) ?? false;
        if (escapes.Any(escape => IsKnown(escape.State) || (escape.Created is { } created && IsKnown(created)))) return;

        bool IsKnown(FlowState at) => ManagedGuards.Of(at, source, context.Operation, context.CancellationToken) == absent;

        FlowState state = escapes[0].State;
        ValuePath? token = TokenNames.VariableOf(state, source) is { } variable ? ValuePath.Of(variable)
            : context.Operation is IObjectCreationOperation creation
                ? CopySource.Of(models, creation, escapes[0].Object.Model, context.CancellationToken)?.Token
            : null;
        if (token is not null && IsUnmanaged(context.Operation, token.Member(sourceFlag.Symbol.Name), sourceFlag, absent, context.CancellationToken)) return;

        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagDroppedInCopy,
            context.Operation.Syntax.GetLocation(),
            DroppedFlag.Properties(escapes[0].Object.Model, flag, TokenNames.FlagOf(flow, state, source, flag, context.Operation.Syntax.SpanStart)),
            TokenNames.Of(state, source),
            flag.WireName));
    }

    /// <summary>
    /// Analyzes a copy whose source is not visible to the flow analysis of the body: an element of a query, a tuple, a pattern, or a row of the project.
    /// </summary>
    private static void AnalyzeCreation(
        OperationAnalysisContext context,
        BoundModels models,
        IObjectCreationOperation creation,
        BoundModel model,
        BoundMember flag,
        bool isLeftToCallers)
    {
        if (AssignedMembers.Of(models, creation, model, context.CancellationToken) is not { } assigned
            || assigned.Any(static one => one.Member.IsManagedFlag)
            || CopySource.Of(models, assigned, context.CancellationToken) is not { } source
            || (isLeftToCallers && source.Token is { Root: IParameterSymbol, Text: "" }))
        {
            return;
        }

        bool absent = ManagedFlag.Default(flag) ?? false;
        if (IsUnmanaged(creation, source.Token.Member(source.Flag.Name), source.BoundFlag, absent, context.CancellationToken)) return;

        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagDroppedInCopy,
            creation.Syntax.GetLocation(),
            DroppedFlag.Properties(model, flag, source.CodeOfFlag(creation, flag, absent)),
            source.Code,
            flag.WireName));
    }

    /// <summary>Analyzes a method that copies the members of one parameter to another, one by one. A private method is analyzed where it is called.</summary>
    private static void AnalyzeParameters(OperationAnalysisContext context, BoundModels models, IParameterSymbol target, BoundMember flag)
    {
        if (target.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private }) return;
        if (AssignedMembers.OfVariable(models, context.Operation, target, context.CancellationToken) is not { } assigned
            || assigned.Any(static one => one.Member.IsManagedFlag)
            || CopySource.Of(models, assigned, context.CancellationToken) is not { Token.Root: IParameterSymbol, BoundFlag: { } sourceFlag } source)
        {
            return;
        }

        bool absent = ManagedFlag.Default(flag) ?? false;
        if (IsUnmanaged(context.Operation, source.Token.Member(source.Flag.Name), sourceFlag, absent, context.CancellationToken)) return;

        context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.ManagedFlagDroppedInCopy, context.Operation.Syntax.GetLocation(), source.Code, flag.WireName));
    }

    /// <summary>Whether the flag of the source is known to be what an absent one means.</summary>
    private static bool IsUnmanaged(IOperation copy, ValuePath source, BoundMember? flag, bool absent, CancellationToken cancellationToken)
    {
        FlagStates states = ManagedGuards.StatesAt(copy, source, cancellationToken) & (flag is null ? FlagStates.Any : ManagedFlag.StatesOf(flag));
        return states == FlagStates.None || states.Meaning(absent) == absent;
    }

    /// <summary>Whether the flag is not assigned, or only by the default of a parameter that the call omits.</summary>
    private static bool IsLeftOut(Escape escape, BoundMember flag)
    {
        Slot slot = escape.Members[flag];
        return slot.Kind == SlotKind.Unset || (slot.Kind == SlotKind.Set && IsDefault(slot.Value, escape.Object));
    }

    private static bool IsDefault(FlowValue value, TrackedObject tracked) => (value.Constant is bool || value.IsNull) && value.Origin == tracked.Syntax;

    /// <summary>The model of the token that an operation may create without its flag.</summary>
    private static BoundModel? MadeModel(IOperation operation, BoundModels models)
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
                && models.FlagNames.Contains(symbol.Name)
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
