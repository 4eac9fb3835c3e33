using System.CommandLine;
using System.CommandLine.Parsing;
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

    public static ColorChoice ColorOf(ParseResult parsed) => parsed.GetValue(Color) switch
    {
        "always" => ColorChoice.Always,
        "never" => ColorChoice.Never,
        _ => ColorChoice.Auto,
    };

    /// <summary>The option, taking these values only and completing them.</summary>
    public static Option<T> AcceptAmong<T>(this Option<T> option, IReadOnlyList<string> values)
    {
        option.AcceptOnlyFromAmong([.. values]);
        return option;
    }

    /// <summary>The argument, taking these values only and completing them.</summary>
    public static Argument<T> AcceptAmong<T>(this Argument<T> argument, IEnumerable<string> values)
    {
        argument.AcceptOnlyFromAmong([.. values]);
        return argument;
    }

    /// <summary>Lets a number option take a least value and above.</summary>
    public static void AcceptAtLeast(this Option<int?> option, int least) => option.Validators.Add((OptionResult result) =>
    {
        if (result.Errors.Any() || result.Tokens.Count == 0) return;
        if (result.GetValueOrDefault<int?>() < least) result.AddError($"{option.Name} must be at least {least}.");
    });
}
