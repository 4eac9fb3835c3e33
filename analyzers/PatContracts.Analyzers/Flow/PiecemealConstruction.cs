using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Recognizes a new variable whose required members are all assigned before any other use, by the structure of the statements after it: assignments, branches,
/// loops, <c>try</c>, jumps, and helpers of the project that consist of such statements. No member can then be missing wherever the object escapes, and no
/// control flow graph is needed to prove it. Other constructs are left to the flow analysis; nothing is ever reported from here.
/// </summary>
internal sealed class PiecemealConstruction
{
    /// <summary>Maximum depth of helpers that call helpers.</summary>
    private const int MaxDepth = 16;

    private readonly ISymbol _variable;
    private readonly BoundModel _model;
    private readonly ContractContext _contracts;
    private readonly Helper? _helper;
    private readonly CancellationToken _cancellationToken;

    // The loops and switch statements around the current statement have few labels.
    private readonly List<Exit> _exits = [];

    // The members assigned on every path on which a helper has returned.
    private MemberSet _returned;

    private PiecemealConstruction(ISymbol variable, BoundModel model, ContractContext contracts, Helper? helper, CancellationToken cancellationToken)
    {
        _variable = variable;
        _model = model;
        _contracts = contracts;
        _helper = helper;
        _cancellationToken = cancellationToken;
        _returned = Unreachable;
    }

    /// <summary>The state of an unreachable point, where no code can use the object.</summary>
    private MemberSet Unreachable => MemberSet.All(_model.Members.Length);

    /// <summary>
    /// Whether the statements after a creation complete the object before other code can see it. Two rules look this up; each creation is analyzed once.
    /// </summary>
    public static bool IsCompleted(IObjectCreationOperation creation, BoundModel model, ContractContext contracts, CancellationToken cancellationToken)
    {
        if (creation.Parent is not IVariableInitializerOperation) return false;
        if (contracts.CompletedConstructions.TryGetValue(creation.Syntax, out bool isCompleted)) return isCompleted;

        isCompleted = Analyze(creation, model, contracts, cancellationToken);
        contracts.CompletedConstructions.TryAdd(creation.Syntax, isCompleted);
        return isCompleted;
    }

    private static bool Analyze(IObjectCreationOperation creation, BoundModel model, ContractContext contracts, CancellationToken cancellationToken)
    {
        if (creation.Parent?.Parent is not IVariableDeclaratorOperation { Symbol: var variable } declarator
            || declarator.Parent is not IVariableDeclarationOperation { Declarators.Length: 1 } one
            || one.Parent is not IVariableDeclarationGroupOperation { Declarations.Length: 1, Parent: { } around } declaration
            || StatementsOf(around) is not { } statements
            || MayEscapeIn(creation.Constructor)
            || MayBeOmitted(model))
        {
            return false;
        }

        var construction = new PiecemealConstruction(variable, model, contracts, helper: null, cancellationToken);
        MemberSet assigned = construction.AssignedBy(creation.Initializer);
        bool isAfter = false;
        foreach (IOperation statement in statements)
        {
            if (isAfter && construction.IsComplete(assigned)) return true;
            if (isAfter && !construction.Follow(statement, ref assigned)) return false;

            isAfter |= statement == declaration;
        }

        return construction.IsComplete(assigned);
    }

    /// <summary>The statements that contain the declaration of a variable.</summary>
    private static IEnumerable<IOperation>? StatementsOf(IOperation around) => around switch
    {
        IBlockOperation block => block.Operations,
        ISwitchCaseOperation section => section.Body,
        _ => null,
    };

    /// <summary>Whether the body of a constructor can make the object visible to other code.</summary>
    private static bool MayEscapeIn(IMethodSymbol? constructor) =>
        constructor is null or { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false };

    /// <summary>Whether a member that the serializer omits when null can be lost again by a later assignment.</summary>
    private static bool MayBeOmitted(BoundModel model)
    {
        foreach (BoundMember member in model.Members)
        {
            if (member.IsRequired && member.Json.OmitsNull) return true;
        }

        return false;
    }

    private MemberSet AssignedBy(IObjectOrCollectionInitializerOperation? initializer)
    {
        MemberSet assigned = default;
        if (initializer is null) return assigned;

        foreach (IOperation part in initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol } }
                && _model.TryGetMember(symbol, out BoundMember? member))
            {
                assigned = assigned.With(member.Index, true);
            }
        }

        return assigned;
    }

    private bool IsComplete(MemberSet assigned)
    {
        foreach (BoundMember member in _model.Members)
        {
            if (member.IsRequired && !assigned[member.Index]) return false;
        }

        return true;
    }

    /// <summary>
    /// Adds the members that a statement assigns on every path. Returns false if the object may be seen in it, or if it is not supported here.
    /// </summary>
    private bool Follow(IOperation? statement, ref MemberSet assigned)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (statement)
        {
            case null or IEmptyOperation:
                return true;
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { IsRef: false, Target: IMemberReferenceOperation target } assignment }
                when target.Instance is { } owner && IsVariable(owner):
                if (!_model.TryGetMember(target.Member, out BoundMember? member) || !IsUnrelated(assignment.Value)) return false;

                assigned = assigned.With(member.Index, true);
                return true;
            case IExpressionStatementOperation { Operation: IInvocationOperation call } when !IsUnrelated(call):
                return FollowHelper(call, ref assigned);
            case IExpressionStatementOperation or IVariableDeclarationGroupOperation or IUsingDeclarationOperation or ILocalFunctionOperation
                or IReturnOperation { Kind: OperationKind.YieldReturn }:
                return IsUnrelated(statement);
            case IBlockOperation block:
                return FollowAll(block.Operations, ref assigned);
            case IConditionalOperation branch:
                return FollowBranch(branch, ref assigned);
            case ISwitchOperation selection:
                return FollowSwitch(selection, ref assigned);
            case ILoopOperation loop:
                return FollowLoop(loop, ref assigned);
            case ITryOperation attempt:
                return FollowTry(attempt, ref assigned);
            case ILockOperation locked:
                return IsUnrelated(locked.LockedValue) && Follow(locked.Body, ref assigned);
            case IUsingOperation used:
                return IsUnrelated(used.Resources) && Follow(used.Body, ref assigned);
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue, Target: var label }:
                // Any other label belongs to a loop around the declaration, which ends the lifetime of the variable.
                if (_exits.Find(exit => SymbolEqualityComparer.Default.Equals(exit.Label, label)) is { } exit) exit.Assigned = exit.Assigned.And(assigned);
                assigned = Unreachable;
                return true;
            case IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } when IsUnrelated(statement):
                _returned = _returned.And(assigned);
                assigned = Unreachable;
                return true;
            case IThrowOperation when IsUnrelated(statement):
                assigned = Unreachable;
                return true;
            default:
                return false;
        }
    }

    private bool FollowAll(IEnumerable<IOperation> statements, ref MemberSet assigned)
    {
        foreach (IOperation statement in statements)
        {
            if (!Follow(statement, ref assigned)) return false;
        }

        return true;
    }

    private bool FollowBranch(IConditionalOperation branch, ref MemberSet assigned)
    {
        MemberSet otherwise = assigned;
        if (!IsUnrelated(branch.Condition) || !Follow(branch.WhenTrue, ref assigned) || !Follow(branch.WhenFalse, ref otherwise)) return false;

        assigned = assigned.And(otherwise);
        return true;
    }

    private bool FollowSwitch(ISwitchOperation selection, ref MemberSet assigned)
    {
        if (!IsUnrelated(selection.Value)) return false;

        bool isExhaustive = false;
        Exit exit = AddExit(selection.ExitLabel);
        foreach (ISwitchCaseOperation section in selection.Cases)
        {
            foreach (ICaseClauseOperation clause in section.Clauses)
            {
                if (!IsUnrelated(clause)) return false;

                isExhaustive |= clause.CaseKind == CaseKind.Default;
            }

            MemberSet inSection = assigned;
            if (!FollowAll(section.Body, ref inSection)) return false;
        }

        assigned = isExhaustive ? exit.Assigned : assigned.And(exit.Assigned);
        return true;
    }

    /// <summary>Follows a loop. It may end before its body has run, unless its condition follows the body or there is none.</summary>
    private bool FollowLoop(ILoopOperation loop, ref MemberSet assigned)
    {
        foreach (IOperation part in loop.ChildOperations)
        {
            if (part != loop.Body && !IsUnrelated(part)) return false;
        }

        MemberSet inBody = assigned;
        Exit left = AddExit(loop.ExitLabel);
        Exit continued = AddExit(loop.ContinueLabel);
        if (!Follow(loop.Body, ref inBody)) return false;

        if (IsEndless(loop)) assigned = Unreachable;
        else if (loop is IWhileLoopOperation { ConditionIsTop: false }) assigned = inBody.And(continued.Assigned);
        assigned = assigned.And(left.Assigned);
        return true;
    }

    private static bool IsEndless(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } => condition.ConstantValue is { HasValue: true, Value: true },
        IForLoopOperation counted => counted.Condition is not { } condition || condition.ConstantValue is { HasValue: true, Value: true },
        _ => false,
    };

    /// <summary>
    /// Follows a <c>try</c>. An exception may be thrown before anything is assigned in it; the assignments in a <c>finally</c> apply to every path.
    /// </summary>
    private bool FollowTry(ITryOperation attempt, ref MemberSet assigned)
    {
        MemberSet before = assigned;
        if (!Follow(attempt.Body, ref assigned)) return false;

        foreach (ICatchClauseOperation handler in attempt.Catches)
        {
            MemberSet handled = before;
            if ((handler.Filter is { } filter && !IsUnrelated(filter)) || !Follow(handler.Handler, ref handled)) return false;

            assigned = assigned.And(handled);
        }

        if (!Follow(attempt.Finally, ref before)) return false;

        assigned = assigned.Or(before);
        return true;
    }

    /// <summary>
    /// Whether an expression does not affect the variable: it only reads its members, if anything, and calls no local function, which may do more.
    /// </summary>
    private bool IsUnrelated(IOperation expression)
    {
        // Most values are written as one of these, and enumerating descendants costs more than that.
        switch (expression.Kind)
        {
            case OperationKind.Literal:
                return true;
            case OperationKind.LocalReference or OperationKind.ParameterReference:
                return !IsVariable(expression);
        }

        foreach (IOperation part in expression.DescendantsAndSelf())
        {
            switch (part.Kind)
            {
                case OperationKind.LocalReference or OperationKind.ParameterReference when IsVariable(part) && !IsReadOfMember(part):
                case OperationKind.Invocation when ((IInvocationOperation)part).TargetMethod.MethodKind == MethodKind.LocalFunction:
                case OperationKind.MethodReference when ((IMethodReferenceOperation)part).Method.MethodKind == MethodKind.LocalFunction:
                    return false;
            }
        }

        return true;
    }

    private bool IsReadOfMember(IOperation reference) =>
        reference.Parent is IMemberReferenceOperation { Member: var symbol } member
        && member.Instance == reference
        && _model.TryGetMember(symbol, out _)
        && member.Parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target != member && !assignment.IsRef,
            IArgumentOperation argument => argument.Parameter is { RefKind: RefKind.None },
            IAssignmentOperation or IIncrementOrDecrementOperation or ITupleOperation or IAddressOfOperation => false,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => false,
            _ => true,
        };

    /// <summary>Follows a method of the project that is passed the variable once and whose statements are supported too.</summary>
    private bool FollowHelper(IInvocationOperation call, ref MemberSet assigned)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (_model.Type.IsValueType
            || method is not { MethodKind: MethodKind.Ordinary, IsAsync: false, IsAbstract: false, IsExtern: false }
            || method.DeclaringSyntaxReferences.IsEmpty
            || (call.IsVirtual && !method.IsSealed && !method.ContainingType.IsSealed)
            || (call.Instance is { } instance && !IsUnrelated(instance)))
        {
            return false;
        }

        IParameterSymbol? filled = null;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (!IsVariable(argument.Value))
            {
                if (!IsUnrelated(argument.Value)) return false;
            }
            else if (filled is not null || argument.Parameter is not { RefKind: RefKind.None } parameter)
            {
                return false;
            }
            else
            {
                filled = method.Parameters[parameter.Ordinal];
            }
        }

        if (filled is null || !_contracts.Models.TryGet(filled.Type, out BoundModel? model) || model != _model) return false;
        if (EffectOf(filled, call.SemanticModel) is not { } effect) return false;

        assigned = assigned.Or(effect);
        return true;
    }

    /// <summary>The members of a parameter that a method assigns before it returns, or null if it does more than that.</summary>
    private MemberSet? EffectOf(IParameterSymbol parameter, SemanticModel? caller)
    {
        if (_contracts.HelperEffects.TryGetValue(parameter, out HelperEffect? known)) return known.Assigned;

        var method = (IMethodSymbol)parameter.ContainingSymbol;
        for (Helper? helper = _helper; helper is not null; helper = helper.Caller)
        {
            if (helper.Depth > MaxDepth || SymbolEqualityComparer.Default.Equals(helper.Method, method)) return null;
        }

        MemberSet? effect = null;
        if (_contracts.Bodies.BodyOf(method, caller, _cancellationToken) is IMethodBodyOperation body)
        {
            var inside = new PiecemealConstruction(parameter, _model, _contracts, new(method, _helper), _cancellationToken);
            MemberSet assigned = default;
            if (inside.Follow(body.BlockBody ?? body.ExpressionBody, ref assigned)) effect = assigned.And(inside._returned);
        }

        _contracts.HelperEffects.TryAdd(parameter, new(effect));
        return effect;
    }

    private Exit AddExit(ILabelSymbol label)
    {
        var exit = new Exit(label, Unreachable);
        _exits.Add(exit);
        return exit;
    }

    private bool IsVariable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, _variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, _variable),
        _ => false,
    };

    /// <summary>A label at which a loop or switch statement is left or continued.</summary>
    private sealed class Exit(ILabelSymbol label, MemberSet assigned)
    {
        public ILabelSymbol Label { get; } = label;

        /// <summary>The members assigned on every path that jumps there.</summary>
        public MemberSet Assigned { get; set; } = assigned;
    }

    /// <summary>A method being analyzed, and its caller.</summary>
    private sealed class Helper(IMethodSymbol method, Helper? caller)
    {
        public IMethodSymbol Method { get; } = method;

        public Helper? Caller { get; } = caller;

        public int Depth { get; } = caller is null ? 1 : caller.Depth + 1;
    }
}
