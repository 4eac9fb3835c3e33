using System.CommandLine;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Configuration;
using PatContracts.Tool.Inputs;
using PatContracts.Tool.Output;
using PatContracts.Tool.Rules;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts check</c>: checks payloads against contracts.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files, folders, globs (* and **), or - for standard input. Default: the inputs in pat-contracts.json.",
        HelpName = "PATH",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> ContractName = new("--contract", "-c")
    {
        Description = "A built-in contract (see \"pat-contracts list\"). Lists and create responses are checked against the matching form. Default: " + ContractSource.DefaultName + ".",
        HelpName = "NAME",
    };

    private static readonly Option<string?> SchemaFile = new("--schema", "-s")
    {
        Description = "A schema file to use instead: a JSON Schema, or a schema of an OpenAPI document as in openapi.yaml#/components/schemas/Token or \"openapi.yaml#GET /tokens 200\".",
        HelpName = "FILE[#ADDRESS]",
    };

    private static readonly Option<string?> FailOn = new Option<string?>("--fail-on")
    {
        Description = "The lowest severity that causes exit code 1.",
        HelpName = "SEVERITY",
    }.AcceptAmong(SeverityNames.OfFindings, "error", SeverityNames.Aliases);

    private static readonly Option<string?> BaselineFile = new("--baseline", "-b")
    {
        Description = "A report of --format json whose findings are not reported again.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Unknown = new Option<string?>("--unknown")
    {
        Description = "The severity of properties that the contract does not define.",
        HelpName = "SEVERITY",
    }.AcceptAmong(SeverityNames.OfRules, "off", SeverityNames.Aliases);

    private static readonly Option<string[]> Severities = new("--severity")
    {
        Description = "Set the severity of a rule to off, info, warning or error, as in pat/expired=off. Can be specified several times.",
        HelpName = "RULE=SEVERITY",
    };

    private static readonly Option<string?> DateTimes = new Option<string?>("--date-times")
    {
        Description = "Which date-times are valid. strict: RFC 3339; lenient: also without seconds, as live services send them.",
        HelpName = "PROFILE",
    }.AcceptAmong(["strict", "lenient"], "strict");

    private static readonly Option<int?> Jobs = new("--jobs", "-j") { Description = "The number of inputs to check in parallel. Default: the number of processors.", HelpName = "N" };

    private static readonly Option<int?> MaxFindings = new("--max-findings") { Description = "The maximum number of findings to report. Further findings are only counted. Default: 1000.", HelpName = "N" };

    private static readonly Option<bool> ShowValues = new("--show-values") { Description = "Show payload values. By default, no report contains any." };

    private static readonly Option<bool> RequireUtf8 = new("--require-utf8")
    {
        Description = "Report files that are not UTF-8, or have a byte order mark, as unreadable (RFC 8259, 8.1). By default, they are read, with a note.",
    };

    private static readonly Option<string?> ConfigurationFile = new("--config")
    {
        Description = "The configuration file. Default: the nearest pat-contracts.json, in the current folder or a parent folder, up to the root of the repository.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Exclude = new("--exclude")
    {
        Description = "Exclude files that match a glob (* and **), relative to the current folder. Can be specified several times.",
        HelpName = "GLOB",
    };

    private static readonly Option<string?> StdinFilePath = new("--stdin-filepath")
    {
        Description = "The path of standard input, for reports and for selecting a contract in the configuration.",
        HelpName = "PATH",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "check",
            "Check payloads against a contract: objects, lists, NDJSON or HAR recordings, optionally compressed with gzip.",
            ("pat-contracts check payloads", "all payloads in a folder, against the newest contract"),
            ("pat-contracts check 'tests/**/*.json' --contract v2025 --fail-on warning", "a glob, another API version, and a stricter exit code"),
            ("curl … | pat-contracts check - --contract v2025", "a response from standard input"),
            ("pat-contracts check orders --schema order.schema.json --output sarif=order.sarif", "any other JSON Schema, with a report for code scanning"),
            ("pat-contracts check payloads --format json > known.json; pat-contracts check payloads --baseline known.json", "only new findings"))
        {
            Paths, ContractName, SchemaFile, SharedOptions.References, SharedOptions.Dialect, SharedOptions.SchemaRoot, ReportOptions.Formats, ReportOptions.Outputs, FailOn,
            BaselineFile, Unknown, Severities, DateTimes, RequireUtf8, Jobs, MaxFindings, ShowValues, ConfigurationFile, Exclude, StdinFilePath, ReportOptions.Quiet,
            SharedOptions.Color,
        };
        ContractName.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names);
        Jobs.AcceptAtLeast(1);
        MaxFindings.AcceptAtLeast(1);
        // On another thread, so that a signal can end the run while it is blocked by a read.
        command.SetAction(static (parsed, cancellation) => Task.Run(() => RunAsync(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = Directory.GetCurrentDirectory();
        var terminal = new Terminal(SharedOptions.ColorOf(parsed));
        ToolConfiguration configuration = ToolConfiguration.Find(parsed.GetValue(ConfigurationFile), folder);
        List<ReportTarget> targets = ReportOptions.Targets(parsed, terminal, withSummary: true, configuration.Formats, configuration.Outputs);
        CheckSettings settings = Settings(parsed, configuration, folder, terminal);
        SchemaFiles schemas = SharedOptions.SchemaFilesOf(parsed, configuration.References);
        var contracts = new ContractSource(DateTimesOf(parsed, configuration), settings.Severities.Checks, schemas);
        var plan = new InputPlan(contracts, configuration, folder, OwnFiles(parsed, configuration, schemas, folder, targets))
        {
            Exclude = parsed.GetValue(Exclude) ?? [],
            StandardInputPath = parsed.GetValue(StdinFilePath),
        };
        (List<CheckInput> inputs, List<InputProblem> problems) = plan
            .Make(parsed.GetValue(Paths) ?? [], parsed.GetValue(ContractName), parsed.GetValue(SchemaFile));

        RequireOutputs(targets, inputs);
        SchemaWarningWriter.Write(schemas.Warnings);
        var progress = new RunProgress();
        Task<CheckReport> run = new CheckRun(settings, folder, progress).ExecuteAsync(inputs, cancellation);
        if (!parsed.GetValue(ReportOptions.Quiet)) await ProgressDisplay.ShowWhileAsync(run, progress, inputs.Count).ConfigureAwait(false);
        CheckReport report = await run.ConfigureAwait(false);
        report.SchemaWarnings = schemas.Warnings;
        foreach (InputProblem problem in problems) report.AddProblem(problem);
        foreach (ReportTarget target in targets) target.Write(report);
        if (!parsed.GetValue(ReportOptions.Quiet) && settings.Baseline.Count > 0 && report.Suppressed == 0)
        {
            Console.Error.WriteLine($"{CommandLine.Name}: note: The baseline has {Printable.Count(settings.Baseline.Count, "finding")} but matches nothing in this run. It may belong to other files or to another folder");
        }

        return (int)report.ExitCode;
    }

    /// <summary>Returns the absolute paths of the files that the run itself reads or writes, and of schema folders.</summary>
    private static IEnumerable<string> OwnFiles(
        ParseResult parsed, ToolConfiguration configuration, SchemaFiles schemas, string folder, IReadOnlyList<ReportTarget> targets)
    {
        string?[] named = [parsed.GetValue(BaselineFile), parsed.GetValue(ConfigurationFile), .. targets.Select(static target => target.File)];
        string?[] own =
        [
            .. named.Select(file => string.IsNullOrEmpty(file) ? null : Path.GetFullPath(file, folder)),
            parsed.GetValue(SchemaFile) is { Length: > 0 } schema ? SchemaFiles.PathOf(Path.GetFullPath(schema, folder)) : null,
            .. schemas.References,
            configuration.Baseline is { } baseline ? Path.GetFullPath(baseline, configuration.Folder) : null,
            StandardOutput.RedirectedTo,
        ];
        return own.OfType<string>();
    }

    // Errors are reported before the run instead of after it.
    private static void RequireOutputs(IReadOnlyList<ReportTarget> targets, IReadOnlyList<CheckInput> inputs)
    {
        string[] files = [.. targets.Select(static target => target.File).OfType<string>()];
        foreach (string file in files)
        {
            if (files.Count(other => Path.GetFullPath(other) == Path.GetFullPath(file)) > 1) throw ToolException.Usage($"{file}: Two reports cannot be written to the same file");
            ReportFile.RequireOther(file, inputs.Select(static input => input.File));
            ReportFile.RequireWritable(file);
        }
    }

    private static CheckSettings Settings(ParseResult parsed, ToolConfiguration configuration, string folder, Terminal terminal)
    {
        var severities = new Dictionary<string, RuleSeverity>(configuration.Severities, StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(Severities) ?? [])
        {
            if (text.Split('=') is not [{ } rule, { } name] || SeverityPolicy.Parse(name) is not { } severity || !SeverityPolicy.CanChange(rule))
            {
                throw ToolException.Usage($"--severity requires RULE=SEVERITY, as in pat/expired=off; got \"{text}\"");
            }

            RulePage.RequireName(rule);

            severities[rule] = severity;
        }

        string? baseline = parsed.GetValue(BaselineFile);
        return new CheckSettings
        {
            FailOn = SeverityOf(parsed.GetValue(FailOn)) ?? configuration.FailOn ?? RuleSeverity.Error,
            UnknownProperties = SeverityOf(parsed.GetValue(Unknown)) ?? configuration.Unknown ?? RuleSeverity.Off,
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

    private static RuleSeverity? SeverityOf(string? name) => name is null ? null : SeverityPolicy.Parse(name);

    private static DateTimeProfile DateTimesOf(ParseResult parsed, ToolConfiguration configuration) => parsed.GetValue(DateTimes) switch
    {
        "strict" => DateTimeProfile.Strict,
        "lenient" => DateTimeProfile.Lenient,
        _ => configuration.DateTimes ?? DateTimeProfile.Strict,
    };
}
