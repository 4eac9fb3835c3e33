using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Dates made of constants, such as <c>DateTimeOffset.Parse("…")</c> and <c>new DateTime(2024, 2, 1)</c>.</summary>
internal static class ConstantDate
{
    /// <summary>The only method whose call can be a constant date.</summary>
    public const string ParseMethod = "Parse";

    private const string NoSuchDate = "this is not a date and time";

    public static bool IsDate(ITypeSymbol? type) => type is
    {
        Name: "DateTime" or "DateTimeOffset",
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    };

    /// <summary>Whether a type is <see cref="DateTimeOffset"/> or <c>DateTimeOffset?</c>.</summary>
    public static bool IsOffset(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
        ? IsOffset(inner)
        : type.Name == "DateTimeOffset" && IsDate(type);

    /// <summary>Returns the date as JSON, or the reason why it is not a date; null if the expression is not a constant date.</summary>
    public static ConstantJson? Of(IOperation value) => value switch
    {
        IInvocationOperation
        {
            TargetMethod: { Name: ParseMethod, IsStatic: true } method,
            Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string text } }, ..],
        }
            when IsDate(method.ContainingType) => Parsed(value.Syntax, text),
        IObjectCreationOperation { Arguments.Length: >= 3 } creation when IsDate(creation.Type) => Made(creation),
        _ => null,
    };

    /// <summary>Returns the JSON of a parsed text, which is unknown if the result depends on the culture.</summary>
    private static ConstantJson Parsed(SyntaxNode syntax, string text)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed))
        {
            return Known(syntax, parsed);
        }

        bool hasDigitsOrLetters = text.Any(char.IsDigit);
        return hasDigitsOrLetters && !LooksIsoButImpossible(text) ? new(syntax, null, null, ImmutableArray<ConstantJson>.Empty) : Impossible(syntax);
    }

    /// <summary>Whether a text has the year first and dashes, an order that all cultures read alike, but is not a date.</summary>
    private static bool LooksIsoButImpossible(string text) => text.Length >= 10 && text.Take(4).All(char.IsDigit) && text[4] == '-' && text[7] == '-';

    private static ConstantJson? Made(IObjectCreationOperation creation)
    {
        var numbers = new List<int>();
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.Parameter?.Type.SpecialType != SpecialType.System_Int32) break;
            if (argument.Value.ConstantValue is not { HasValue: true, Value: int number }) return null;

            numbers.Add(number);
        }

        if (numbers.Count is not (3 or 6 or 7)) return null;

        try
        {
            return Known(creation.Syntax, new DateTimeOffset(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers.ElementAtOrDefault(3),
                numbers.ElementAtOrDefault(4),
                numbers.ElementAtOrDefault(5),
                numbers.ElementAtOrDefault(6),
                TimeSpan.Zero));
        }
        catch (ArgumentOutOfRangeException)
        {
            return Impossible(creation.Syntax);
        }
    }

    private static ConstantJson Known(SyntaxNode syntax, DateTimeOffset date) =>
        new(syntax, ConstantJson.Quote(date.ToString("O", CultureInfo.InvariantCulture)), null, ImmutableArray<ConstantJson>.Empty);

    private static ConstantJson Impossible(SyntaxNode syntax) => new(syntax, null, NoSuchDate, ImmutableArray<ConstantJson>.Empty);
}
