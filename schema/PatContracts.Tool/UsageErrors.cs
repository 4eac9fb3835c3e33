using System.CommandLine;
using System.CommandLine.Parsing;

namespace PatContracts.Tool;

/// <summary>Reports the errors of a command line on standard error, one per line, without the complete help.</summary>
internal static class UsageErrors
{
    /// <summary>Reports the errors and returns the exit code.</summary>
    public static int Report(ParseResult parsed)
    {
        foreach (string error in Errors(parsed).Distinct()) Console.Error.WriteLine($"{CommandLine.Name}: error: {Printable.OneLine(error)}");
        Console.Error.WriteLine($"See \"{Path(parsed.CommandResult)} --help\".");
        return (int)ExitCode.Usage;
    }

    /// <summary>
    /// Throws if an argument looks like an option. Commands with file arguments would otherwise treat it as a file. After <c>--</c>, arguments are not checked.
    /// </summary>
    /// <exception cref="ToolException">An argument looks like an option.</exception>
    public static void RejectUnknownOptions(ParseResult parsed)
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
            ? [$"Unexpected argument \"{first}\""]
            : [$"There is no command \"{first}\".{Suggestions.For(first, command.Subcommands.Select(static one => one.Name))}"];
    }

    private static string UnknownOption(ParseResult parsed, string argument)
    {
        string name = argument.Split('=', ':')[0];
        IEnumerable<string> known = parsed.CommandResult.Command.Options.Where(static option => !option.Hidden).SelectMany(static option => option.Aliases.Append(option.Name));
        string hint = Suggestions.For(name, known.Where(static option => option.Length > 2));
        return $"There is no option \"{name}\".{(hint.Length > 0 ? hint : $" To specify a file, write ./{name}")}";
    }

    private static string Path(CommandResult command) => command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : CommandLine.Name;
}
