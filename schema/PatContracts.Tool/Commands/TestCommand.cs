using System.CommandLine;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;
using PatContracts.Tool.Testing;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts test</c>: tests a contract with payloads that must conform to it and payloads that must violate it.</summary>
internal static class TestCommand
{
    private static readonly Argument<string[]> Suites = new("SUITE")
    {
        Description = "Suite files (*.suite.json), folders of suite files, or folders with payloads in valid and invalid, as in invalid/schema/required/no-id.json.",
        HelpName = "SUITE",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> ContractName = new("--contract", "-c") { Description = "The built-in contract. Default: the contract that the suite names, or " + ContractSource.DefaultName + ".", HelpName = "NAME" };

    private static readonly Option<string?> SchemaFile = new("--schema", "-s") { Description = "A JSON Schema file to use instead of a built-in contract.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new ToolCommand(
            "test",
            "Test a contract with payloads that must conform to it, and payloads that must violate specific rules.",
            ("pat-contracts test order.suite.json", "the tests of one file, which names its schema"),
            ("pat-contracts test tests/payloads --contract v2026", "payloads in the folders valid and invalid"),
            ("pat-contracts test suites --format junit > results.xml", "for a pipeline"))
        {
            Suites, ContractName, SchemaFile, SharedOptions.References, SharedOptions.Dialect, SharedOptions.SchemaRoot, ReportOptions.Formats, ReportOptions.Outputs, ReportOptions.Quiet, SharedOptions.Color,
        };
        ContractName.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string folder = Directory.GetCurrentDirectory();
        string? contract = parsed.GetValue(ContractName);
        string? schema = parsed.GetValue(SchemaFile);
        if (contract is not null && schema is not null) throw ToolException.Usage("--contract and --schema cannot be combined");
        SchemaFiles schemas = SharedOptions.SchemaFilesOf(parsed);
        var contracts = new ContractSource(DateTimeProfile.Strict, new SeverityPolicy([]).Checks, schemas);
        ContractSelector? specified = schema is not null ? contracts.File(schema, Path.GetFullPath(schema, folder)) : contract is not null ? contracts.Named(contract) : null;
        var reader = new TestSuiteReader(contracts, specified, folder);
        CheckReport report = TestRun.Run(parsed.GetValue(Suites)!.SelectMany(reader.Read).ToArray());
        report.SchemaWarnings = schemas.Warnings;
        SchemaWarningWriter.Write(schemas.Warnings);
        ReportOptions.Write(parsed, report, Summary(report));
        return (int)report.ExitCode;
    }

    private static string Summary(CheckReport report)
    {
        int failed = report.Results.Count(static result => result.Errors > 0);
        return $"{Printable.Count(report.Results.Count, "test")}{UsedContracts.Describe(report)}: {(failed == 0 ? "all as expected" : $"{failed} failed")}";
    }
}
