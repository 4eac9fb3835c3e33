using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// A test in a form in which it can be known again: <c>x is null</c>, <c>x == null</c> and <c>!(x != null)</c> are one test. Only tests that
/// cannot come out otherwise while their variables are not written have a key.
/// </summary>
/// <param name="Text">The test.</param>
/// <param name="IsNegated">Whether the operation is true when the test is not.</param>
/// <param name="DependsOn">The variables, fields and properties it reads.</param>
internal sealed record TestKey(string Text, bool IsNegated, ImmutableArray<ISymbol> DependsOn)
{
    public static TestKey? Of(IOperation test, FlowState state)
    {
        var writer = new Writer(state);
        bool isNegated = false;
        while (true)
        {
            if (test is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not) (test, isNegated) = (not.Operand, !isNegated);
            else if (test is IConversionOperation { OperatorMethod: null } conversion) test = conversion.Operand;
            else break;
        }

        return writer.WriteTest(test, ref isNegated) ? new(writer.Text, isNegated, writer.DependsOn) : null;
    }

    private sealed class Writer(FlowState state)
    {
        private readonly StringBuilder _text = new();
        private readonly ImmutableArray<ISymbol>.Builder _dependsOn = ImmutableArray.CreateBuilder<ISymbol>();

        public string Text => _text.ToString();

        public ImmutableArray<ISymbol> DependsOn => _dependsOn.ToImmutable();

        public bool WriteTest(IOperation test, ref bool isNegated)
        {
            switch (test)
            {
                case IBinaryOperation { OperatorMethod: null } binary:
                    return WriteBinary(binary, ref isNegated);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand.Type.SpecialType: SpecialType.System_String } binary:
                    return WriteBinary(binary, ref isNegated);
                case IIsNullOperation isNull:
                    return Write(isNull.Operand) && Add("==null");
                case IIsPatternOperation
                {
                    Value: { Type.SpecialType: SpecialType.System_Boolean } flag,
                    Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } }
                }:
                    isNegated ^= !expected;
                    return WriteTest(flag, ref isNegated);
                case IIsPatternOperation pattern:
                    return Write(pattern.Value) && WritePattern(pattern.Pattern, ref isNegated);
                case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } method } call:
                    return Add(method.Name) && Write(call.Arguments[0].Value);
                default:
                    return Write(test);
            }
        }

        private bool WriteBinary(IBinaryOperation binary, ref bool isNegated)
        {
            // `x == false` is `!x`, unless x may be null.
            if (binary is { IsLifted: false, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }
                && binary.RightOperand.ConstantValue is { HasValue: true, Value: bool expected })
            {
                isNegated ^= expected == (binary.OperatorKind == BinaryOperatorKind.NotEquals);
                return WriteTest(binary.LeftOperand, ref isNegated);
            }

            (string? sign, bool flips) = binary.OperatorKind switch
            {
                BinaryOperatorKind.Equals => ("==", false),
                BinaryOperatorKind.NotEquals => ("==", true),
                BinaryOperatorKind.LessThan => ("<", false),
                BinaryOperatorKind.GreaterThan => (">", false),
                BinaryOperatorKind.LessThanOrEqual => (">", IsExact(binary)),
                BinaryOperatorKind.GreaterThanOrEqual => ("<", IsExact(binary)),
                _ => (null, false),
            };
            if (sign is null || (sign != "==" && !IsExact(binary))) return false;

            isNegated ^= flips;
            return Write(binary.LeftOperand) && Add(sign) && Write(binary.RightOperand);
        }

        /// <summary>Of numbers that are no numbers, neither <c>a &lt; b</c> nor <c>a &gt;= b</c> holds; lifted operators likewise.</summary>
        private static bool IsExact(IBinaryOperation binary) =>
            !binary.IsLifted && binary.LeftOperand.Type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Decimal;

        private bool WritePattern(IPatternOperation pattern, ref bool isNegated)
        {
            if (pattern is INegatedPatternOperation negated)
            {
                isNegated = !isNegated;
                return WritePattern(negated.Pattern, ref isNegated);
            }

            if (pattern is IConstantPatternOperation { Value: var constant }) return Add("==") && Write(constant);
            if (pattern is not IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true }) return false;

            // `is { }` is a test for null, negated.
            isNegated = !isNegated;
            return Add("==null");
        }

        private bool Write(IOperation operand)
        {
            while (operand is IConversionOperation { OperatorMethod: null } conversion && !operand.ConstantValue.HasValue) operand = conversion.Operand;

            if (operand.ConstantValue is { HasValue: true, Value: var constant })
            {
                return Add(constant is null ? "null" : constant is string text ? '"' + text + '"' : Convert.ToString(constant, CultureInfo.InvariantCulture) ?? "");
            }

            return operand switch
            {
                ILocalReferenceOperation local => Add(local.Local),
                IParameterReferenceOperation parameter => Add(parameter.Parameter),
                IFlowCaptureReferenceOperation capture => state[capture.Id].Target is { Receiver: null, Symbol: { } variable } && Add(variable),
                IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => Add(field.Field),
                IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation, Arguments.IsEmpty: true } property => Add(property.Property),
                IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text } =>
                    Write(text) && Add(".Length"),
                IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } value } =>
                    Write(value) && Add(".HasValue"),
                _ => false,
            };
        }

        private bool Add(ISymbol symbol)
        {
            _dependsOn.Add(symbol);
            _text.Append(symbol.Name);
            if (symbol is ILocalSymbol && symbol.Locations is [{ } location, ..]) _text.Append('@').Append(location.SourceSpan.Start);
            return true;
        }

        private bool Add(string text)
        {
            _text.Append(text);
            return true;
        }
    }
}
