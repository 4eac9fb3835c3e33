using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>Applies operations to the state and computes their values. <see cref="CallEffects"/> applies calls.</summary>
internal sealed class OperationVisitor(Interpreter run)
{
    private FlowState State => run.State;

    public FlowValue Visit(IOperation? operation)
    {
        if (operation is null) return FlowValue.Unknown;

        run.Flow.CountOperation();
        if (operation.Kind == OperationKind.DefaultValue) return VisitDefault((IDefaultValueOperation)operation);
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant is null ? FlowValue.NullAt(operation.Syntax) : FlowValue.ConstantAt(constant, operation.Syntax);
        }

        // Switch by kind instead of type: testing for an interface is more expensive than the rest of a visit, and there are many cases.
        switch (operation.Kind)
        {
            case OperationKind.ExpressionStatement:
                return Visit(((IExpressionStatementOperation)operation).Operation);
            case OperationKind.FlowCapture:
                VisitCapture((IFlowCaptureOperation)operation);
                return FlowValue.Unknown;
            case OperationKind.FlowCaptureReference:
                return State[((IFlowCaptureReferenceOperation)operation).Id].Value;
            case OperationKind.LocalReference:
                return ReadVariable(((ILocalReferenceOperation)operation).Local, operation);
            case OperationKind.ParameterReference:
                return ReadVariable(((IParameterReferenceOperation)operation).Parameter, operation);
            case OperationKind.InstanceReference:
                return run.This is null ? FlowValue.Unknown : FlowValue.Of(run.This);
            case OperationKind.PropertyReference or OperationKind.FieldReference or OperationKind.ArrayElementReference:
                return TargetOf(operation) is { } read ? ReadTarget(read, operation) : Foreign(operation);
            case OperationKind.EventReference:
                Visit(((IEventReferenceOperation)operation).Instance);
                return FlowValue.Unknown;
            case OperationKind.EventAssignment:
                Visit(((IEventAssignmentOperation)operation).EventReference);
                run.Recorder.Escape(Visit(((IEventAssignmentOperation)operation).HandlerValue), EscapeKind.Stored, operation.Syntax, null);
                return FlowValue.Unknown;
            case OperationKind.SimpleAssignment:
                return VisitAssignment((ISimpleAssignmentOperation)operation);
            case OperationKind.CompoundAssignment:
                return VisitCompound((ICompoundAssignmentOperation)operation);
            case OperationKind.Increment or OperationKind.Decrement:
                Store(TargetOf(((IIncrementOrDecrementOperation)operation).Target), FlowValue.Unknown, WriteKind.Compound, operation.Syntax, operation.Syntax, operation);
                return FlowValue.Unknown;
            case OperationKind.DeconstructionAssignment:
                VisitDeconstruction((IDeconstructionAssignmentOperation)operation);
                return FlowValue.Unknown;
            case OperationKind.Conversion:
                return VisitConversion((IConversionOperation)operation);
            case OperationKind.Tuple:
                return FlowValue.OfTuple(((ITupleOperation)operation).Elements.Select(Visit).ToArray());
            case OperationKind.Await when operation is IAwaitOperation { Operation: IInvocationOperation awaited }:
                return Visit(awaited) is { Object: not null } value ? value : Foreign(operation);
            case OperationKind.Unary when operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Visit(not.Operand).Negated(not.Syntax);
            case OperationKind.Binary:
                return VisitBinary((IBinaryOperation)operation);
            case OperationKind.IsNull:
                return BooleanOf(IsNull(Visit(((IIsNullOperation)operation).Operand)), operation);
            case OperationKind.IsPattern:
                return VisitPattern((IIsPatternOperation)operation);
            case OperationKind.FlowAnonymousFunction:
                VisitLambda((IFlowAnonymousFunctionOperation)operation);
                return FlowValue.Unknown;
            case OperationKind.YieldReturn:
                run.Recorder.Escape(Visit(((IReturnOperation)operation).ReturnedValue), EscapeKind.Returned, operation.Syntax, null);
                return FlowValue.Unknown;
            case OperationKind.ObjectCreation:
                return run.Calls.VisitCreation((IObjectCreationOperation)operation);
            case OperationKind.TypeParameterObjectCreation:
                return run.Models.TryGet(operation.Type, out BoundModel? model)
                    ? run.Calls.Create(operation, model, operation.Type, null, [])
                    : FlowValue.Unknown;
            case OperationKind.Invocation:
                return run.Calls.VisitInvocation((IInvocationOperation)operation);
            case OperationKind.DynamicInvocation or OperationKind.DynamicMemberReference or OperationKind.DynamicIndexerAccess or OperationKind.DynamicObjectCreation:
                foreach (IOperation child in operation.ChildOperations) run.Recorder.GiveUp(Visit(child));
                return Foreign(operation);
            case OperationKind.DelegateCreation
                when operation is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference }:
                CaptureLocalFunction(reference.Method);
                return FlowValue.Unknown;
            case OperationKind.MethodReference when operation is IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                CaptureLocalFunction(reference.Method);
                return FlowValue.Unknown;
            case OperationKind.Discard or OperationKind.TypeOf or OperationKind.SizeOf or OperationKind.NameOf:
                return FlowValue.Unknown;
            case OperationKind.IsType:
                return VisitIsType((IIsTypeOperation)operation);
            case OperationKind.Interpolation:
                Visit(((IInterpolationOperation)operation).Expression);
                return FlowValue.Unknown;
            case OperationKind.AddressOf:
                run.Recorder.GiveUp(Visit(((IAddressOfOperation)operation).Reference));
                return FlowValue.Unknown;
            default:
                return VisitOther(operation);
        }
    }

    /// <summary>Returns an object of a bound model that comes from an untracked location.</summary>
    public FlowValue Foreign(IOperation operation, TrackedObject? detail = null) =>
        run.Models.TryGet(operation.Type, out BoundModel? model) ? FlowValue.Of(run.AddForeign(operation.Syntax, model, detail)) : FlowValue.Unknown;

    /// <summary>Returns the target to which an expression refers when it is assigned to. Null for an untracked location.</summary>
    public AssignmentTarget? TargetOf(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return new(local.Local, null);
            case IParameterReferenceOperation parameter:
                return new(parameter.Parameter, null);
            case IFlowCaptureReferenceOperation capture:
                return State[capture.Id].Target;
            case IDiscardOperation:
                return AssignmentTarget.Discard;
            case IDeclarationExpressionOperation declaration:
                return TargetOf(declaration.Expression);
            case IConversionOperation conversion:
                return TargetOf(conversion.Operand);
            case IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer:
                return TargetOfElement(indexer, indexer.Property, Visit(indexer.Instance), indexer.Arguments.Select(static argument => argument.Value));
            case IArrayElementReferenceOperation element:
                return TargetOfElement(element, null, Visit(element.ArrayReference), element.Indices);
            case IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } reference:
                FlowValue receiver = Visit(reference.Instance);
                return IsTrackedMemberOfThis(reference) ? new(reference.Member, null) : new(reference.Member, receiver);
            default:
                foreach (IOperation child in operation.ChildOperations) Visit(child);
                return null;
        }
    }

    public FlowValue ReadTarget(AssignmentTarget target, IOperation operation)
    {
        if (target.Receiver is null) return target.Symbol is null ? FlowValue.Unknown : ReadVariable(target.Symbol, operation);

        ISymbol? symbol = target.Member;
        if (target.Receiver.Kind == FlowValueKind.Tuple && symbol is IFieldSymbol element) return ElementOf(target.Receiver, element);

        FlowValue? result = null;
        foreach (TrackedObject tracked in target.Receiver.Objects)
        {
            if (State[tracked] is not { } members || symbol is null || !tracked.Model.TryGetMember(symbol, out BoundMember? member)) continue;

            FlowValue value = members[member].Value;
            if (value.Kind == FlowValueKind.Unknown && Foreign(operation, tracked) is { Object: not null } inner)
            {
                value = inner;
                State[tracked] = members.With(member, members[member] with { Value = value });
            }

            value = value.Read(tracked, member);
            result = result is null ? value : FlowValue.Join(result, value);
        }

        if (result is not null) return result;

        // `x.Value` of a nullable is still x.
        if (symbol is { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }) return target.Receiver;
        if (symbol is { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
        {
            return BooleanOf(!IsNull(target.Receiver), operation);
        }

        if (KnownMethods.IsDefaultOfItsType(symbol)) return FlowValue.DefaultAt(operation.Syntax);
        return Foreign(operation);
    }

    public void Store(AssignmentTarget? target, FlowValue value, WriteKind kind, SyntaxNode syntax, SyntaxNode valueSyntax, IOperation? source)
    {
        if (target == AssignmentTarget.Discard) return;

        if (target?.Symbol is null)
        {
            run.Recorder.Store(value, EscapeKind.Stored, valueSyntax, null);
            return;
        }

        if (target.Receiver is null)
        {
            StoreVariable(target.Symbol, value, valueSyntax, source);
            return;
        }

        ISymbol symbol = target.Member!;
        run.OnWritten(symbol);
        bool isWritten = false;
        foreach (TrackedObject tracked in target.Receiver.Objects)
        {
            if (tracked.Model.TryGetMember(symbol, out BoundMember? member))
            {
                WriteMember(tracked, member, value, target.Receiver.MayExclude(tracked), kind, syntax, valueSyntax);
            }
            else if (symbol is not IPropertySymbol { SetMethod: { } setter } || !run.Calls.Set(setter, tracked, value, syntax, valueSyntax, source))
            {
                continue;
            }

            isWritten = true;
        }

        if (!isWritten) run.Recorder.Store(value, EscapeKind.Stored, valueSyntax, symbol is IPropertySymbol { IsIndexer: true } ? null : symbol.Name, symbol);
    }

    /// <summary>Whether a value is null, if that is known.</summary>
    public static bool? IsNull(FlowValue value) => value.Kind switch
    {
        FlowValueKind.Null => true,
        FlowValueKind.Constant or FlowValueKind.Default or FlowValueKind.Tuple => false,
        FlowValueKind.Object => value.CanBeNull || value.Objects.Any(static tracked => tracked.Origin == ObjectOrigin.Foreign) ? null : false,
        _ => null,
    };

    public static FlowValue BooleanOf(bool? value, IOperation operation) =>
        value is { } known ? FlowValue.ConstantAt(known, operation.Syntax) : FlowValue.Unknown;

    /// <summary>
    /// Applies the uses of variables in a nested body. If it passes one on, the object escapes here; if it writes one, its value is unknown from here.
    /// </summary>
    public void Capture(CapturedUses uses, SyntaxNode syntax)
    {
        foreach (ISymbol variable in uses.Written)
        {
            run.Recorder.GiveUp(State[variable]);
            StoreVariable(variable, FlowValue.Unknown, syntax, null);
        }

        foreach (ISymbol variable in uses.PassedOn)
        {
            if (!uses.Written.Contains(variable)) run.Recorder.Escape(State[variable], EscapeKind.Captured, syntax, null);
        }
    }

    private void StoreVariable(object variable, FlowValue value, SyntaxNode valueSyntax, IOperation? source)
    {
        if (variable is ILocalSymbol { IsRef: true }) run.Recorder.GiveUp(value);
        State[variable] = value;
        run.OnAssigned(variable, source);
        foreach (object element in run.Flow.ElementsDependingOn(variable)) State[element] = FlowValue.Unknown;

        // For the rest of the body, a field or an array element is tracked like a variable; other code can find the object there.
        if (variable is IFieldSymbol or IPropertySymbol) run.OnWritten((ISymbol)variable);
        if (variable is IFieldSymbol or IPropertySymbol or string)
        {
            run.Recorder.Store(value, EscapeKind.Stored, valueSyntax, (variable as ISymbol)?.Name, variable as ISymbol);
        }
    }

    /// <summary>Handles operations without a specific effect: their operands are stored in an untracked location.</summary>
    private FlowValue VisitOther(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (operation is IAnonymousObjectCreationOperation { IsImplicit: true })
        {
            // `let token = new …`: the next clause of the query uses it.
            foreach (IOperation child in operation.ChildOperations) run.Recorder.GiveUp(Visit(child is ISimpleAssignmentOperation { Value: var value } ? value : child));
            return FlowValue.Unknown;
        }

        foreach (IOperation child in operation.ChildOperations) run.Recorder.Store(Visit(child), EscapeKind.Stored, child.Syntax, null);
        return Foreign(operation);
    }

    private FlowValue VisitDefault(IDefaultValueOperation value)
    {
        if (value.Type is { IsValueType: true } type && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T)
        {
            if (!run.Models.TryGet(type, out BoundModel? model))
            {
                return FlowValue.DefaultAt(value.Syntax, value.ConstantValue.HasValue ? value.ConstantValue.Value : null);
            }

            // `token = default; return false;`: a parameter that is reset is not a payload.
            IOperation? parent = value.Parent;
            while (parent is IConversionOperation) parent = parent.Parent;
            bool isReset = parent is ISimpleAssignmentOperation { Target: IParameterReferenceOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } or IInstanceReferenceOperation };
            return isReset ? FlowValue.Unknown : run.Calls.Create(value, model, type, null, []);
        }

        return value.Type is { IsReferenceType: true } or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            ? FlowValue.NullAt(value.Syntax)
            : FlowValue.Unknown;
    }

    private void VisitCapture(IFlowCaptureOperation capture)
    {
        AssignmentTarget? target = IsTarget(capture.Value) ? TargetOf(capture.Value) : null;
        FlowValue value = target is not null ? ReadTarget(target, capture.Value) : Visit(capture.Value);
        if (target is not null && IsStructCopy(capture.Value, value)) value = run.Calls.Clone(capture.Syntax, value.Object!);
        State[capture.Id] = new(value, target);
        run.OnCaptured(capture.Id, capture.Value);
    }

    private static bool IsTarget(IOperation operation) =>
        operation.Kind is OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.PropertyReference or OperationKind.FieldReference
            or OperationKind.ArrayElementReference
        && !operation.ConstantValue.HasValue;

    /// <summary>
    /// Whether a reference is a field or property of the containing object, which is tracked like a variable: it cannot be a member of another object of the
    /// same type.
    /// </summary>
    private bool IsTrackedMemberOfThis(IMemberReferenceOperation reference) =>
        run.This is null
        && reference.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
        && run.Models.TryGet(reference.Type, out _)
        && !reference.ConstantValue.HasValue;

    /// <summary>Returns the target for <c>tokens[i]</c>, which is tracked like a variable while neither <c>tokens</c> nor <c>i</c> is assigned.</summary>
    private AssignmentTarget? TargetOfElement(IOperation element, IPropertySymbol? indexer, FlowValue receiver, IEnumerable<IOperation> indices)
    {
        var parts = new List<ISymbol>();
        var text = new System.Text.StringBuilder("[");
        IOperation? collection = (element as IArrayElementReferenceOperation)?.ArrayReference ?? (element as IPropertyReferenceOperation)?.Instance;
        bool isTracked = AddTo(collection);
        foreach (IOperation index in indices)
        {
            run.Recorder.Escape(Visit(index), EscapeKind.Passed, index.Syntax, null);
            isTracked &= AddTo(index);
        }

        // `token.Owner["k"] = v`: the member exists and has content.
        if (receiver.ReadFrom is { } read && element.Parent is IAssignmentOperation assignment && assignment.Target == element) Fill(read.Object, read.Member);
        if (!isTracked || !run.Models.TryGet(element.Type, out _)) return indexer is null ? null : new(indexer, receiver);

        run.Flow.AddElement(text.ToString(), parts);
        return new(text.ToString(), null);

        bool AddTo(IOperation? part)
        {
            while (part is IConversionOperation { OperatorMethod: null } conversion) part = conversion.Operand;
            if (part is { ConstantValue: { HasValue: true, Value: var constant } })
            {
                text.Append('|').Append(constant);
                return true;
            }

            ISymbol? symbol = part switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
                IFlowCaptureReferenceOperation capture => State[capture.Id].Target is { Receiver: null, Symbol: ISymbol captured } ? captured : null,
                _ => null,
            };
            if (symbol is null) return false;

            parts.Add(symbol);
            text.Append('|').Append(run.Names.Of(symbol));
            return true;
        }
    }

    /// <summary>Records that an item was added to a collection held by a member.</summary>
    public void Fill(TrackedObject tracked, BoundMember member)
    {
        if (State[tracked] is { } members) State[tracked] = members.With(member, new(SlotKind.Set, FlowValue.Unknown, members[member].IsSeen));
    }

    private FlowValue ReadVariable(object variable, IOperation operation)
    {
        FlowValue value = State[variable];
        if (value.Kind != FlowValueKind.Unknown || !run.Models.TryGet(operation.Type, out BoundModel? model)) return value;

        // One object per variable, regardless of where it is first read, so that paths do not differ merely because they have read it.
        SyntaxNode body = run.Graph.OriginalOperation.Syntax;
        TrackedObject foreign = run.Track(body, model, ObjectOrigin.Foreign, detail: variable);
        run.UntrackEarlier(foreign);
        run.AddForeign(body, model, variable);
        return State[variable] = FlowValue.Of(foreign);
    }

    private static FlowValue ElementOf(FlowValue tuple, IFieldSymbol element)
    {
        string name = (element.CorrespondingTupleField ?? element).Name;
        return name.StartsWith("Item", StringComparison.Ordinal)
            && int.TryParse(name.Substring(4), out int number)
            && number >= 1 && number <= tuple.Elements!.Items.Length
                ? tuple.Elements.Items[number - 1]
                : FlowValue.Unknown;
    }

    private FlowValue VisitAssignment(ISimpleAssignmentOperation assignment)
    {
        AssignmentTarget? target = TargetOf(assignment.Target);
        FlowValue value;
        if (assignment.IsRef)
        {
            // `ref var slot = ref token.Field`: a write to one also changes the other, without being tracked.
            AssignmentTarget? referenced = TargetOf(assignment.Value);
            if (referenced?.Receiver is { } owner) run.Recorder.GiveUp(owner);
            value = referenced is null ? FlowValue.Unknown : ReadTarget(referenced, assignment.Value);
            run.Recorder.GiveUp(value);
        }
        else
        {
            value = Visit(assignment.Value);
        }

        if (IsStructCopy(assignment.Value, value)) value = run.Calls.Clone(assignment.Syntax, value.Object!);
        Store(target, value, WriteKind.Assignment, assignment.Syntax, assignment.Value.Syntax, assignment.Value);
        return value;
    }

    /// <summary>Whether an operation copies a struct: reads of a variable or member do, creations do not.</summary>
    private bool IsStructCopy(IOperation operation, FlowValue value) =>
        value.Object is { Model.Type.IsValueType: true } tracked && State[tracked] is not null && IsTarget(operation);

    private FlowValue VisitCompound(ICompoundAssignmentOperation compound)
    {
        AssignmentTarget? target = TargetOf(compound.Target);
        FlowValue before = target is null || target == AssignmentTarget.Discard ? FlowValue.Unknown : ReadTarget(target, compound.Target);
        FlowValue operand = Visit(compound.Value);
        FlowValue result = (compound.OperatorKind, before.Constant, operand.Constant) switch
        {
            (BinaryOperatorKind.Or, true, _) or (BinaryOperatorKind.Or, _, true) => FlowValue.ConstantAt(true, compound.Syntax),
            (BinaryOperatorKind.Or, bool left, bool right) => FlowValue.ConstantAt(left | right, compound.Syntax),
            (BinaryOperatorKind.Or, int left, int right) => FlowValue.ConstantAt(left | right, compound.Syntax),
            (BinaryOperatorKind.Add, int left, int right) => FlowValue.ConstantAt(unchecked(left + right), compound.Syntax),
            (BinaryOperatorKind.And, false, _) or (BinaryOperatorKind.And, _, false) => FlowValue.ConstantAt(false, compound.Syntax),
            (BinaryOperatorKind.And, bool left, bool right) => FlowValue.ConstantAt(left & right, compound.Syntax),
            (BinaryOperatorKind.ExclusiveOr, bool left, bool right) => FlowValue.ConstantAt(left ^ right, compound.Syntax),
            _ => FlowValue.Unknown,
        };
        Store(target, result, WriteKind.Compound, compound.Syntax, compound.Value.Syntax, compound);
        return result;
    }

    private void VisitDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        FlowValue value = Visit(deconstruction.Value);
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (value.Kind != FlowValueKind.Tuple) run.Recorder.Escape(value, EscapeKind.Passed, deconstruction.Value.Syntax, "Deconstruct");
        Deconstruct(target, value, deconstruction.Value, deconstruction.Syntax);
    }

    private void Deconstruct(IOperation target, FlowValue value, IOperation? source, SyntaxNode syntax)
    {
        while (source is IConversionOperation conversion) source = conversion.Operand;
        if (target is IDeclarationExpressionOperation { Expression: var declared }) target = declared;
        if (target is not ITupleOperation tuple)
        {
            Store(TargetOf(target), value, WriteKind.Assignment, syntax, source?.Syntax ?? syntax, source);
            return;
        }

        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            FlowValue element = value.Kind == FlowValueKind.Tuple && i < value.Elements!.Items.Length ? value.Elements.Items[i] : FlowValue.Unknown;
            Deconstruct(tuple.Elements[i], element, source is ITupleOperation sources ? sources.Elements[i] : source, syntax);
        }
    }

    private void WriteMember(
        TrackedObject tracked,
        BoundMember member,
        FlowValue value,
        bool mayBeExcluded,
        WriteKind kind,
        SyntaxNode syntax,
        SyntaxNode valueSyntax)
    {
        if (State[tracked] is not { } members) return;

        Slot before = members[member];
        run.Record(new MemberWrite(tracked, member, before, value, kind, syntax, valueSyntax, State.Copy()));

        // A member that the serializer omits counts as never assigned.
        bool isOmitted = (member.Json.OmitsNull && value.IsNull) || (member.Json.OmitsDefault && value.Kind == FlowValueKind.Default);
        FlowValue held = mayBeExcluded ? FlowValue.Join(before.Value, value) : value;
        State[tracked] = members.With(member, new(isOmitted ? SlotKind.Unset : SlotKind.Set, held));
        if (tracked.Origin == ObjectOrigin.Foreign || members.HasEscaped)
        {
            run.Recorder.Store(value, EscapeKind.Stored, valueSyntax, member.Symbol.Name, member.Symbol);
        }
    }

    private FlowValue VisitConversion(IConversionOperation conversion)
    {
        FlowValue value = Visit(conversion.Operand);
        if (conversion.Type?.TypeKind == TypeKind.Dynamic)
        {
            run.Recorder.GiveUp(value);
            return FlowValue.Unknown;
        }

        if (conversion.OperatorMethod is null || value.Kind == FlowValueKind.Default) return value;

        run.Recorder.Escape(value, EscapeKind.Passed, conversion.Operand.Syntax, conversion.OperatorMethod.Name);
        return Foreign(conversion);
    }

    private FlowValue VisitBinary(IBinaryOperation binary)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        FlowValue left = Visit(binary.LeftOperand);
        FlowValue right = Visit(binary.RightOperand);
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
        {
            return BooleanOf(Compare(binary.OperatorKind, left.Constant, right.Constant), binary);
        }

        bool? equal = AreEqual(left, right);
        if (equal is null && !binary.IsLifted)
        {
            // `flag == false` is `!flag`, `flag != false` is the flag.
            if (right.Constant is bool expected && left.ReadFrom is not null) return Compared(left, expected);
            if (left.Constant is bool mirrored && right.ReadFrom is not null) return Compared(right, mirrored);
        }

        return BooleanOf(binary.OperatorKind == BinaryOperatorKind.NotEquals ? !equal : equal, binary);

        FlowValue Compared(FlowValue flag, bool constant) =>
            constant == (binary.OperatorKind == BinaryOperatorKind.Equals) ? flag : flag.Negated(binary.Syntax);
    }

    private static bool? Compare(BinaryOperatorKind kind, object? left, object? right) => (kind, left, right) switch
    {
        (BinaryOperatorKind.LessThan, int one, int other) => one < other,
        (BinaryOperatorKind.LessThanOrEqual, int one, int other) => one <= other,
        (BinaryOperatorKind.GreaterThan, int one, int other) => one > other,
        (BinaryOperatorKind.GreaterThanOrEqual, int one, int other) => one >= other,
        (BinaryOperatorKind.And, bool one, bool other) => one && other,
        (BinaryOperatorKind.Or, bool one, bool other) => one || other,
        (BinaryOperatorKind.And, false, _) or (BinaryOperatorKind.And, _, false) => false,
        (BinaryOperatorKind.Or, true, _) or (BinaryOperatorKind.Or, _, true) => true,
        _ => null,
    };

    private static bool? AreEqual(FlowValue left, FlowValue right)
    {
        if (left.IsNull) return IsNull(right);
        if (right.IsNull) return IsNull(left);
        if (left.Kind == FlowValueKind.Default && right.Kind == FlowValueKind.Default) return true;
        return left.Constant is { } one && right.Constant is { } other && one.GetType() == other.GetType() ? one.Equals(other) : null;
    }

    private FlowValue VisitIsType(IIsTypeOperation operation)
    {
        FlowValue value = Visit(operation.ValueOperand);
        bool? matches = value.IsNull ? false : IsNull(value) == false && IsOf(TypeOf(operation.ValueOperand, value), operation.TypeOperand) ? true : null;
        return BooleanOf(operation.IsNegated ? !matches : matches, operation);
    }

    private FlowValue VisitPattern(IIsPatternOperation operation)
    {
        FlowValue value = Visit(operation.Value);
        ISymbol? declared = operation.Pattern switch
        {
            IDeclarationPatternOperation pattern => pattern.DeclaredSymbol,
            IRecursivePatternOperation pattern => pattern.DeclaredSymbol,
            _ => null,
        };
        if (declared is not null)
        {
            State[declared] = value.NotNull();
            run.OnAssigned(declared, operation.Value);
        }

        foreach (IOperation part in operation.Pattern.Descendants())
        {
            if (part is IDeclarationPatternOperation { DeclaredSymbol: { } inner }) Assign(inner);
            else if (part is IRecursivePatternOperation { DeclaredSymbol: { } whole }) Assign(whole);
        }

        if (operation.Value.Type?.SpecialType == SpecialType.System_Boolean
            && value is { ReadFrom: not null, Constant: null }
            && TestedFor(operation.Pattern) is { } expected)
        {
            return expected ? value : value.Negated(operation.Syntax);
        }

        return BooleanOf(Matches(value, operation.Pattern, TypeOf(operation.Value, value)), operation);

        void Assign(ISymbol variable)
        {
            State[variable] = FlowValue.Unknown;
            run.OnAssigned(variable, operation.Value);
        }
    }

    /// <summary>The type that a value certainly has: that of the created object, or of the expression.</summary>
    private static ITypeSymbol? TypeOf(IOperation operation, FlowValue value)
    {
        if (value is { Object: { } tracked, IsAmbiguous: false }) return tracked.Model.Type;

        while (operation is IConversionOperation { OperatorMethod: null } conversion) operation = conversion.Operand;
        return operation.Type;
    }

    /// <summary>The boolean for which a pattern tests: <c>is false</c>, <c>is not true</c>.</summary>
    private static bool? TestedFor(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation negated => !TestedFor(negated.Pattern),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } => constant,
        _ => null,
    };

    private static bool? Matches(FlowValue value, IPatternOperation pattern, ITypeSymbol? type) => pattern switch
    {
        INegatedPatternOperation negated => !Matches(value, negated.Pattern, type),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => IsNull(value),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } constant } } =>
            value.IsNull ? false : value.Constant is { } known && known.GetType() == constant.GetType() ? known.Equals(constant) : null,
        IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => true,
        IDeclarationPatternOperation or IRecursivePatternOperation or ITypePatternOperation or IRelationalPatternOperation when value.IsNull => false,
        ITypePatternOperation of => IsNull(value) == false && IsOf(type, of.MatchedType) ? true : null,
        IDeclarationPatternOperation of => IsNull(value) == false && IsOf(type, of.MatchedType) ? true : null,
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } of =>
            IsNull(value) == false && (of.MatchedType is null || IsOf(type, of.MatchedType)) ? true : null,
        _ => null,
    };

    private static bool IsOf(ITypeSymbol? type, ITypeSymbol? tested)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, tested)) return true;
        }

        return false;
    }

    private void VisitLambda(IFlowAnonymousFunctionOperation lambda) => Capture(run.Flow.UsesOf(run.Flow.GraphOf(lambda, run.Graph)), lambda.Syntax);

    /// <summary>Handles a local function that is converted to a delegate, which runs at an unknown time.</summary>
    private void CaptureLocalFunction(IMethodSymbol function)
    {
        if (!BodyFlow.IsInScope(function, run.Graph)) return;

        ControlFlowGraph graph = run.Flow.GraphOf(function, run.Graph);
        Capture(run.Flow.UsesOf(graph), graph.OriginalOperation.Syntax);
    }
}
