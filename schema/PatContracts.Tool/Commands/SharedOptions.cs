using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary>Options of more than one command, and short forms of what options are asked for often.</summary>
internal static class SharedOptions
{
    public static Option<string?> Color { get; } = new Option<string?>("--color")
    {
        Description = "When to colour: auto (where nothing is said; NO_COLOR is heeded), always or never.",
        HelpName = "WHEN",
    }.AcceptAmong(["auto", "always", "never"]);

    public static Option<string[]> References { get; } = new("--ref")
    {
        Description = "A schema file that the schema may refer to, known by its path, its $id or the URI before it; may be given several times. Nothing is ever fetched.",
        HelpName = "[URI=]FILE",
    };

    /// <summary>The schema files that the command line names for <c>$ref</c>.</summary>
    public static IReadOnlyList<SchemaReference> ReferencesOf(ParseResult parsed) =>
        [.. (parsed.GetValue(References) ?? []).Select(static given => SchemaReference.Parse(given, Directory.GetCurrentDirectory()))];

    public static ColorChoice ColorOf(ParseResult parsed) => parsed.GetValue(Color) switch
    {
        "always" => ColorChoice.Always,
        "never" => ColorChoice.Never,
        _ => ColorChoice.Auto,
    };

    /// <summary>The option, taking these values only and completing them.</summary>
    public static Option<T> AcceptAmong<T>(this Option<T> option, IReadOnlyList<string> values)
    {
        option.Validators.Add(result => RequireAmong(result, option.Name, values));
        option.CompletionSources.Add(_ => values);
        return option;
    }

    /// <summary>The argument, taking these values only and completing them.</summary>
    public static Argument<T> AcceptAmong<T>(this Argument<T> argument, IReadOnlyList<string> values)
    {
        argument.Validators.Add(result => RequireAmong(result, argument.Name, values));
        argument.CompletionSources.Add(_ => values);
        return argument;
    }

    /// <summary>Lets a number option take a least value and above.</summary>
    public static void AcceptAtLeast(this Option<int?> option, int least) => option.Validators.Add(result =>
    {
        foreach (string given in result.Tokens.Select(static token => token.Value))
        {
            if (int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least) continue;
            string limit = least == int.MinValue ? "" : string.Create(CultureInfo.InvariantCulture, $" of at least {least}");
            result.AddError($"{option.Name} takes a whole number{limit}; \"{given}\" is none");
        }
    });

    private static void RequireAmong(SymbolResult result, string name, IReadOnlyList<string> values)
    {
        foreach (string given in result.Tokens.Select(static token => token.Value))
        {
            if (values.Contains(given, StringComparer.Ordinal)) continue;
            string list = string.Join(", ", values.SkipLast(1)) + " or " + values[^1];
            result.AddError($"{name} takes {list}; \"{given}\" is none.{Suggestions.For(given, values)}");
        }
    }
}
