using System.CommandLine;
using System.CommandLine.Parsing;

namespace PatContracts.Tool;

/// <summary>What is wrong with a command line, in a line each on standard error; the help is one command away and not in between.</summary>
internal static class UsageErrors
{
    /// <summary>Says what is wrong and answers the exit code.</summary>
    public static int Report(ParseResult parsed)
    {
        foreach (string error in Errors(parsed).Distinct()) Console.Error.WriteLine($"{CommandLine.Name}: error: {Printable.OneLine(error)}");
        Console.Error.WriteLine($"See \"{Path(parsed.CommandResult)} --help\".");
        return (int)ExitCode.Usage;
    }

    /// <summary>
    /// An argument that looks like an option. Commands that take files take anything for a file; behind <c>--</c> it is meant.
    /// </summary>
    /// <exception cref="ToolException">There is one.</exception>
    public static void RefuseUnknownOptions(ParseResult parsed)
    {
        if (parsed.Tokens.Any(static token => token.Type == TokenType.DoubleDash)) return;
        IEnumerable<string> arguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens).Select(static token => token.Value);
        if (arguments.FirstOrDefault(static argument => argument.Length > 1 && argument[0] == '-') is { } option) throw ToolException.Usage(UnknownOption(parsed, option));
    }

    private static IEnumerable<string> Errors(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0) return parsed.Errors.Select(static error => error.Message.TrimEnd('.'));
        string first = parsed.UnmatchedTokens[0];
        if (first.StartsWith('-')) return [UnknownOption(parsed, first)];
        Command command = parsed.CommandResult.Command;
        return command.Subcommands.Count == 0
            ? [$"\"{first}\" is one argument too many"]
            : [$"There is no command \"{first}\".{Suggestions.For(first, command.Subcommands.Select(static one => one.Name))}"];
    }

    private static string UnknownOption(ParseResult parsed, string given)
    {
        string name = given.Split('=', ':')[0];
        IEnumerable<string> known = parsed.CommandResult.Command.Options.Where(static option => !option.Hidden).SelectMany(static option => option.Aliases.Append(option.Name));
        string hint = Suggestions.For(name, known.Where(static option => option.Length > 2));
        return $"There is no option \"{name}\".{(hint.Length > 0 ? hint : $" A file of that name is written ./{name}")}";
    }

    private static string Path(CommandResult command) => command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : CommandLine.Name;
}
