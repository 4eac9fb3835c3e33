using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

// What operations other than calls do to the state, and what value they have.
internal sealed partial class FlowRun
{
    private FlowValue Visit(IOperation? operation)
    {
        if (operation is null) return FlowValue.Unknown;
        if (operation.Kind == OperationKind.DefaultValue) return VisitDefault((IDefaultValueOperation)operation);
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant is null ? FlowValue.NullAt(operation.Syntax) : FlowValue.ConstantAt(constant, operation.Syntax);
        }

        // By kind and not by type: a test for an interface costs more than the rest of a visit, and there are many to go through.
        switch (operation.Kind)
        {
            case OperationKind.ExpressionStatement:
                return Visit(((IExpressionStatementOperation)operation).Operation);
            case OperationKind.FlowCapture:
                VisitCapture((IFlowCaptureOperation)operation);
                return FlowValue.Unknown;
            case OperationKind.FlowCaptureReference:
                return _state[((IFlowCaptureReferenceOperation)operation).Id].Value;
            case OperationKind.LocalReference:
                return ReadVariable(((ILocalReferenceOperation)operation).Local, operation);
            case OperationKind.ParameterReference:
                return ReadVariable(((IParameterReferenceOperation)operation).Parameter, operation);
            case OperationKind.InstanceReference:
                return This is null ? FlowValue.Unknown : FlowValue.Of(This);
            case OperationKind.PropertyReference or OperationKind.FieldReference:
                return ReadTarget(TargetOf(operation)!, operation);
            case OperationKind.SimpleAssignment:
                return VisitAssignment((ISimpleAssignmentOperation)operation);
            case OperationKind.CompoundAssignment:
                return VisitCompound((ICompoundAssignmentOperation)operation);
            case OperationKind.Increment or OperationKind.Decrement:
                Store(TargetOf(((IIncrementOrDecrementOperation)operation).Target), FlowValue.Unknown, WriteKind.Compound, operation.Syntax, operation.Syntax);
                return FlowValue.Unknown;
            case OperationKind.DeconstructionAssignment:
                VisitDeconstruction((IDeconstructionAssignmentOperation)operation);
                return FlowValue.Unknown;
            case OperationKind.Conversion:
                return VisitConversion((IConversionOperation)operation);
            case OperationKind.Tuple:
                return FlowValue.OfTuple(((ITupleOperation)operation).Elements.Select(Visit).ToArray());
            case OperationKind.Await when operation is IAwaitOperation { Operation: IInvocationOperation awaited }:
                return VisitAwaited(awaited);
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
                EscapeAll(Visit(((IReturnOperation)operation).ReturnedValue), EscapeKind.Returned, operation.Syntax, null);
                return FlowValue.Unknown;
            case OperationKind.ObjectCreation:
                return VisitCreation((IObjectCreationOperation)operation);
            case OperationKind.TypeParameterObjectCreation:
                return _models.TryGet(operation.Type, out BoundModel? model) ? Create(operation.Syntax, model, null, []) : FlowValue.Unknown;
            case OperationKind.Invocation:
                return VisitInvocation((IInvocationOperation)operation);
            case OperationKind.DelegateCreation
                when operation is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference }:
                GiveUpCaptured(reference.Method);
                return FlowValue.Unknown;
            case OperationKind.MethodReference when operation is IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                GiveUpCaptured(reference.Method);
                return FlowValue.Unknown;
            case OperationKind.Discard or OperationKind.TypeOf or OperationKind.SizeOf or OperationKind.NameOf:
                return FlowValue.Unknown;
            case OperationKind.IsType:
                Visit(((IIsTypeOperation)operation).ValueOperand);
                return FlowValue.Unknown;
            case OperationKind.Interpolation:
                Visit(((IInterpolationOperation)operation).Expression);
                return FlowValue.Unknown;
            case OperationKind.AddressOf:
                GiveUp(Visit(((IAddressOfOperation)operation).Reference));
                return FlowValue.Unknown;
            default:
                return VisitOther(operation);
        }
    }

    /// <summary>Whatever has no meaning of its own here: what it takes in is stored somewhere that is not followed.</summary>
    private FlowValue VisitOther(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            FlowValue value = Visit(child);
            EscapeAll(value, EscapeKind.Stored, child.Syntax, null);
        }

        return Foreign(operation);
    }

    private FlowValue VisitDefault(IDefaultValueOperation value)
    {
        if (value.Type is { IsValueType: true } type && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T)
        {
            if (_models.TryGet(type, out BoundModel? model)) return Create(value.Syntax, model, null, []);
            return FlowValue.DefaultAt(value.Syntax, value.ConstantValue.HasValue ? value.ConstantValue.Value : null);
        }

        return value.Type is { IsReferenceType: true } or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            ? FlowValue.NullAt(value.Syntax)
            : FlowValue.Unknown;
    }

    private void VisitCapture(IFlowCaptureOperation capture)
    {
        AssignmentTarget? target = IsTarget(capture.Value) ? TargetOf(capture.Value) : null;
        FlowValue value = target is not null ? ReadTarget(target, capture.Value) : Visit(capture.Value);
        if (target is not null && IsStructCopy(capture.Value, value)) value = Clone(capture.Syntax, value.Object!);
        _state[capture.Id] = new(value, target);
    }

    private static bool IsTarget(IOperation operation) =>
        operation.Kind is OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.PropertyReference or OperationKind.FieldReference
        && !operation.ConstantValue.HasValue;

    /// <summary>What an expression names when it is assigned to. Null for a place that is not followed, such as an array's element.</summary>
    private AssignmentTarget? TargetOf(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return new(local.Local, null);
            case IParameterReferenceOperation parameter:
                return new(parameter.Parameter, null);
            case IFlowCaptureReferenceOperation capture:
                return _state[capture.Id].Target;
            case IDiscardOperation:
                return AssignmentTarget.Discard;
            case IDeclarationExpressionOperation declaration:
                return TargetOf(declaration.Expression);
            case IConversionOperation conversion:
                return TargetOf(conversion.Operand);
            case IPropertyReferenceOperation property:
                FlowValue receiver = Visit(property.Instance);
                foreach (IArgumentOperation argument in property.Arguments) EscapeAll(Visit(argument.Value), EscapeKind.Passed, argument.Syntax, null);
                return new(property.Property, receiver);
            case IFieldReferenceOperation field:
                return new(field.Field, Visit(field.Instance));
            default:
                foreach (IOperation child in operation.ChildOperations) Visit(child);
                return null;
        }
    }

    private FlowValue ReadVariable(ISymbol variable, IOperation operation)
    {
        FlowValue value = _state[variable];
        if (value.Kind != FlowValueKind.Unknown || !_models.TryGet(operation.Type, out BoundModel? model)) return value;

        // One object a variable, wherever it is read first: two paths that have read it are not different for that.
        TrackedObject foreign = Track(_body, model, ObjectOrigin.Foreign, detail: variable);
        ForgetEarlier(foreign);
        AddForeign(_state, _body, model, variable);
        _state[variable] = FlowValue.Of(foreign);
        return _state[variable];
    }

    /// <summary>An object of a bound model that comes from a place that is not followed.</summary>
    private FlowValue Foreign(IOperation operation, TrackedObject? detail = null)
    {
        if (!_models.TryGet(operation.Type, out BoundModel? model)) return FlowValue.Unknown;

        return FlowValue.Of(AddForeign(_state, operation.Syntax, model, detail));
    }

    private FlowValue ReadTarget(AssignmentTarget target, IOperation operation)
    {
        if (target.Receiver is null) return target.Symbol is null ? FlowValue.Unknown : ReadVariable(target.Symbol, operation);

        if (target.Receiver.Kind == FlowValueKind.Tuple && target.Symbol is IFieldSymbol element) return ElementOf(target.Receiver, element);

        if (target.Receiver.Object is { } tracked && _state[tracked] is { } members && tracked.Model.TryGetMember(target.Symbol!, out BoundMember? member))
        {
            FlowValue value = members[member].Value;
            if (value.Kind == FlowValueKind.Unknown && Foreign(operation, tracked) is { Object: not null } inner)
            {
                value = inner;
                _state[tracked] = members.With(member, members[member] with { Value = value });
            }

            return value.Read(tracked, member);
        }

        // `x.Value` and `x.GetValueOrDefault()` of a nullable are still x.
        if (target.Symbol is { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }) return target.Receiver;

        if (IsDefaultOfItsType(target.Symbol)) return FlowValue.DefaultAt(operation.Syntax);
        return Foreign(operation);
    }

    /// <summary><c>DateTimeOffset.MinValue</c>, <c>DateTime.MinValue</c> and <c>Guid.Empty</c> are defaults by another name.</summary>
    public static bool IsDefaultOfItsType(ISymbol? symbol) => symbol is IFieldSymbol
    {
        IsStatic: true,
        Name: "MinValue" or "Empty",
        ContainingType: { Name: "DateTimeOffset" or "DateTime" or "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
    };

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
        FlowValue value = Visit(assignment.Value);
        if (assignment.IsRef) GiveUp(value);
        if (IsStructCopy(assignment.Value, value)) value = Clone(assignment.Syntax, value.Object!);
        Store(target, value, WriteKind.Assignment, assignment.Syntax, assignment.Value.Syntax);
        return value;
    }

    /// <summary>A struct read from a variable or member is copied; one that was just made is not.</summary>
    private bool IsStructCopy(IOperation operation, FlowValue value) =>
        value.Object is { Model.Type.IsValueType: true } tracked && _state[tracked] is not null && IsTarget(operation);

    private FlowValue VisitCompound(ICompoundAssignmentOperation compound)
    {
        AssignmentTarget? target = TargetOf(compound.Target);
        FlowValue before = target is null || target == AssignmentTarget.Discard ? FlowValue.Unknown : ReadTarget(target, compound.Target);
        FlowValue operand = Visit(compound.Value);
        FlowValue result = (compound.OperatorKind, before.Constant, operand.Constant) switch
        {
            (BinaryOperatorKind.Or, true, _) or (BinaryOperatorKind.Or, _, true) => FlowValue.ConstantAt(true, compound.Syntax),
            (BinaryOperatorKind.Or, bool left, bool right) => FlowValue.ConstantAt(left | right, compound.Syntax),
            (BinaryOperatorKind.And, false, _) or (BinaryOperatorKind.And, _, false) => FlowValue.ConstantAt(false, compound.Syntax),
            (BinaryOperatorKind.And, bool left, bool right) => FlowValue.ConstantAt(left & right, compound.Syntax),
            (BinaryOperatorKind.ExclusiveOr, bool left, bool right) => FlowValue.ConstantAt(left ^ right, compound.Syntax),
            _ => FlowValue.Unknown,
        };
        Store(target, result, WriteKind.Compound, compound.Syntax, compound.Value.Syntax);
        return result;
    }

    private void VisitDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        FlowValue value = Visit(deconstruction.Value);
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (value.Kind != FlowValueKind.Tuple) EscapeAll(value, EscapeKind.Passed, deconstruction.Value.Syntax, "Deconstruct");
        Deconstruct(target, value, deconstruction.Value, deconstruction.Syntax);
    }

    private void Deconstruct(IOperation target, FlowValue value, IOperation? source, SyntaxNode syntax)
    {
        while (source is IConversionOperation conversion) source = conversion.Operand;
        if (target is IDeclarationExpressionOperation { Expression: var declared }) target = declared;
        if (target is not ITupleOperation tuple)
        {
            Store(TargetOf(target), value, WriteKind.Assignment, syntax, source?.Syntax ?? syntax);
            return;
        }

        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            FlowValue element = value.Kind == FlowValueKind.Tuple && i < value.Elements!.Items.Length ? value.Elements.Items[i] : FlowValue.Unknown;
            Deconstruct(tuple.Elements[i], element, source is ITupleOperation sources ? sources.Elements[i] : null, syntax);
        }
    }

    private void Store(AssignmentTarget? target, FlowValue value, WriteKind kind, SyntaxNode syntax, SyntaxNode valueSyntax)
    {
        if (target == AssignmentTarget.Discard) return;

        if (target?.Symbol is null)
        {
            EscapeAll(value, EscapeKind.Stored, valueSyntax, null);
            return;
        }

        _state.Invalidate(target.Symbol);
        if (target.Receiver is null)
        {
            if (target.Symbol is ILocalSymbol { IsRef: true }) GiveUp(value);
            _state[target.Symbol] = value;
        }
        else if (target.Receiver.Object is { } tracked && tracked.Model.TryGetMember(target.Symbol, out BoundMember? member))
        {
            WriteMember(tracked, member, value, kind, syntax, valueSyntax);
        }
        else
        {
            EscapeAll(value, EscapeKind.Stored, valueSyntax, target.Symbol.Name);
        }
    }

    private void WriteMember(TrackedObject tracked, BoundMember member, FlowValue value, WriteKind kind, SyntaxNode syntax, SyntaxNode valueSyntax)
    {
        if (_state[tracked] is not { } members) return;

        Slot before = members[member];
        _writes.Add(new(tracked, member, before, value, kind, syntax, valueSyntax, _state.Copy()));

        // What the serializer leaves out is as good as never given.
        bool isOmitted = (member.Json.OmitsNull && value.IsNull) || (member.Json.OmitsDefault && value.Kind == FlowValueKind.Default);
        _state[tracked] = members.With(member, new(isOmitted ? SlotKind.Unset : SlotKind.Set, value));
        if (tracked.Origin == ObjectOrigin.Foreign || members.HasEscaped) EscapeAll(value, EscapeKind.Stored, valueSyntax, member.Symbol.Name);
    }

    private FlowValue VisitConversion(IConversionOperation conversion)
    {
        FlowValue value = Visit(conversion.Operand);
        if (conversion.OperatorMethod is null || value.Kind == FlowValueKind.Default) return value;

        EscapeAll(value, EscapeKind.Passed, conversion.Operand.Syntax, conversion.OperatorMethod.Name);
        return Foreign(conversion);
    }

    private FlowValue VisitBinary(IBinaryOperation binary)
    {
        FlowValue left = Visit(binary.LeftOperand);
        FlowValue right = Visit(binary.RightOperand);
        bool? equal = binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals ? AreEqual(left, right) : null;
        if (equal is null && binary is { IsLifted: false, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals })
        {
            // `flag == false` is `!flag`, `flag != false` is the flag.
            if (right.Constant is bool expected && left.ReadFrom is not null) return Compared(left, expected);
            if (left.Constant is bool mirrored && right.ReadFrom is not null) return Compared(right, mirrored);
        }

        FlowValue Compared(FlowValue flag, bool constant) =>
            constant == (binary.OperatorKind == BinaryOperatorKind.Equals) ? flag : flag.Negated(binary.Syntax);

        return BooleanOf(binary.OperatorKind == BinaryOperatorKind.NotEquals ? !equal : equal, binary);
    }

    private static FlowValue BooleanOf(bool? value, IOperation operation) =>
        value is { } known ? FlowValue.ConstantAt(known, operation.Syntax) : FlowValue.Unknown;

    private static bool? IsNull(FlowValue value) => value.Kind switch
    {
        FlowValueKind.Null => true,
        FlowValueKind.Constant or FlowValueKind.Default or FlowValueKind.Tuple => false,
        FlowValueKind.Object => value.Object!.Origin == ObjectOrigin.Foreign ? null : false,
        _ => null,
    };

    private static bool? AreEqual(FlowValue left, FlowValue right)
    {
        if (left.IsNull) return IsNull(right);
        if (right.IsNull) return IsNull(left);
        return left.Constant is { } one && right.Constant is { } other && one.GetType() == other.GetType() ? one.Equals(other) : null;
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
        if (declared is not null) _state[declared] = value;
        if (operation.Value.Type?.SpecialType == SpecialType.System_Boolean && value is { ReadFrom: not null, Constant: null } && TestedFor(operation.Pattern) is { } expected)
        {
            return expected ? value : value.Negated(operation.Syntax);
        }

        return BooleanOf(Matches(value, operation.Pattern), operation);
    }

    /// <summary>Which boolean a pattern is a test for: <c>is false</c>, <c>is not true</c>.</summary>
    private static bool? TestedFor(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation negated => !TestedFor(negated.Pattern),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } => constant,
        _ => null,
    };

    private static bool? Matches(FlowValue value, IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation negated => !Matches(value, negated.Pattern),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => IsNull(value),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } constant } } =>
            value.IsNull ? false : value.Constant is { } known && known.GetType() == constant.GetType() ? known.Equals(constant) : null,
        IRecursivePatternOperation when value.IsNull => false,
        _ => null,
    };

    /// <summary>A lambda sees the variables it names. Where it hands one on, the object escapes here; where it writes one, nothing can be said of it later.</summary>
    private void VisitLambda(IFlowAnonymousFunctionOperation lambda)
    {
        ControlFlowGraph graph = _frame.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda, _calls.CancellationToken);
        if (!_lambdas.ContainsKey(lambda.Syntax)) _lambdas.Add(lambda.Syntax, new(lambda, graph));
        Capture(CapturedUses.Of(graph, _calls.CancellationToken), lambda.Syntax);
    }

    private void Capture(CapturedUses uses, SyntaxNode syntax)
    {
        foreach (Variable variable in _state.Variables)
        {
            if (uses.IsWritten(variable.Symbol))
            {
                GiveUp(variable.Value);
                _state[variable.Symbol] = FlowValue.Unknown;
            }
            else if (uses.IsHandedOn(variable.Symbol))
            {
                EscapeAll(variable.Value, EscapeKind.Captured, syntax, null);
            }
        }
    }

    private void EscapeAll(FlowValue value, EscapeKind kind, SyntaxNode syntax, string? target)
    {
        if (value.Object is { } tracked) EscapeObject(tracked, kind, syntax, target);
        if (value.Elements is not { } elements) return;

        foreach (FlowValue element in elements.Items) EscapeAll(element, kind, syntax, target);
    }

    private void EscapeObject(TrackedObject tracked, EscapeKind kind, SyntaxNode syntax, string? target)
    {
        if (_state[tracked] is not { } members) return;

        bool isFirst = !members.HasEscaped;
        if (isFirst && !members.IsLost) _escapes.Add(new(tracked, syntax, kind, target, NameOf(tracked), members, _state.Copy()));
        _state[tracked] = members.Escaped(mayBeChanged: kind is EscapeKind.Passed or EscapeKind.Captured);
        if (!isFirst) return;

        foreach (BoundMember member in tracked.Model.Members)
        {
            EscapeAll(members[member].Value, kind, syntax, target);
        }
    }

    private string? NameOf(TrackedObject tracked)
    {
        foreach (Variable variable in _state.Variables)
        {
            if (variable.Value.Object == tracked) return variable.Symbol.Name;
        }

        return null;
    }

    /// <summary>Nothing more is said of the objects of a value.</summary>
    private void GiveUp(FlowValue value)
    {
        if (value.Object is { } tracked && _state[tracked] is { } members)
        {
            _state[tracked] = members.Map(tracked.Model, (_, slot) => slot with { Value = FlowValue.Unknown }).Lost();
        }

        if (value.Elements is not { } elements) return;

        foreach (FlowValue element in elements.Items) GiveUp(element);
    }
}
