using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Evaluates expressions for one state of one flag. Anything that does not depend on the flag alone is unknown, so a known result holds whatever the rest of
/// the program does. Functions of the project and locals that are assigned once are evaluated as well.
/// </summary>
internal sealed class FlagExpression
{
    private const int MaxSteps = 6;

    private readonly ValuePath _flag;
    private readonly FlagOutcome _state;
    private readonly int _steps;
    private readonly CancellationToken _cancellationToken;

    private FlagExpression(ValuePath flag, FlagOutcome state, int steps, CancellationToken cancellationToken)
    {
        _flag = flag;
        _state = state;
        _steps = steps;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Evaluates an expression or the body of a function for a state of a flag.</summary>
    /// <param name="operation">The expression or body.</param>
    /// <param name="flag">The flag.</param>
    /// <param name="state">Its state: <see cref="FlagOutcome.Null"/>, <see cref="FlagOutcome.False"/> or <see cref="FlagOutcome.True"/>.</param>
    /// <param name="cancellationToken">A token to cancel the evaluation.</param>
    public static FlagOutcome Evaluate(IOperation operation, ValuePath flag, FlagOutcome state, CancellationToken cancellationToken) =>
        new FlagExpression(flag, state, MaxSteps, cancellationToken).Evaluate(operation);

    /// <summary>Returns the states of a flag in which a condition can have an outcome.</summary>
    public static FlagStates StatesWhere(IOperation condition, bool outcome, ValuePath flag, CancellationToken cancellationToken)
    {
        FlagStates states = FlagStates.None;
        FlagOutcome excluded = outcome ? FlagOutcome.False : FlagOutcome.True;
        foreach ((FlagStates state, FlagOutcome value) in AllStates)
        {
            FlagOutcome result = Evaluate(condition, flag, value, cancellationToken);

            // A condition that is null does not hold; only lifted operators write `nullable == true` as `nullable`.
            if (result != excluded && !(outcome && result == FlagOutcome.Null)) states |= state;
        }

        return states;
    }

    /// <summary>Whether a pattern matches a value for a state of the flag; null if that depends on more than the flag.</summary>
    public static bool? IsMatch(IPatternOperation pattern, IOperation value, ValuePath flag, FlagOutcome state, CancellationToken cancellationToken)
    {
        var expression = new FlagExpression(flag, state, MaxSteps, cancellationToken);
        return ToBoolean(expression.Match(pattern, value));
    }

    /// <summary>The states of a flag with their values.</summary>
    public static readonly (FlagStates State, FlagOutcome Value)[] AllStates =
    [
        (FlagStates.Absent, FlagOutcome.Null),
        (FlagStates.False, FlagOutcome.False),
        (FlagStates.True, FlagOutcome.True),
    ];

    /// <summary>Converts a boolean to an outcome.</summary>
    public static FlagOutcome Of(bool value) => value ? FlagOutcome.True : FlagOutcome.False;

    /// <summary>Converts an outcome to a boolean, or null if it is not one.</summary>
    public static bool? ToBoolean(FlagOutcome outcome) => outcome switch
    {
        FlagOutcome.True => true,
        FlagOutcome.False => false,
        _ => null,
    };

    /// <summary>The meaning of a text that represents a flag: <c>"true"</c>, <c>"N"</c>, <c>"managed"</c>.</summary>
    public static bool? MeaningOf(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "1" or "ON" or "MANAGED" => true,
        "FALSE" or "NO" or "N" or "0" or "OFF" or "UNMANAGED" => false,
        _ => null,
    };

    private static FlagOutcome Of(bool? value) => value is { } known ? Of(known) : FlagOutcome.Unknown;

    private static FlagOutcome Not(FlagOutcome value) => value switch
    {
        FlagOutcome.True => FlagOutcome.False,
        FlagOutcome.False => FlagOutcome.True,
        FlagOutcome.Null => FlagOutcome.Null,
        _ => FlagOutcome.Unknown,
    };

    private static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private FlagOutcome Evaluate(IOperation operation)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant switch
            {
                null => FlagOutcome.Null,
                bool value => Of(value),
                _ => FlagOutcome.Present,
            };
        }

        if (IsFlag(operation)) return _state;

        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IDefaultValueOperation when operation.Type is { IsReferenceType: true } || IsNullable(operation.Type):
                return FlagOutcome.Null;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Not(Evaluate(not.Operand));
            case IBinaryOperation binary:
                return EvaluateBinary(binary);
            case ICoalesceOperation coalesce:
                FlagOutcome first = Evaluate(coalesce.Value);
                return first == FlagOutcome.Null ? Evaluate(coalesce.WhenNull) : first;
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Evaluate(conditional.Condition) switch
                {
                    FlagOutcome.True => Evaluate(conditional.WhenTrue),
                    FlagOutcome.False => Evaluate(otherwise),
                    _ => Common(Evaluate(conditional.WhenTrue), Evaluate(otherwise)),
                };
            case IIsPatternOperation test:
                return Match(test.Pattern, test.Value);
            case ISwitchExpressionOperation selection:
                return EvaluateSwitch(selection);
            case IConditionalAccessOperation access:
                return Evaluate(access.Operation) == FlagOutcome.Null ? FlagOutcome.Null : Evaluate(access.WhenNotNull);
            case IPropertyReferenceOperation property:
                return EvaluateProperty(property);
            case IInvocationOperation call:
                return EvaluateCall(call);
            case ILocalReferenceOperation or IFieldReferenceOperation:
                return _steps > 0 && Locals.Declared(operation, _cancellationToken) is { } value ? Deeper(_flag).Evaluate(value) : FlagOutcome.Unknown;
            case IBlockOperation block:
                return EvaluateBlock(block) ?? FlagOutcome.Unknown;
            default:
                return FlagOutcome.Unknown;
        }
    }

    private static FlagOutcome Common(FlagOutcome left, FlagOutcome right) => left == right ? left : FlagOutcome.Unknown;

    private FlagExpression Deeper(ValuePath flag) => new(flag, _state, _steps - 1, _cancellationToken);

    private bool IsFlag(IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IConditionalAccessOperation
            or IArrayElementReferenceOperation or IInvocationOperation
        && _flag.Equals(ValuePath.Of(operation, _cancellationToken));

    private FlagOutcome EvaluateBinary(IBinaryOperation binary)
    {
        FlagOutcome left = Evaluate(binary.LeftOperand);
        FlagOutcome right = Evaluate(binary.RightOperand);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And:
                return left == FlagOutcome.False || right == FlagOutcome.False ? FlagOutcome.False
                    : left == FlagOutcome.True ? right
                    : right == FlagOutcome.True ? left
                    : FlagOutcome.Unknown;
            case BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or:
                return left == FlagOutcome.True || right == FlagOutcome.True ? FlagOutcome.True
                    : left == FlagOutcome.False ? right
                    : right == FlagOutcome.False ? left
                    : FlagOutcome.Unknown;
            case BinaryOperatorKind.ExclusiveOr:
                return left == FlagOutcome.True ? Not(right) : left == FlagOutcome.False ? right : FlagOutcome.Unknown;
            case BinaryOperatorKind.Equals:
                return AreEqual(binary.LeftOperand, left, binary.RightOperand, right);
            case BinaryOperatorKind.NotEquals:
                return Not(AreEqual(binary.LeftOperand, left, binary.RightOperand, right));
            default:
                return FlagOutcome.Unknown;
        }
    }

    private FlagOutcome AreEqual(IOperation leftOperand, FlagOutcome left, IOperation rightOperand, FlagOutcome right)
    {
        if (TextOf(rightOperand) is { } text) return IsText(leftOperand, text);
        if (TextOf(leftOperand) is { } other) return IsText(rightOperand, other);
        if (left == FlagOutcome.Unknown || right == FlagOutcome.Unknown) return FlagOutcome.Unknown;
        if (left == FlagOutcome.Null || right == FlagOutcome.Null) return Of(left == right);

        return left == FlagOutcome.Present || right == FlagOutcome.Present ? FlagOutcome.Unknown : Of(left == right);
    }

    private static string? TextOf(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IConversionOperation { OperatorMethod: null } conversion => TextOf(conversion.Operand),
        _ => null,
    };

    /// <summary>Whether a text that represents the flag equals a text.</summary>
    private FlagOutcome IsText(IOperation operand, string text)
    {
        if (!_flag.Equals(ValuePath.Of(operand, _cancellationToken)) || MeaningOf(text) is not { } meaning) return FlagOutcome.Unknown;

        return ToBoolean(_state) is { } value ? Of(value == meaning) : FlagOutcome.False;
    }

    private FlagOutcome EvaluateProperty(IPropertyReferenceOperation property)
    {
        if (property is { Instance: { } nullable, Property.Name: "HasValue" } && IsNullable(property.Property.ContainingType))
        {
            return IsPresent(Evaluate(nullable));
        }

        if (property is { Instance: { } instance, Property.Name: "Value" } && IsNullable(property.Property.ContainingType))
        {
            return Evaluate(instance) is var value and not FlagOutcome.Null ? value : FlagOutcome.Unknown;
        }

        if (property.Instance is null)
        {
            return _steps > 0 && Locals.Declared(property, _cancellationToken) is { } declared ? Deeper(_flag).Evaluate(declared) : FlagOutcome.Unknown;
        }

        return property.Property.GetMethod is { DeclaringSyntaxReferences.IsEmpty: false } getter
            ? EvaluateFunction(getter, property, property.Instance, ImmutableArray<IArgumentOperation>.Empty)
            : FlagOutcome.Unknown;
    }

    private static FlagOutcome IsPresent(FlagOutcome value) => value switch
    {
        FlagOutcome.Null => FlagOutcome.False,
        FlagOutcome.Unknown => FlagOutcome.Unknown,
        _ => FlagOutcome.True,
    };

    private FlagOutcome EvaluateCall(IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "GetValueOrDefault" when call.Instance is { } nullable && IsNullable(nullable.Type):
                FlagOutcome value = Evaluate(nullable);
                return value != FlagOutcome.Null ? value : call.Arguments is [var fallback] ? Evaluate(fallback.Value) : FlagOutcome.False;
            case "Equals" when call is { Instance: { } instance, Arguments: [var other] }:
                return AreEqual(instance, Evaluate(instance), other.Value, Evaluate(other.Value));
            case "Equals" when call.Arguments is [var left, var right, ..]
                && (call.TargetMethod.IsStatic || call.TargetMethod.ContainingType.Name == "EqualityComparer")
                && call.TargetMethod.ContainingType
                    is { SpecialType: SpecialType.System_Object or SpecialType.System_String }
                    or { Name: "Nullable" or "EqualityComparer" }:
                return AreEqual(left.Value, Evaluate(left.Value), right.Value, Evaluate(right.Value));
            case "Equals" when call is { Instance: { } text, Arguments: [var expected, _] } && text.Type?.SpecialType == SpecialType.System_String:
                return AreEqual(text, Evaluate(text), expected.Value, Evaluate(expected.Value));
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace"
                when call.Arguments is [var argument] && call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String:
                return Not(IsPresent(Evaluate(argument.Value)));
            default:
                if (FlagSources.ConvertedBy(call) is { } source && Evaluate(source) is var converted and not (FlagOutcome.Unknown or FlagOutcome.Present))
                {
                    return converted == FlagOutcome.Null ? FlagOutcome.Unknown : converted;
                }

                return EvaluateTry(call) ?? EvaluateFunction(call.TargetMethod, call, call.Instance, call.Arguments);
        }
    }

    /// <summary>The outcome of a call like <c>TryGetValue(…, out var value)</c>: whether the value is present.</summary>
    private FlagOutcome? EvaluateTry(IInvocationOperation call) =>
        FlagSources.VariableOfTry(call) is { } variable && _flag.Equals(ValuePath.Of(variable)) ? Of(_state != FlagOutcome.Null) : null;

    private FlagOutcome EvaluateFunction(
        IMethodSymbol method,
        IOperation site,
        IOperation? instance,
        ImmutableArray<IArgumentOperation> arguments)
    {
        if (_steps == 0) return FlagOutcome.Unknown;

        FunctionBody? function = method.MethodKind == MethodKind.DelegateInvoke && instance is not null
            ? FunctionBody.OfDelegate(instance, _cancellationToken)
            : FunctionBody.OfMethod(method, site.SemanticModel, _cancellationToken);
        if (function is null) return FlagOutcome.Unknown;

        // A function refers to the variables of the surrounding code by their own names.
        ValuePath? inside = function.PathInside(_flag, method.MethodKind == MethodKind.DelegateInvoke ? null : instance, arguments, _cancellationToken)
            ?? (method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke ? _flag : null);
        return inside is null ? FlagOutcome.Unknown : Deeper(inside).Evaluate(function.Body);
    }

    /// <summary>The value that a function returns; null if it runs to the end.</summary>
    private FlagOutcome? EvaluateBlock(IBlockOperation block)
    {
        foreach (IOperation statement in block.Operations)
        {
            if (EvaluateStatement(statement) is { } result) return result;
        }

        return null;
    }

    private FlagOutcome? EvaluateStatement(IOperation statement)
    {
        switch (statement)
        {
            case IReturnOperation { ReturnedValue: { } value }:
                return Evaluate(value);
            case IReturnOperation or IThrowOperation or ILoopOperation or ISwitchOperation or ITryOperation or IBranchOperation:
                return FlagOutcome.Unknown;
            case IConditionalOperation conditional:
                return Evaluate(conditional.Condition) switch
                {
                    FlagOutcome.True => EvaluateStatement(conditional.WhenTrue),
                    FlagOutcome.False => conditional.WhenFalse is { } otherwise ? EvaluateStatement(otherwise) : null,
                    _ => FlagOutcome.Unknown,
                };
            case IBlockOperation block:
                return EvaluateBlock(block);
            default:
                return null;
        }
    }

    private FlagOutcome EvaluateSwitch(ISwitchExpressionOperation selection)
    {
        FlagOutcome? common = null;
        foreach (ISwitchExpressionArmOperation arm in selection.Arms)
        {
            FlagOutcome match = Match(arm.Pattern, selection.Value);
            if (match == FlagOutcome.True && arm.Guard is { } guard) match = Evaluate(guard);
            if (match == FlagOutcome.False) continue;

            if (Sequences.Strip(arm.Value) is IThrowOperation) return common ?? FlagOutcome.Unknown;

            FlagOutcome value = Evaluate(arm.Value);
            if (common is { } earlier && earlier != value) return FlagOutcome.Unknown;
            if (match == FlagOutcome.True) return value;

            common = value;
        }

        return common ?? FlagOutcome.Unknown;
    }

    private FlagOutcome Match(IPatternOperation pattern, IOperation value)
    {
        IOperation input = Sequences.Strip(value);
        return Match(pattern, Evaluate(value), ValuePath.Of(input, _cancellationToken), input as ITupleOperation);
    }

    private FlagOutcome Match(IPatternOperation pattern, FlagOutcome value, ValuePath? path, ITupleOperation? tuple)
    {
        if (value == FlagOutcome.Unknown && path is not null && !path.Equals(_flag) && _flag.StartsWith(path)) value = FlagOutcome.Present;

        switch (pattern)
        {
            case IDiscardPatternOperation:
                return FlagOutcome.True;
            case IConstantPatternOperation constant:
                return MatchConstant(constant.Value, value, path);
            case INegatedPatternOperation negated:
                return Not(Match(negated.Pattern, value, path, tuple));
            case IBinaryPatternOperation binary:
                FlagOutcome left = Match(binary.LeftPattern, value, path, tuple);
                FlagOutcome right = Match(binary.RightPattern, value, path, tuple);
                FlagOutcome decisive = Of(binary.OperatorKind == BinaryOperatorKind.Or);
                return left == decisive || right == decisive ? decisive : left == Not(decisive) ? right : right == Not(decisive) ? left : FlagOutcome.Unknown;
            case IDeclarationPatternOperation { MatchesNull: true }:
                return FlagOutcome.True;
            case IDeclarationPatternOperation declaration:
                return MatchType(declaration.MatchedType, declaration.InputType, value);
            case ITypePatternOperation type:
                return MatchType(type.MatchedType, type.InputType, value);
            case IRecursivePatternOperation recursive:
                return MatchParts(recursive, value, path, tuple);
            default:
                return FlagOutcome.Unknown;
        }
    }

    private FlagOutcome MatchConstant(IOperation constant, FlagOutcome value, ValuePath? path)
    {
        if (TextOf(constant) is { } text)
        {
            return path is not null && path.Equals(_flag) && MeaningOf(text) is { } meaning
                ? ToBoolean(_state) is { } state ? Of(state == meaning) : FlagOutcome.False
                : FlagOutcome.Unknown;
        }

        FlagOutcome expected = Evaluate(constant);
        if (value == FlagOutcome.Unknown || expected == FlagOutcome.Unknown) return FlagOutcome.Unknown;
        if (value == FlagOutcome.Null || expected == FlagOutcome.Null) return Of(value == expected);

        return value == FlagOutcome.Present || expected == FlagOutcome.Present ? FlagOutcome.Unknown : Of(value == expected);
    }

    private static FlagOutcome MatchType(ITypeSymbol? matched, ITypeSymbol input, FlagOutcome value)
    {
        FlagOutcome isPresent = IsPresent(value);
        bool isCertain = SymbolEqualityComparer.Default.Equals(matched, input)
            || (IsNullable(input) && SymbolEqualityComparer.Default.Equals(matched, ((INamedTypeSymbol)input).TypeArguments[0]));
        return isPresent == FlagOutcome.True && !isCertain ? FlagOutcome.Unknown : isPresent;
    }

    private FlagOutcome MatchParts(IRecursivePatternOperation pattern, FlagOutcome value, ValuePath? path, ITupleOperation? tuple)
    {
        FlagOutcome result = tuple is not null ? FlagOutcome.True : MatchType(pattern.MatchedType, pattern.InputType, value);
        if (result == FlagOutcome.False) return result;

        foreach (IPropertySubpatternOperation property in pattern.PropertySubpatterns)
        {
            ValuePath? member = property.Member is IMemberReferenceOperation { Member.Name: var name } ? path?.Member(name) : null;
            Add(Match(property.Pattern, member is not null && member.Equals(_flag) ? _state : FlagOutcome.Unknown, member, null));
        }

        for (int i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            IPatternOperation part = pattern.DeconstructionSubpatterns[i];
            if (tuple is not null && i < tuple.Elements.Length)
            {
                Add(Match(part, tuple.Elements[i]));
                continue;
            }

            ValuePath? member = Components.PositionalMember(pattern, i) is { } name ? path?.Member(name) : null;
            Add(Match(part, member is not null && member.Equals(_flag) ? _state : FlagOutcome.Unknown, member, null));
        }

        return result;

        void Add(FlagOutcome part)
        {
            if (result == FlagOutcome.False || part == FlagOutcome.False) result = FlagOutcome.False;
            else if (part != FlagOutcome.True) result = FlagOutcome.Unknown;
        }
    }
}
