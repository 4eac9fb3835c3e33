using System.CommandLine;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts lint</c>: finds mistakes in schemas.</summary>
internal static class LintCommand
{
    private static readonly Argument<string[]> Schemas = new("SCHEMA")
    {
        Description = "Schema files, in JSON or YAML. Append #ADDRESS for a schema inside a file.",
        HelpName = "SCHEMA",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> FailOn = new Option<string?>("--fail-on")
    {
        Description = "The lowest severity that causes exit code 1.",
        HelpName = "SEVERITY",
    }.AcceptAmong(SeverityNames.OfFindings, "warning", SeverityNames.Aliases);

    public static Command Create()
    {
        var command = new ToolCommand(
            "lint",
            "Find mistakes in schemas: keywords that the dialect does not allow, that have no effect, or that cannot be satisfied.",
            ("pat-contracts lint order.schema.json", "one schema"),
            ("pat-contracts lint schemas/*.schema.json --ref schemas --format github", "schemas that refer to each other, in a pipeline"),
            ("pat-contracts lint openapi.yaml#/components/schemas/Token", "a schema of an OpenAPI document, with the schemas that it refers to"))
        {
            Schemas, SharedOptions.References, SharedOptions.Dialect, SharedOptions.SchemaRoot, FailOn, ReportOptions.Formats, ReportOptions.Outputs, ReportOptions.Quiet, SharedOptions.Color,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var schemaFiles = SharedOptions.SchemaFilesOf(parsed);
        var report = new CheckReport { FailOn = SeverityPolicy.Parse(parsed.GetValue(FailOn) ?? "warning")!.Value };
        foreach (string file in parsed.GetValue(Schemas)!) report.Results.Add(Lint(schemaFiles, file));
        ReportOptions.Write(parsed, report, Summary(report));
        return (int)report.ExitCode;
    }

    private static InputResult Lint(SchemaFiles schemaFiles, string file)
    {
        string full = Path.GetFullPath(file);
        var result = new InputResult { Path = SchemaFiles.PathOf(file).Replace('\\', '/'), FullPath = SchemaFiles.PathOf(full), Contract = file, Payloads = 1 };
        var fingerprints = new Fingerprints(result.Path);
        foreach (Finding finding in schemaFiles.Lint(file, full))
        {
            ReportedFinding reported = ReportedFinding.Of(finding);
            result.Findings.Add(reported with { Fingerprint = fingerprints.Next(reported) });
            if (finding.Severity == FindingSeverity.Error) result.Errors++;
            else if (finding.Severity == FindingSeverity.Warning) result.Warnings++;
            else result.Infos++;
        }

        return result;
    }

    private static string Summary(CheckReport report)
    {
        string[] counts = [Printable.Count(report.Errors, "error"), Printable.Count(report.Warnings, "warning")];
        return $"{Printable.Count(report.Results.Count, "schema")}: {(report.Errors + report.Warnings + report.Infos == 0 ? "no findings" : string.Join(", ", counts))}";
    }
}
