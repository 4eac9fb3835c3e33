using System.CommandLine;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Configuration;
using PatContracts.Tool.Inputs;
using PatContracts.Tool.Output;
using PatContracts.Tool.Rules;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts check</c>: payloads against contracts.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files, folders, globs (* and **), or - for standard input. Without any, what pat-contracts.json names.",
        HelpName = "PATH",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> ContractName = new("--contract", "-c")
    {
        Description = "A built-in contract (see \"pat-contracts list\"); lists and create responses find their own form. v3 where nothing else is said.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> SchemaFile = new("--schema", "-s") { Description = "A JSON Schema of your own instead.", HelpName = "FILE" };

    private static readonly Option<string[]> Formats = new Option<string[]>("--format", "-f")
    {
        Description = "How to report on standard output; may be given several times. text where nothing is said.",
        HelpName = "FORMAT",
    }.AcceptAmong(ReportFormat.Names);

    private static readonly Option<string[]> Outputs = new("--output", "-o")
    {
        Description = "Writes a report to a file as well; may be given several times.",
        HelpName = "FORMAT=FILE",
    };

    private static readonly Option<string?> FailOn = new Option<string?>("--fail-on")
    {
        Description = "The least severity that makes the exit code 1: error (where nothing is said), warning or info.",
        HelpName = "SEVERITY",
    }.AcceptAmong(["error", "warning", "info"]);

    private static readonly Option<string?> BaselineFile = new("--baseline", "-b")
    {
        Description = "A report of --format json; what it holds is not reported again.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Unknown = new Option<string?>("--unknown")
    {
        Description = "What becomes of properties that the contract does not name: ignore (where nothing is said), warn or error.",
        HelpName = "WHAT",
    }.AcceptAmong(["ignore", "warn", "error"]);

    private static readonly Option<string[]> Severities = new("--severity")
    {
        Description = "Gives a rule another severity: off, info, warning or error; may be given several times.",
        HelpName = "RULE=SEVERITY",
    };

    private static readonly Option<string?> DateTimes = new Option<string?>("--date-times")
    {
        Description = "strict asks for RFC 3339; lenient also takes date-times without seconds, as live services write them.",
        HelpName = "PROFILE",
    }.AcceptAmong(["strict", "lenient"]);

    private static readonly Option<int?> Jobs = new("--jobs", "-j") { Description = "How many inputs to check at a time; one a processor where nothing is said.", HelpName = "N" };

    private static readonly Option<int?> MaxFindings = new("--max-findings") { Description = "How many findings to report (1000); more are only counted.", HelpName = "N" };

    private static readonly Option<bool> ShowValues = new("--show-values") { Description = "Shows what payloads hold. Without it no report holds a payload value." };

    private static readonly Option<bool> RequireUtf8 = new("--require-utf8")
    {
        Description = "Reports files in another encoding than UTF-8, or with a byte order mark, as unreadable (RFC 8259, 8.1). Without it they are read, with a note.",
    };

    private static readonly Option<string?> ConfigurationFile = new("--config")
    {
        Description = "The configuration; pat-contracts.json of the present folder where nothing is said.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "check",
            "Checks payloads: one object, a list, NDJSON or a HAR recording, each also packed by gzip.",
            ("pat-contracts check payloads", "every payload below a folder, against v3"),
            ("pat-contracts check 'tests/**/*.json' --contract v2026 --fail-on warning", "a glob, another API version, stricter"),
            ("curl … | pat-contracts check - --contract v2025", "an answer as it arrives"),
            ("pat-contracts check orders --schema order.schema.json --output sarif=order.sarif", "any other JSON Schema, with a report for code scanning"),
            ("pat-contracts check payloads --format json > known.json; pat-contracts check payloads --baseline known.json", "only what is new"))
        {
            Paths, ContractName, SchemaFile, SharedOptions.References, Formats, Outputs, FailOn, BaselineFile, Unknown, Severities, DateTimes, RequireUtf8, Jobs, MaxFindings, ShowValues,
            ConfigurationFile, SharedOptions.Color,
        };
        ContractName.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names);
        Jobs.AcceptAtLeast(1);
        MaxFindings.AcceptAtLeast(1);
        // On a thread of its own, so that a signal ends the run while it is blocked in reading, whatever it reads.
        command.SetAction(static (parsed, cancellation) => Task.Run(() => RunAsync(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = Directory.GetCurrentDirectory();
        var terminal = new Terminal(SharedOptions.ColorOf(parsed));
        ToolConfiguration configuration = ToolConfiguration.Find(parsed.GetValue(ConfigurationFile), folder);
        IReadOnlyList<ReportTarget> targets = Targets(parsed, terminal);
        CheckSettings settings = Settings(parsed, configuration, folder, terminal);
        var contracts = new ContractSource(
            DateTimesOf(parsed, configuration), settings.Severities.Checks, new SchemaFiles([.. SharedOptions.ReferencesOf(parsed), .. configuration.References]));
        (List<CheckInput> inputs, List<InputProblem> problems) = new InputPlan(contracts, configuration, folder, OwnFiles(parsed, configuration, folder, targets))
            .Make(parsed.GetValue(Paths) ?? [], parsed.GetValue(ContractName), parsed.GetValue(SchemaFile));

        RequireOutputs(targets, inputs);
        var progress = new RunProgress();
        Task<CheckReport> run = new CheckRun(settings, folder, progress).ExecuteAsync(inputs, cancellation);
        await ProgressDisplay.ShowWhileAsync(run, progress, inputs.Count).ConfigureAwait(false);
        CheckReport report = await run.ConfigureAwait(false);
        foreach (InputProblem problem in problems) report.AddProblem(problem);
        foreach (ReportTarget target in targets) target.Write(report);
        return (int)report.ExitCode;
    }

    /// <summary>Absolute paths of the files that the run itself reads and writes.</summary>
    private static IEnumerable<string> OwnFiles(ParseResult parsed, ToolConfiguration configuration, string folder, IReadOnlyList<ReportTarget> targets)
    {
        IEnumerable<string?> named = [parsed.GetValue(SchemaFile), parsed.GetValue(BaselineFile), parsed.GetValue(ConfigurationFile), .. targets.Select(static target => target.File)];
        IEnumerable<string?> others =
        [
            .. named.Select(file => string.IsNullOrEmpty(file) ? null : Path.GetFullPath(file, folder)),
            .. SharedOptions.ReferencesOf(parsed).Concat(configuration.References).Select(static reference => reference.FullPath),
            configuration.Baseline is { } baseline ? Path.GetFullPath(baseline, configuration.Folder) : null,
            StandardOutput.RedirectedTo,
        ];
        return others.OfType<string>();
    }

    // Reported before the run, not after it.
    private static void RequireOutputs(IReadOnlyList<ReportTarget> targets, IReadOnlyList<CheckInput> inputs)
    {
        string[] files = [.. targets.Select(static target => target.File).OfType<string>()];
        foreach (string file in files)
        {
            if (files.Count(other => Path.GetFullPath(other) == Path.GetFullPath(file)) > 1) throw ToolException.Usage($"{file}: Two reports cannot be written to one file");
            ReportFile.RequireOther(file, inputs.Select(static input => input.File));
            ReportFile.RequireWritable(file);
        }
    }

    private static CheckSettings Settings(ParseResult parsed, ToolConfiguration configuration, string folder, Terminal terminal)
    {
        var severities = new Dictionary<string, FindingSeverity>(configuration.Severities, StringComparer.Ordinal);
        foreach (string given in parsed.GetValue(Severities) ?? [])
        {
            if (given.Split('=') is not [{ } rule, { } name] || SeverityPolicy.Parse(name) is not { } severity || !SeverityPolicy.CanChange(rule))
            {
                throw ToolException.Usage($"--severity takes RULE=SEVERITY, as in pat/expired=off; \"{given}\" is none");
            }

            RulePage.RequireName(rule);

            severities[rule] = severity;
        }

        string? baseline = parsed.GetValue(BaselineFile);
        return new CheckSettings
        {
            FailOn = SeverityOf(parsed.GetValue(FailOn)) ?? configuration.FailOn ?? FindingSeverity.Error,
            UnknownProperties = SeverityOf(parsed.GetValue(Unknown)) ?? configuration.Unknown ?? FindingSeverity.Off,
            Severities = new SeverityPolicy(severities),
            Jobs = parsed.GetValue(Jobs) ?? Environment.ProcessorCount,
            MaxFindings = parsed.GetValue(MaxFindings) ?? configuration.MaxFindings ?? 1000,
            RequiresUtf8 = parsed.GetValue(RequireUtf8) || configuration.RequiresUtf8,
            ShowValues = parsed.GetValue(ShowValues),
            WithExcerpts = terminal.IsRich,
            Baseline = baseline is not null ? Baseline.Read(baseline, Path.GetFullPath(baseline, folder))
                : configuration.Baseline is { } known ? Baseline.Read(known, Path.GetFullPath(known, configuration.Folder))
                : new HashSet<string>(),
        };
    }

    private static FindingSeverity? SeverityOf(string? name) => name is null ? null : SeverityPolicy.Parse(name);

    private static DateTimeProfile DateTimesOf(ParseResult parsed, ToolConfiguration configuration) => parsed.GetValue(DateTimes) switch
    {
        "strict" => DateTimeProfile.Strict,
        "lenient" => DateTimeProfile.Lenient,
        _ => configuration.DateTimes ?? DateTimeProfile.Strict,
    };

    private static List<ReportTarget> Targets(ParseResult parsed, Terminal terminal)
    {
        IReadOnlyList<ReportFormat> all = ReportFormat.All(terminal);
        ReportFormat Named(string name) => all.First(format => format.Name == name);

        string[] formats = parsed.GetValue(Formats) ?? [];
        List<ReportTarget> targets = [.. (formats.Length == 0 ? ["text"] : formats.Distinct()).Select(name => new ReportTarget(Named(name), null))];
        foreach (string given in parsed.GetValue(Outputs) ?? [])
        {
            int equals = given.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : given[..equals];
            if (!ReportFormat.Names.Contains(name) || equals == given.Length - 1)
            {
                throw ToolException.Usage($"--output takes FORMAT=FILE, as in sarif=report.sarif; \"{given}\" is none. The formats are {string.Join(", ", ReportFormat.Names)}");
            }

            targets.Add(new ReportTarget(Named(name), given[(equals + 1)..]));
        }

        return targets;
    }
}
