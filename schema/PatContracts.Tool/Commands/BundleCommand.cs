using System.CommandLine;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts bundle</c>: prints a schema file and all schemas that it refers to as one document.</summary>
internal static class BundleCommand
{
    private static readonly Argument<string> SchemaFile = new("FILE") { Description = "The schema file, in JSON or YAML. Append #ADDRESS for a schema inside it.", HelpName = "FILE" };

    private static readonly Option<string?> OutputFile = new("--output", "-o") { Description = "The file to write. Default: standard output.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new ToolCommand(
            "bundle",
            "Print a schema with all schemas that it refers to embedded, as a self-contained document.",
            ("pat-contracts bundle order.schema.json --ref common > order.bundle.json", "a schema that refers to files in a folder"),
            ("pat-contracts bundle order.schema.json --ref https://example.com/address=address.schema.json", "a schema that refers to a URI"),
            ("pat-contracts bundle openapi.yaml#/components/schemas/Token", "a schema of an OpenAPI document, with the schemas that it refers to"))
        {
            SchemaFile, SharedOptions.References, SharedOptions.Dialect, SharedOptions.SchemaRoot, OutputFile,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string file = parsed.GetValue(SchemaFile)!;
        SchemaFiles schemaFiles = SharedOptions.SchemaFilesOf(parsed);
        ReadOnlyMemory<byte> bundle = schemaFiles.Bundle(file, Path.GetFullPath(file));
        SchemaWarningWriter.Write(schemaFiles.Warnings);
        if (parsed.GetValue(OutputFile) is { } path)
        {
            ReportFile.Write(path, output => output.Write(bundle.Span));
        }
        else
        {
            using Stream output = Terminal.Output;
            output.Write(bundle.Span);
        }

        return (int)ExitCode.Clean;
    }
}
