using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Literals;

namespace PatContracts.Analyzers.Rules;

/// <summary>Reads time spans known at compile time, and the distance of a time before now.</summary>
internal static class ClockWindow
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Returns the distance of a time before now, for <c>now - window</c> in any form; null if it is unknown.</summary>
    public static TimeSpan? Before(IOperation moment, CancellationToken cancellationToken)
    {
        switch (Strip(moment))
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference when IsNow(difference.LeftOperand, cancellationToken):
                return Constant(difference.RightOperand, cancellationToken);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when IsNow(sum.LeftOperand, cancellationToken):
                return -Constant(sum.RightOperand, cancellationToken);
            case IInvocationOperation { Instance: { } now, Arguments: [{ Value: var amount }], TargetMethod.Name: var name } when IsNow(now, cancellationToken):
                return name == "Subtract" ? Constant(amount, cancellationToken) : -Added(name, amount, cancellationToken);
            case var reference:
                return Named(reference, cancellationToken) is { } value ? Before(value, cancellationToken) : null;
        }
    }

    /// <summary>Returns the operands of an addition to a time: <c>moment + window</c> and <c>moment.Add…(window)</c>.</summary>
    public static (IOperation Moment, TimeSpan? Window)? Later(IOperation sum, CancellationToken cancellationToken) => Strip(sum) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } added => (added.LeftOperand, Constant(added.RightOperand, cancellationToken)),
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Arguments: [{ Value: var amount }], TargetMethod.Name: var name } } access =>
            (access.Operation, Added(name, amount, cancellationToken)),
        IInvocationOperation { Instance: { } moment, Arguments: [{ Value: var amount }], TargetMethod.Name: var name } =>
            (moment, Added(name, amount, cancellationToken)),
        _ => null,
    };

    private static TimeSpan? Added(string method, IOperation amount, CancellationToken cancellationToken) =>
        method == "Add" ? Constant(amount, cancellationToken)
        : method.StartsWith("Add", StringComparison.Ordinal) ? Span(method.Substring("Add".Length), Number(amount, cancellationToken))
        : null;

    /// <summary>Whether an expression reads the clock, or refers to such a reading.</summary>
    public static bool IsNow(IOperation operation, CancellationToken cancellationToken) => Strip(operation) switch
    {
        IPropertyReferenceOperation { Property.Name: "UtcNow" or "Now" } => true,
        IInvocationOperation { TargetMethod.Name: "GetUtcNow" or "GetLocalNow" } => true,
        IPropertyReferenceOperation { Instance: { } instance, Property.Name: "UtcDateTime" or "DateTime" or "LocalDateTime" } =>
            IsNow(instance, cancellationToken),
        IInvocationOperation { Instance: { } instance, TargetMethod.Name: "ToUniversalTime" or "ToLocalTime" } => IsNow(instance, cancellationToken),
        IParameterReferenceOperation { Parameter.Name: "now" or "utcNow" } => true,
        var reference => Named(reference, cancellationToken) is { } value && IsNow(value, cancellationToken),
    };

    /// <summary>Returns a time span known at compile time.</summary>
    public static TimeSpan? Constant(IOperation operation, CancellationToken cancellationToken)
    {
        switch (Strip(operation))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus:
                return -Constant(minus.Operand, cancellationToken);
            case IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "TimeSpan", Name: var name } } call
                when name.StartsWith("From", StringComparison.Ordinal) && call.Arguments.Length > 0:
                return Sum(call.Arguments, name.Substring("From".Length), cancellationToken);
            case IObjectCreationOperation { Type.Name: "TimeSpan" } creation:
                return Created(creation.Arguments.Select(argument => Number(argument.Value, cancellationToken)).ToArray());
            case var reference:
                return Named(reference, cancellationToken) is { } value ? Constant(value, cancellationToken) : null;
        }
    }

    /// <summary>Returns a number of units, for <c>Hours</c>, <c>TotalHours</c> and similar members.</summary>
    public static TimeSpan? Span(string unit, double? number)
    {
        double? ticks = unit.ToUpperInvariant() switch
        {
            "DAYS" => TimeSpan.TicksPerDay,
            "HOURS" => TimeSpan.TicksPerHour,
            "MINUTES" => TimeSpan.TicksPerMinute,
            "SECONDS" => TimeSpan.TicksPerSecond,
            "MILLISECONDS" => TimeSpan.TicksPerMillisecond,
            "MICROSECONDS" => TimeSpan.TicksPerMillisecond / 1000,
            "TICKS" => 1,
            _ => null,
        } * number;
        return ticks is { } known && Math.Abs(known) < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)known) : null;
    }

    /// <summary>Returns a number known at compile time.</summary>
    public static double? Number(IOperation operation, CancellationToken cancellationToken)
    {
        operation = Strip(operation);
        if (operation.ConstantValue is { HasValue: true, Value: IConvertible constant and not string and not bool and not char })
        {
            return constant.ToDouble(CultureInfo.InvariantCulture);
        }

        return operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus ? -Number(minus.Operand, cancellationToken)
            : Named(operation, cancellationToken) is { } value ? Number(value, cancellationToken)
            : null;
    }

    /// <summary>Whether a window is positive and shorter than a day.</summary>
    public static bool IsShort(TimeSpan? window) => window > TimeSpan.Zero && window < Day;

    /// <summary>Formats a window, such as <c>90 minutes</c>, in the largest unit of which it is a multiple.</summary>
    public static string InWords(TimeSpan window)
    {
        (long Ticks, string Name)[] units =
        [
            (TimeSpan.TicksPerHour, "hour"),
            (TimeSpan.TicksPerMinute, "minute"),
            (TimeSpan.TicksPerSecond, "second"),
        ];
        foreach ((long ticks, string name) in units)
        {
            if (window.Ticks % ticks == 0) return $"{window.Ticks / ticks} {name}{(window.Ticks == ticks ? "" : "s")}";
        }

        return "less than a second";
    }

    /// <summary>Removes conversions, <c>!</c>, and the <c>Value</c> of a nullable.</summary>
    public static IOperation Strip(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { ConstantValue.HasValue: false } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IPropertyReferenceOperation
                {
                    Instance: { } instance,
                    Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T },
                }:
                    operation = instance;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Returns the expression that a name refers to: the initializer of its declaration, or the operand of a pattern.</summary>
    public static IOperation? Named(IOperation reference, CancellationToken cancellationToken) =>
        (NamedValues.Declared(reference, cancellationToken) ?? NamedValues.Matched(reference, cancellationToken)) is { } declared
        && declared.SyntaxTree == reference.Syntax.SyntaxTree
        && declared.Span.End <= reference.Syntax.SpanStart
            ? reference.SemanticModel?.GetOperation(declared, cancellationToken)
            : null;

    private static TimeSpan? Created(double?[] parts) => parts switch
    {
        [{ } ticks] => TimeSpan.FromTicks((long)ticks),
        [{ } hours, { } minutes, { } seconds] => Sum(0, hours, minutes, seconds),
        [{ } days, { } hours, { } minutes, { } seconds, ..] => Sum(days, hours, minutes, seconds),
        _ => null,
    };

    /// <summary>
    /// The sum of the arguments: the first is in the method's unit, the others in those of their parameters, as in <c>TimeSpan.FromHours(1, minutes: 30)</c>.
    /// </summary>
    private static TimeSpan? Sum(ImmutableArray<IArgumentOperation> arguments, string unit, CancellationToken cancellationToken)
    {
        TimeSpan? sum = TimeSpan.Zero;
        foreach (IArgumentOperation argument in arguments)
        {
            string part = argument.Parameter is { Ordinal: > 0 } parameter ? parameter.Name : unit;
            sum += Span(part, Number(argument.Value, cancellationToken));
        }

        return sum;
    }

    private static TimeSpan? Sum(double days, double hours, double minutes, double seconds) =>
        Span("Seconds", (((((days * 24) + hours) * 60) + minutes) * 60) + seconds);
}
