using System.CommandLine;
using System.Globalization;
using PatContracts.Tool.Audit;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Inputs;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts audit</c>: which tokens nobody needs, and which allow too much.</summary>
internal static class AuditCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Token lists: files, folders, globs (* and **), or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Stale = new("--stale")
    {
        Description = "How long a token may go unused: days (90d) or weeks (12w). 90d where nothing is said; the service records use once a day.",
        HelpName = "TIME",
    };

    private static readonly Option<string?> Now = new("--now") { Description = "The time to take for now, as 2026-11-24 or 2026-11-24T08:00:00Z.", HelpName = "TIME" };

    private static readonly Option<string?> ContractName = new("--contract", "-c")
    {
        Description = "The contract that tokens have to keep to be complete. v2026 where nothing is said.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Format = new Option<string?>("--format", "-f")
    {
        Description = "table (where nothing is said), json or csv.",
        HelpName = "FORMAT",
    }.AcceptAmong(["table", "json", "csv"]);

    private static readonly Option<string?> Report = new("--report") { Description = "Writes a page with a timeline of last use: one HTML file, no script, no network.", HelpName = "FILE.html" };

    private static readonly Option<string?> FailOn = new Option<string?>("--fail-on")
    {
        Description = "Which tokens make the exit code 1: any to act on (where nothing is said), those to delete, or none.",
        HelpName = "WHAT",
    }.AcceptAmong(["any", "delete", "none"]);

    private static readonly Option<bool> ShowValues = new("--show-values") { Description = "Shows ids, names, owners, scopes and times. Without it, tokens are named by their place." };

    public static Command Create()
    {
        var command = new ToolCommand(
            "audit",
            "Finds stale, expired, never-expiring, over-scoped, duplicate and incomplete tokens. Managed ones are apart and never recommended for deletion.",
            ("pat-contracts audit tokens.json --show-values", "who should delete what"),
            ("pat-contracts audit exports --stale 180d --report audit.html", "a page for a review"),
            ("pat-contracts audit tokens.json --format csv > audit.csv", "for a spreadsheet"))
        {
            Paths, Stale, Now, ContractName, Format, Report, FailOn, ShowValues, SharedOptions.Color,
        };
        ContractName.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        DateTimeOffset now = NowOf(parsed.GetValue(Now));
        TimeSpan staleAfter = DurationOf(parsed.GetValue(Stale) ?? "90d");
        string contract = parsed.GetValue(ContractName) ?? "v2026";
        ContractSource.RequireName(contract);
        var expansion = new PathExpansion(Directory.GetCurrentDirectory());
        foreach (string path in parsed.GetValue(Paths)!) expansion.Add(path);
        expansion.RequireMatches();
        if (parsed.GetValue(Report) is { } file)
        {
            ReportFile.RequireOther(file, expansion.Files);
            ReportFile.RequireWritable(file);
        }

        var audit = new TokenAudit(contract, now, staleAfter);
        var problems = expansion.Problems.Select(static problem => $"{problem.Path}:1:1: error input/unreadable: {problem.Message}").ToList();
        foreach (InputFile input in expansion.Files)
        {
            if (audit.Read(input) is { } problem) problems.Add(problem);
        }

        var report = new AuditReport { Now = now, StaleAfter = staleAfter, Files = expansion.Files.Count, Tokens = audit.Tokens, ShowValues = parsed.GetValue(ShowValues) };
        Write(parsed, report);
        foreach (string problem in problems) Console.Error.WriteLine(Printable.OneLine(problem));
        if (parsed.GetValue(Report) is { } page) ReportFile.Write(page, output => AuditPage.Write(report, output));
        if (problems.Count > 0) return (int)ExitCode.Input;
        bool fails = parsed.GetValue(FailOn) switch
        {
            "none" => false,
            "delete" => report.Count(Advice.Delete) > 0,
            _ => report.Unmanaged.Any(static token => token.Advice != Advice.Keep),
        };
        return (int)(fails ? ExitCode.Findings : ExitCode.Clean);
    }

    private static void Write(ParseResult parsed, AuditReport report)
    {
        using Stream output = Terminal.Output;
        switch (parsed.GetValue(Format))
        {
            case "json":
                AuditData.WriteJson(report, output);
                break;
            case "csv":
                AuditData.WriteCsv(report, output);
                break;
            default:
                using (StreamWriter writer = Terminal.Utf8Writer(output)) AuditTable.Write(report, new Terminal(SharedOptions.ColorOf(parsed)), writer);
                break;
        }
    }

    private static DateTimeOffset NowOf(string? given)
    {
        if (given is null) return DateTimeOffset.UtcNow;
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.fffK"];
        return DateTimeOffset.TryParseExact(given, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset now)
            ? now
            : throw ToolException.Usage($"--now takes a date such as 2026-11-24 or a time such as 2026-11-24T08:00:00Z; \"{given}\" is neither");
    }

    // The service records the use of a token once a day: a shorter window would call tokens stale that are in use.
    private static TimeSpan DurationOf(string given)
    {
        int unit = given.EndsWith('d') ? 1 : given.EndsWith('w') ? 7 : 0;
        bool isNumber = int.TryParse(given.AsSpan(0, Math.Max(given.Length - 1, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        return unit > 0 && isNumber && count is >= 1 and <= 36_500
            ? TimeSpan.FromDays(count * unit)
            : throw ToolException.Usage($"--stale takes days or weeks, at least one day, as in 90d or 12w; \"{given}\" is none");
    }
}
