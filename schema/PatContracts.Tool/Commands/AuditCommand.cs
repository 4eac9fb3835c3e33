using System.CommandLine;
using System.Globalization;
using PatContracts.Schema;
using PatContracts.Tool.Audit;
using PatContracts.Tool.Inputs;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts audit</c>: reviews the tokens of a tenant.</summary>
internal static class AuditCommand
{
    private const string DefaultContract = "v2026";
    private const string DefaultFailOn = "delete";
    private const string Never = "none";

    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Token lists: files, folders, globs (* and **), or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string[]> Since = new("--since")
    {
        Description = "An earlier export to compare with. Reports tokens that were added, removed, rotated, used again or newly managed. Can be specified several times.",
        HelpName = "PATH",
    };

    private static readonly Option<string?> Stale = new("--stale")
    {
        Description = "How long a token can go unused before it is stale, in days (90d) or weeks (12w). The service records use once a day. Default: 90d.",
        HelpName = "TIME",
    };

    private static readonly Option<string?> Expiring = new("--expiring")
    {
        Description = "How long before its expiration a token should be replaced, in days or weeks. Default: 14d.",
        HelpName = "TIME",
    };

    private static readonly Option<string?> Now = new("--now")
    {
        Description = "The time of the audit, as in 2026-11-24 or 2026-11-24T08:00:00Z. Default: the current time.",
        HelpName = "TIME",
    };

    private static readonly Option<string?> ContractName = new("--contract", "-c")
    {
        Description = $"The contract to validate tokens against: {string.Join(", ", AuditContract.Names)}. Default: {DefaultContract}.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> DateTimes = new Option<string?>("--date-times")
    {
        Description = "Which date-times are valid. strict: RFC 3339; lenient: also without seconds. Dates are always read leniently.",
        HelpName = "PROFILE",
    }.AcceptAmong(["strict", "lenient"], "strict");

    private static readonly Option<string?> Format = new Option<string?>("--format", "-f")
    {
        Description = "The format of standard output.",
        HelpName = "FORMAT",
    }.AcceptAmong(["text", "json", "csv"], "text");

    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Also write the audit as a self-contained web page.",
        HelpName = "FILE.html",
    };

    private static readonly Option<string?> FailOn = new Option<string?>("--fail-on")
    {
        Description = "The least urgent advice that causes exit code 1.",
        HelpName = "ADVICE",
    }.AcceptAmong(["fix-now", "rotate", "review", DefaultFailOn, Never], DefaultFailOn);

    private static readonly Option<bool> ShowValues = new("--show-values")
    {
        Description = "Show ids, names, owners, scopes and times. By default, tokens and owners are shown as pseudonyms.",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "audit",
            "Review the tokens of a tenant: which to fix now, rotate, review or delete, why, and by when. Never recommends deleting tokens that the platform manages.",
            ("pat-contracts audit tokens.json --show-values", "names and owners of the tokens to act on"),
            ("pat-contracts audit exports --stale 180d --report audit.html", "a web page for a review"),
            ("pat-contracts audit november.json --since october.json", "the changes within a month"),
            ("pat-contracts audit tokens.json --expiring 30d --fail-on rotate", "fail a pipeline before integrations fail"),
            ("pat-contracts audit tokens.json --format csv > audit.csv", "for a spreadsheet"))
        {
            Paths, Since, Stale, Expiring, Now, ContractName, DateTimes, Format, Report, FailOn, ShowValues, SharedOptions.Color,
        };
        ContractName.CompletionSources.Add(static _ => AuditContract.Names);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var policy = new AuditPolicy(NowOf(parsed.GetValue(Now)), DurationOf(Stale, parsed.GetValue(Stale) ?? "90d"), DurationOf(Expiring, parsed.GetValue(Expiring) ?? "14d"));
        var contract = AuditContract.Of(parsed.GetValue(ContractName) ?? DefaultContract, parsed.GetValue(DateTimes) == "lenient" ? DateTimeProfile.Lenient : DateTimeProfile.Strict);
        IEnumerable<string> own = StandardOutput.RedirectedTo is { } redirected ? [redirected] : [];
        PathExpansion? earlier = parsed.GetValue(Since) is { Length: > 0 } since ? Expand(since, own) : null;
        PathExpansion inputs = Expand(parsed.GetValue(Paths)!, [.. own, .. earlier?.Files.Select(static file => file.FullPath).OfType<string>() ?? []]);
        if (parsed.GetValue(Report) is { } file)
        {
            ReportFile.RequireOther(file, [.. inputs.Files, .. earlier?.Files ?? []]);
            ReportFile.RequireWritable(file);
        }

        var pseudonyms = new Pseudonyms(PseudonymKey.Find(out string? note));
        var audit = new TokenAudit(contract, policy, pseudonyms);
        IReadOnlyList<AuditedToken> tokens = Read(audit, inputs);
        List<InputFault> faults = [.. audit.Faults];
        long omitted = audit.OmittedFaults;
        AuditComparison? comparison = null;
        if (earlier is not null)
        {
            var before = new TokenAudit(contract, policy, pseudonyms);
            comparison = AuditComparison.Between(Read(before, earlier), before.Inputs, tokens, policy);
            faults.AddRange(before.Faults);
            omitted += before.OmittedFaults;
        }

        var report = new AuditReport(tokens)
        {
            Policy = policy,
            Contract = contract.Name,
            Inputs = audit.Inputs,
            Faults = faults,
            OmittedFaults = omitted,
            Pseudonyms = pseudonyms,
            ShowValues = parsed.GetValue(ShowValues),
            Comparison = comparison,
        };
        bool isText = parsed.GetValue(Format) is null or "text";
        Write(parsed, report);
        if (parsed.GetValue(Report) is { } page) ReportFile.Write(page, output => AuditPage.Write(report, output));

        // On a terminal, the text already shows them.
        if (!isText || StandardStreams.IsOutputRedirected)
        {
            foreach (InputFault fault in faults) Console.Error.WriteLine(Printable.OneLine(fault.ToString()));
            if (report.Omission is { } omission) Console.Error.WriteLine(omission);
        }

        if (note is not null) Console.Error.WriteLine($"{CommandLine.Name}: {Printable.OneLine(note)}");
        return (int)ExitCodeOf(report, parsed.GetValue(FailOn) ?? DefaultFailOn);
    }

    private static PathExpansion Expand(IEnumerable<string> paths, IEnumerable<string> ownFiles)
    {
        var expansion = new PathExpansion(Directory.GetCurrentDirectory(), ownFiles);
        foreach (string path in paths) expansion.Add(path);
        expansion.RequireMatches();
        return expansion;
    }

    private static IReadOnlyList<AuditedToken> Read(TokenAudit audit, PathExpansion inputs)
    {
        foreach (InputProblem problem in inputs.Problems) audit.AddUnreadable(problem.Path, problem.Message);
        foreach (InputFile input in inputs.Files) audit.Read(input);
        return audit.Complete();
    }

    private static ExitCode ExitCodeOf(AuditReport report, string failOn)
    {
        if (report.Faults.Count > 0) return ExitCode.Input;
        if (failOn == Never) return ExitCode.Clean;
        Advice least = AuditTerms.AllAdvice.First(term => term.Name == failOn).Advice;
        return report.Tokens.Any(token => token.Advice <= least) ? ExitCode.Findings : ExitCode.Clean;
    }

    private static void Write(ParseResult parsed, AuditReport report)
    {
        using Stream output = Terminal.Output;
        switch (parsed.GetValue(Format))
        {
            case "json":
                AuditJson.Write(report, output);
                break;
            case "csv":
                AuditCsv.Write(report, output);
                break;
            default:
                using (StreamWriter writer = Terminal.Utf8Writer(output)) AuditText.Write(report, new Terminal(SharedOptions.ColorOf(parsed)), writer);
                break;
        }
    }

    private static DateTimeOffset NowOf(string? text)
    {
        if (text is null) return DateTimeOffset.UtcNow;
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.fffK"];
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset now)
            ? now
            : throw ToolException.Usage($"--now requires a date such as 2026-11-24 or a time such as 2026-11-24T08:00:00Z; got \"{text}\"");
    }

    // The service records the use of a token once a day, so a shorter window would report tokens in use as stale.
    private static TimeSpan DurationOf(Option option, string text)
    {
        int unit = text.EndsWith('d') ? 1 : text.EndsWith('w') ? 7 : 0;
        bool isNumber = int.TryParse(text.AsSpan(0, Math.Max(text.Length - 1, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        return unit > 0 && isNumber && count is >= 1 and <= 36_500
            ? TimeSpan.FromDays(count * unit)
            : throw ToolException.Usage($"{option.Name} requires a number of days or weeks, as in 90d or 12w; got \"{text}\"");
    }
}
