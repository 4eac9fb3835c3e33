using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary>Options that several commands share, and extension methods for options.</summary>
internal static class SharedOptions
{
    public static Option<string?> Color { get; } = new Option<string?>("--color")
    {
        Description = "When to use colors. auto: on a terminal, unless NO_COLOR is set.",
        HelpName = "WHEN",
    }.AcceptAmong(["auto", "always", "never"], "auto");

    public static Option<string[]> References { get; } = new("--ref")
    {
        Description = "A file that the schema can refer to by its path, its $id or URI, or a folder of such files. Can be specified several times.",
        HelpName = "[URI=]PATH",
    };

    public static Option<string?> Dialect { get; } = new Option<string?>("--dialect")
    {
        Description = $"The dialect of the schema. Choices: {Choices([.. DialectNames.All.Keys])}. Default: the dialect that the document declares.",
        HelpName = "DIALECT",
    }.AcceptAmong([.. DialectNames.All.Keys]);

    public static Option<string?> SchemaRoot { get; } = new("--ref-root")
    {
        Description = "The folder whose files a schema can refer to by relative paths. Default: for a schema inside a document, the folder of the document.",
        HelpName = "DIR",
    };

    /// <summary>Creates the loader of schema files from the options on the command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">Further schema files that schemas can refer to.</param>
    public static SchemaFiles SchemaFilesOf(ParseResult parsed, IReadOnlyList<SchemaReference>? others = null) => new(new SchemaFileOptions(
        [.. (parsed.GetValue(References) ?? []).Select(static reference => SchemaReference.Parse(reference, Directory.GetCurrentDirectory())), .. others ?? []],
        parsed.GetValue(Dialect) is { } dialect ? DialectNames.All[dialect] : null,
        parsed.GetValue(SchemaRoot)));

    public static ColorChoice ColorOf(ParseResult parsed) => parsed.GetValue(Color) switch
    {
        "always" => ColorChoice.Always,
        "never" => ColorChoice.Never,
        _ => ColorChoice.Auto,
    };

    /// <summary>Restricts an option to a list of values, and adds them as completions.</summary>
    /// <param name="option">The option.</param>
    /// <param name="values">The values.</param>
    /// <param name="byDefault">The default. The help shows it together with the values.</param>
    /// <param name="aliases">Other accepted values, which the help does not show.</param>
    public static Option<T> AcceptAmong<T>(this Option<T> option, IReadOnlyList<string> values, string? byDefault = null, IReadOnlyList<string>? aliases = null)
    {
        if (byDefault is not null) option.Description += $" Choices: {Choices(values)}. Default: {byDefault}.";
        option.Validators.Add(result => RequireAmong(result, option.Name, values, aliases));
        option.CompletionSources.Add(_ => values);
        return option;
    }

    /// <summary>Restricts an argument to a list of values, and adds them as completions.</summary>
    public static Argument<T> AcceptAmong<T>(this Argument<T> argument, IReadOnlyList<string> values)
    {
        argument.Validators.Add(result => RequireAmong(result, argument.Name, values, null));
        argument.CompletionSources.Add(_ => values);
        return argument;
    }

    /// <summary>Restricts an option to integers of at least a minimum.</summary>
    public static void AcceptAtLeast(this Option<int?> option, int least) => option.Validators.Add(result =>
    {
        foreach (string text in result.Tokens.Select(static token => token.Value))
        {
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least) continue;
            string limit = least == int.MinValue ? "" : string.Create(CultureInfo.InvariantCulture, $" of at least {least}");
            result.AddError($"{option.Name} requires an integer{limit}; got \"{text}\"");
        }
    });

    private static string Choices(IReadOnlyList<string> values) => values.Count == 1 ? values[0] : string.Join(", ", values.SkipLast(1)) + " or " + values[^1];

    private static void RequireAmong(SymbolResult result, string name, IReadOnlyList<string> values, IReadOnlyList<string>? aliases)
    {
        foreach (string text in result.Tokens.Select(static token => token.Value))
        {
            if (values.Contains(text, StringComparer.Ordinal) || aliases?.Contains(text, StringComparer.Ordinal) == true) continue;
            result.AddError($"{name} requires {Choices(values)}; got \"{text}\".{Suggestions.For(text, values)}");
        }
    }
}
