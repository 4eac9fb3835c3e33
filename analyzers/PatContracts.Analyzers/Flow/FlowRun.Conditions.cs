using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

// What the outcome of a test tells.
internal sealed partial class FlowRun
{
    /// <summary>The outcome of a condition, where the same test came out before on this path.</summary>
    private bool? OutcomeOf(IOperation condition) =>
        TestKey.Of(condition, _state) is { } key && _state.Outcome(key.Text) is { } outcome ? outcome != key.IsNegated : null;

    private void Learn(IOperation condition, bool outcome)
    {
        if (TestKey.Of(condition, _state) is { } key) _state.Learn(new(key.Text, outcome != key.IsNegated, key.DependsOn));

        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                Learn(not.Operand, !outcome);
                break;
            case IConversionOperation { OperatorMethod: null } conversion:
                Learn(conversion.Operand, outcome);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                bool equal = outcome == (binary.OperatorKind == BinaryOperatorKind.Equals);
                if (binary.RightOperand.ConstantValue.HasValue || IsNullConversion(binary.RightOperand)) LearnEqual(binary.LeftOperand, ConstantOf(binary.RightOperand), equal, binary.Syntax);
                else if (binary.LeftOperand.ConstantValue.HasValue) LearnEqual(binary.RightOperand, ConstantOf(binary.LeftOperand), equal, binary.Syntax);
                break;
            case IIsNullOperation isNull:
                LearnEqual(isNull.Operand, null, outcome, isNull.Syntax);
                break;
            case IIsPatternOperation pattern:
                LearnPattern(pattern.Value, pattern.Pattern, outcome);
                break;
            case IInvocationOperation { Instance: { } instance, TargetMethod.Name: "GetValueOrDefault" } when outcome:
                LearnEqual(instance, true, equal: true, condition.Syntax);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation or IFlowCaptureReferenceOperation:
                LearnEqual(condition, outcome, equal: true, condition.Syntax);
                break;
        }
    }

    private static object? ConstantOf(IOperation operation) =>
        operation.ConstantValue.HasValue ? operation.ConstantValue.Value
        : operation is IConversionOperation conversion ? ConstantOf(conversion.Operand)
        : null;

    /// <summary>A constant lifted to a nullable type is no constant itself.</summary>
    private static bool IsNullConversion(IOperation operation) => operation is IConversionOperation { Operand.ConstantValue.HasValue: true };

    private void LearnPattern(IOperation value, IPatternOperation pattern, bool outcome)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                LearnPattern(value, negated.Pattern, !outcome);
                break;
            case IConstantPatternOperation constant when constant.Value.ConstantValue.HasValue || IsNullConversion(constant.Value):
                LearnEqual(value, ConstantOf(constant.Value), outcome, pattern.Syntax);
                break;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both when outcome:
                LearnPattern(value, both.LeftPattern, true);
                LearnPattern(value, both.RightPattern, true);
                break;
            case IRecursivePatternOperation recursive when outcome:
                LearnEqual(value, null, equal: false, pattern.Syntax);
                LearnProperties(value, recursive);
                break;
            case IDeclarationPatternOperation or ITypePatternOperation when outcome:
                LearnEqual(value, null, equal: false, pattern.Syntax);
                break;
            case IRecursivePatternOperation { PropertySubpatterns: [{ } only], DeconstructionSubpatterns.IsEmpty: true }:
                // `token is not { Managed: true }`, on an object that is there.
                if (IsNull(PeekAt(value)) == false && only.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } })
                {
                    LearnMember(PeekAt(value), only.Member, FlowValue.ConstantAt(!expected, pattern.Syntax));
                }

                break;
        }
    }

    private void LearnProperties(IOperation value, IRecursivePatternOperation recursive)
    {
        FlowValue receiver = PeekAt(value);
        foreach (IPropertySubpatternOperation property in recursive.PropertySubpatterns)
        {
            IPatternOperation pattern = property.Pattern is INegatedPatternOperation negated ? negated.Pattern : property.Pattern;
            if (pattern is not IConstantPatternOperation { Value: var constant } || ConstantOf(constant) is not { } known) continue;

            bool isNegated = property.Pattern is INegatedPatternOperation;
            if (!isNegated) LearnMember(receiver, property.Member, FlowValue.ConstantAt(known, pattern.Syntax));
            else if (known is bool flag) LearnMember(receiver, property.Member, FlowValue.ConstantAt(!flag, pattern.Syntax));
        }
    }

    private void LearnMember(FlowValue receiver, IOperation? reference, FlowValue known)
    {
        if (reference is IMemberReferenceOperation { Member: var symbol }
            && receiver.Object is { } tracked
            && tracked.Model.TryGetMember(symbol, out BoundMember? member))
        {
            LearnMember(tracked, member, known);
        }
    }

    /// <summary>A value that is on the way through a test, without running anything again.</summary>
    private FlowValue PeekAt(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => PeekAt(conversion.Operand),
        ILocalReferenceOperation local => _state[local.Local],
        IParameterReferenceOperation parameter => _state[parameter.Parameter],
        IFlowCaptureReferenceOperation capture => _state[capture.Id].Value,
        IInstanceReferenceOperation when This is not null => FlowValue.Of(This),
        IPropertyReferenceOperation { Instance: { } instance, Arguments.IsEmpty: true } property => PeekAt(instance) switch
        {
            { Object: { } tracked } when _state[tracked] is { } members && tracked.Model.TryGetMember(property.Property, out BoundMember? member) =>
                members[member].Value.Read(tracked, member),
            var nullable when property.Property is { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => nullable,
            _ => FlowValue.Unknown,
        },
        _ => FlowValue.Unknown,
    };

    /// <summary>
    /// A value is known to equal a constant (null among them), or not to. That is kept for members of objects; what a test tells about a variable is
    /// kept as the test's outcome, which does not keep paths apart.
    /// </summary>
    private void LearnEqual(IOperation operation, object? constant, bool equal, SyntaxNode origin)
    {
        if (!equal && constant is bool flag && operation.Type?.SpecialType == SpecialType.System_Boolean) (constant, equal) = (!flag, true);

        FlowValue value = PeekAt(operation);
        FlowValue? known = (equal, constant) switch
        {
            (true, null) => FlowValue.NullAt(origin),
            (true, { } found) => FlowValue.ConstantAt(found, origin),
            _ => null,
        };

        if (value.ReadFrom is { } read)
        {
            if (known is not null) LearnMember(read.Object, read.Member, read.IsNegated ? known.Negated(origin) : known);
            else if (constant is null) LearnPresent(read.Object, read.Member);
        }
    }

    private void LearnMember(TrackedObject tracked, BoundMember member, FlowValue known)
    {
        if (_state[tracked] is not { } members || members[member] is not { Value.Kind: FlowValueKind.Unknown } slot) return;

        _state[tracked] = members.With(member, slot with { Value = known });
        if (!known.IsNull) LearnPresent(tracked, member);
    }

    /// <summary>A member that is not null was given a value by somebody.</summary>
    private void LearnPresent(TrackedObject tracked, BoundMember member)
    {
        if (member.Type.IsValueType && member.Type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T) return;
        if (_state[tracked] is not { } members || members[member].Kind is not (SlotKind.Maybe or SlotKind.Untouched)) return;

        if (members[member].Kind == SlotKind.Maybe || tracked.Origin == ObjectOrigin.Foreign)
        {
            _state[tracked] = members.With(member, members[member] with { Kind = SlotKind.Set });
        }
    }
}
