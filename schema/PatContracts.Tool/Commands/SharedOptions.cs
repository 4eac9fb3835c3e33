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
        Description = "When to color the output. auto: on a terminal, unless NO_COLOR is set.",
        HelpName = "WHEN",
    }.AcceptAmong(["auto", "always", "never"], "auto");

    public static Option<string[]> References { get; } = new("--ref")
    {
        Description = "A file that the schema may refer to by its path, its $id or the URI given, or a folder of such files. Can be given several times.",
        HelpName = "[URI=]PATH",
    };

    public static Option<string?> Dialect { get; } = new Option<string?>("--dialect")
    {
        Description = "The dialect of the schema, whatever its document says. Default: what the document says.",
        HelpName = "DIALECT",
    }.AcceptAmong([.. DialectNames.All.Keys]);

    public static Option<string?> SchemaRoot { get; } = new("--ref-root")
    {
        Description = "The folder in which a schema document may refer to other files by relative paths. Default: for a document with an address, its own.",
        HelpName = "DIR",
    };

    /// <summary>How the command line says that schema files are read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">Further schema files that may be referred to.</param>
    public static SchemaFiles SchemaFilesOf(ParseResult parsed, IReadOnlyList<SchemaReference>? others = null) => new(new SchemaFileOptions(
        [.. (parsed.GetValue(References) ?? []).Select(static given => SchemaReference.Parse(given, Directory.GetCurrentDirectory())), .. others ?? []],
        parsed.GetValue(Dialect) is { } dialect ? DialectNames.All[dialect] : null,
        parsed.GetValue(SchemaRoot)));

    public static ColorChoice ColorOf(ParseResult parsed) => parsed.GetValue(Color) switch
    {
        "always" => ColorChoice.Always,
        "never" => ColorChoice.Never,
        _ => ColorChoice.Auto,
    };

    /// <summary>The option, taking these values only and completing them.</summary>
    /// <param name="option">The option.</param>
    /// <param name="values">The values.</param>
    /// <param name="byDefault">The value it has where none is given. Named in the help, and the values with it.</param>
    /// <param name="aliases">Other values that are taken without being shown.</param>
    public static Option<T> AcceptAmong<T>(this Option<T> option, IReadOnlyList<string> values, string? byDefault = null, IReadOnlyList<string>? aliases = null)
    {
        if (byDefault is not null) option.Description += $" Choices: {Choices(values)}. Default: {byDefault}.";
        option.Validators.Add(result => RequireAmong(result, option.Name, values, aliases));
        option.CompletionSources.Add(_ => values);
        return option;
    }

    /// <summary>The argument, taking these values only and completing them.</summary>
    public static Argument<T> AcceptAmong<T>(this Argument<T> argument, IReadOnlyList<string> values)
    {
        argument.Validators.Add(result => RequireAmong(result, argument.Name, values, null));
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
            result.AddError($"{option.Name} requires an integer{limit}; got \"{given}\"");
        }
    });

    private static string Choices(IReadOnlyList<string> values) => values.Count == 1 ? values[0] : string.Join(", ", values.SkipLast(1)) + " or " + values[^1];

    private static void RequireAmong(SymbolResult result, string name, IReadOnlyList<string> values, IReadOnlyList<string>? aliases)
    {
        foreach (string given in result.Tokens.Select(static token => token.Value))
        {
            if (values.Contains(given, StringComparer.Ordinal) || aliases?.Contains(given, StringComparer.Ordinal) == true) continue;
            result.AddError($"{name} requires {Choices(values)}; got \"{given}\".{Suggestions.For(given, values)}");
        }
    }
}
