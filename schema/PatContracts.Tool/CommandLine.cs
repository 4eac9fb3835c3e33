using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using PatContracts.Tool.Commands;
using PatContracts.Tool.Output;

namespace PatContracts.Tool;

/// <summary>The root of the command line: defines the commands and handles errors.</summary>
internal static class CommandLine
{
    public const string Name = "pat-contracts";

    public static int Run(string[] args)
    {
        StandardError.Install();
        ParseResult parsed = Parse(args);
        try
        {
            if (args.Length == 0)
            {
                Invoke(Parse(["--help"]));
                return (int)ExitCode.Usage;
            }

            if (parsed.Action is ParseErrorAction) return UsageErrors.Report(parsed);
            if (parsed.Errors.Count == 0) UsageErrors.RejectUnknownOptions(parsed);
            return Invoke(parsed);
        }
        catch (ToolException e)
        {
            Console.Error.WriteLine($"{Name}: error: {Printable.OneLine(e.Message)}");
            return (int)e.ExitCode;
        }
        catch (Exception e)
        {
            // The message of an unexpected exception can quote payload values, so only its type is shown.
            Console.Error.WriteLine($"{Name}: internal error: {e.GetType().Name}. This is a bug in {Name}.");
            return (int)ExitCode.Internal;
        }
    }

    private static ParseResult Parse(string[] args) => Build().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static int Invoke(ParseResult parsed)
    {
        // For help and version; commands write to standard output themselves.
        using StreamWriter output = Terminal.Utf8Writer(Terminal.Output);
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output }).GetAwaiter().GetResult();
    }

    public static RootCommand Build()
    {
        var root = new RootCommand("Check payloads against the contracts of personal access tokens, or against any JSON Schema.")
        {
            CheckCommand.Create(),
            AuditCommand.Create(),
            FetchCommand.Create(),
            DiffCommand.Create(),
            SampleCommand.Create(),
            ExplainCommand.Create(),
            ListCommand.Create(),
            SchemaCommand.Create(),
            BundleCommand.Create(),
            TestCommand.Create(),
            LintCommand.Create(),
            CompletionCommand.Create(),
        };
        foreach (Command command in root.Subcommands) AddExamples(root, command);
        return root;
    }

    private static void AddExamples(RootCommand root, Command command)
    {
        var help = new HelpOption { Action = new HelpWithExamples(root.Options.OfType<HelpOption>().First().Action!) };
        command.Options.Add(help);
    }

    /// <summary>Writes the standard help, then the command's exit codes and examples.</summary>
    private sealed class HelpWithExamples(CommandLineAction usual) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = ((SynchronousCommandLineAction)usual).Invoke(parseResult);
            if (parseResult.CommandResult.Command is not ToolCommand command) return code;
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Exit codes:");
            foreach ((ExitCode exitCode, string meaning) in CommandExitCodes.Of(command.Name)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(int)exitCode,-4}{meaning}"));
            output.WriteLine();
            output.WriteLine("Examples:");
            foreach ((string line, string purpose) in command.Examples) output.WriteLine($"  {line}\n      {purpose}");
            return code;
        }
    }
}
