using System.Globalization;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Determines whether the text, format and styles of <c>DateTime.Parse</c> and <c>ParseExact</c> specify the instant.</summary>
internal static class ParsedText
{
    /// <summary>
    /// Whether the instant depends on the time zone of the machine: for a constant text, if it names no zone and the styles do not assume UTC; for any other
    /// text, if there are no styles.
    /// </summary>
    public static bool IsAmbiguous(IInvocationOperation call)
    {
        IArgumentOperation? styles = call.Arguments.FirstOrDefault(IsStyles);
        if (Constant(call, "s", "input") is not string text) return styles is null;
        if (styles is not null && styles.Value.ConstantValue is not { HasValue: true, Value: int }) return false;
        if (styles?.Value.ConstantValue.Value is int chosen && ((DateTimeStyles)chosen & DateTimeStyles.AssumeUniversal) != 0) return false;

        return call.TargetMethod.Name == "Parse" || Constant(call, "format") is not string format
            ? !NamesZone(text)
            : DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime exact)
                ? exact.Kind == DateTimeKind.Unspecified
                : styles is null;
    }

    public static bool IsStyles(IArgumentOperation argument) =>
        argument is { IsImplicit: false, ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: "DateTimeStyles" };

    /// <summary>Whether the text names a zone, which it keeps with this style: <c>Z</c> is UTC, an offset is local.</summary>
    private static bool NamesZone(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime parsed) && parsed.Kind != DateTimeKind.Unspecified;

    private static object? Constant(IInvocationOperation call, params string[] parameters)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && parameters.Contains(parameter.Name))
            {
                return argument.Value.ConstantValue is { HasValue: true, Value: var value } ? value : null;
            }
        }

        return null;
    }
}
