using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>Derives facts about members of objects, and about the variables that refer to objects, from the outcome of a condition.</summary>
internal sealed class ConditionFacts(Interpreter run)
{
    public void Record(IOperation condition, bool outcome)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                Record(not.Operand, !outcome);
                break;
            case IConversionOperation { OperatorMethod: null } conversion:
                Record(conversion.Operand, outcome);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                bool equal = outcome == (binary.OperatorKind == BinaryOperatorKind.Equals);
                if (IsConstant(binary.RightOperand)) RecordEqual(binary.LeftOperand, binary.RightOperand, equal, binary.Syntax);
                else if (IsConstant(binary.LeftOperand)) RecordEqual(binary.RightOperand, binary.LeftOperand, equal, binary.Syntax);
                break;
            case IIsNullOperation isNull:
                RecordNull(isNull.Operand, outcome, isNull.Syntax);
                break;
            case IIsPatternOperation pattern:
                RecordPattern(pattern.Value, pattern.Pattern, outcome);
                break;
            case IIsTypeOperation type when outcome:
                RecordNull(type.ValueOperand, isNull: false, type.Syntax);
                break;
            case IInvocationOperation { Instance: { } instance, TargetMethod.Name: "GetValueOrDefault" } when outcome:
                RecordConstant(instance, true, equal: true, condition.Syntax);
                break;
            case IInvocationOperation { TargetMethod: var method, Arguments: [{ Value: var text }, ..] } when KnownMethods.IsNullOrEmpty(method) && !outcome:
                RecordNull(text, isNull: false, condition.Syntax);
                break;
            case IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } nullable }:
                RecordNull(nullable, !outcome, condition.Syntax);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation or IFlowCaptureReferenceOperation:
                RecordConstant(condition, outcome, equal: true, condition.Syntax);
                break;
        }
    }

    /// <summary>Records that a call has checked a value for null and returned.</summary>
    public void RecordNotNull(IOperation operation) => RecordNull(operation, isNull: false, operation.Syntax);

    /// <summary>Returns the value of an operand of a test without evaluating anything again.</summary>
    public FlowValue Peek(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Peek(conversion.Operand);
            case ILocalReferenceOperation local:
                return run.State[local.Local];
            case IParameterReferenceOperation parameter:
                return run.State[parameter.Parameter];
            case IFlowCaptureReferenceOperation capture:
                return run.State[capture.Id].Value;
            case IInstanceReferenceOperation when run.This is not null:
                return FlowValue.Of(run.This);
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.IsEmpty: true, Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }:
                return Peek(instance);
            case IMemberReferenceOperation { Instance: { } instance } reference when reference is IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return Peek(instance) is { Object: { } tracked, IsAmbiguous: false }
                    && run.State[tracked] is { } members
                    && tracked.Model.TryGetMember(reference.Member, out BoundMember? member)
                        ? members[member].Value.Read(tracked, member)
                        : FlowValue.Unknown;
            default:
                return FlowValue.Unknown;
        }
    }

    public static bool IsConstant(IOperation operation) =>
        operation.ConstantValue.HasValue || operation is IDefaultValueOperation || (operation is IConversionOperation { OperatorMethod: null } conversion && IsConstant(conversion.Operand));

    public static object? ConstantOf(IOperation operation) =>
        operation.ConstantValue.HasValue ? operation.ConstantValue.Value
        : operation is IConversionOperation conversion ? ConstantOf(conversion.Operand)
        : null;

    private void RecordPattern(IOperation value, IPatternOperation pattern, bool outcome)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                RecordPattern(value, negated.Pattern, !outcome);
                break;
            case IConstantPatternOperation constant when IsConstant(constant.Value):
                RecordEqual(value, constant.Value, outcome, pattern.Syntax);
                break;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both when outcome:
                RecordPattern(value, both.LeftPattern, true);
                RecordPattern(value, both.RightPattern, true);
                break;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either when !outcome:
                RecordPattern(value, either.LeftPattern, false);
                RecordPattern(value, either.RightPattern, false);
                break;
            case IRecursivePatternOperation recursive when outcome:
                RecordNull(value, isNull: false, pattern.Syntax);
                RecordProperties(value, recursive);
                break;
            case IDeclarationPatternOperation or ITypePatternOperation or IRelationalPatternOperation when outcome:
                RecordNull(value, isNull: false, pattern.Syntax);
                break;
            case IRecursivePatternOperation { PropertySubpatterns: [{ } only], DeconstructionSubpatterns.IsEmpty: true }:
                // `token is not { Managed: true }`, for an object that exists.
                if (OperationVisitor.IsNull(Peek(value)) == false
                    && only.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } })
                {
                    RecordMember(Peek(value), only.Member, FlowValue.ConstantAt(!expected, pattern.Syntax));
                }

                break;
            case IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true }:
                RecordNull(value, isNull: true, pattern.Syntax);
                break;
        }
    }

    private void RecordProperties(IOperation value, IRecursivePatternOperation recursive)
    {
        FlowValue receiver = Peek(value);
        foreach (IPropertySubpatternOperation property in recursive.PropertySubpatterns)
        {
            bool isNegated = property.Pattern is INegatedPatternOperation;
            IPatternOperation pattern = property.Pattern is INegatedPatternOperation negated ? negated.Pattern : property.Pattern;
            if (pattern is not IConstantPatternOperation { Value: var constant }) continue;

            object? known = ConstantOf(constant);
            if (known is null && isNegated && MemberOf(receiver, property.Member) is { } present) RecordPresent(present.Object, present.Member);
            else if (known is not null && !isNegated) RecordMember(receiver, property.Member, FlowValue.ConstantAt(known, pattern.Syntax));
            else if (known is bool flag) RecordMember(receiver, property.Member, FlowValue.ConstantAt(!flag, pattern.Syntax));
        }
    }

    private static (TrackedObject Object, BoundMember Member)? MemberOf(FlowValue receiver, IOperation? reference) =>
        reference is IMemberReferenceOperation { Member: var symbol }
        && receiver is { Object: { } tracked, IsAmbiguous: false }
        && tracked.Model.TryGetMember(symbol, out BoundMember? member)
            ? (tracked, member)
            : null;

    private void RecordMember(FlowValue receiver, IOperation? reference, FlowValue known)
    {
        if (MemberOf(receiver, reference) is { } found) RecordMember(found.Object, found.Member, known);
    }

    private void RecordEqual(IOperation operation, IOperation constant, bool equal, SyntaxNode origin)
    {
        object? value = ConstantOf(constant);
        if (value is not null) RecordConstant(operation, value, equal, origin);
        else if (constant.Type is not { IsValueType: true } type || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) RecordNull(operation, equal, origin);
        else if (!equal && Peek(operation).ReadFrom is { } read) RecordPresent(read.Object, read.Member, isNotDefault: true);
    }

    /// <summary>
    /// Records that a value equals a constant or does not. Recorded for members of objects; facts about variables are only recorded along single paths.
    /// </summary>
    private void RecordConstant(IOperation operation, object constant, bool equal, SyntaxNode origin)
    {
        if (!equal && constant is bool flag && operation.Type?.SpecialType == SpecialType.System_Boolean) (constant, equal) = (!flag, true);
        if (Peek(operation).ReadFrom is not { } read) return;

        if (equal)
        {
            var known = FlowValue.ConstantAt(constant, origin);
            RecordMember(read.Object, read.Member, read.IsNegated ? known.Negated(origin) : known);
        }
        else if (constant is string { Length: 0 } or ValueType && IsDefault(constant))
        {
            RecordPresent(read.Object, read.Member, isNotDefault: true);
        }
    }

    private static bool IsDefault(object constant) => constant switch
    {
        string => false,
        bool flag => !flag,
        char character => character == 0,
        IConvertible number => Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture) == 0,
        _ => false,
    };

    private void RecordNull(IOperation operation, bool isNull, SyntaxNode origin)
    {
        FlowValue value = Peek(operation);
        if (!isNull && value.CanBeNull && value.Kind == FlowValueKind.Object) Narrow(operation, value.NotNull());
        if (value.ReadFrom is not { } read) return;

        if (isNull) RecordMember(read.Object, read.Member, FlowValue.NullAt(origin));
        else RecordPresent(read.Object, read.Member);
    }

    /// <summary>Narrows a variable that refers to an object or null to the object.</summary>
    private void Narrow(IOperation operation, FlowValue value)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                Narrow(conversion.Operand, value);
                break;
            case ILocalReferenceOperation local:
                run.State[local.Local] = value;
                break;
            case IParameterReferenceOperation parameter:
                run.State[parameter.Parameter] = value;
                break;
            case IFlowCaptureReferenceOperation capture:
                CapturedValue captured = run.State[capture.Id];
                run.State[capture.Id] = captured with { Value = value };
                if (captured.Target is { Receiver: null, Symbol: { } variable }) run.State[variable] = value;
                break;
        }
    }

    private void RecordMember(TrackedObject tracked, BoundMember member, FlowValue known)
    {
        if (run.State[tracked] is not { } members || members[member] is not { Value.Kind: FlowValueKind.Unknown } slot) return;

        run.State[tracked] = members.With(member, slot with { Value = known });
        if (!known.IsNull) RecordPresent(tracked, member);
    }

    /// <summary>Records that a member that is not null, or not the default of its type, was assigned.</summary>
    private void RecordPresent(TrackedObject tracked, BoundMember member, bool isNotDefault = false)
    {
        if (run.State[tracked] is not { } members) return;

        Slot slot = members[member];
        if (slot.Value.CanBeNull && !slot.Value.IsNull) slot = slot with { Value = slot.Value.NotNull() };
        bool isTelling = isNotDefault || !member.Type.IsValueType || member.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (isTelling && (slot.Kind == SlotKind.Maybe || (slot.Kind == SlotKind.Unassigned && tracked.Origin == ObjectOrigin.Foreign)))
        {
            slot = slot with { Kind = SlotKind.Set };
        }

        run.State[tracked] = members.With(member, slot);
    }
}
