using System.CommandLine;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts bundle</c>: a schema file and all that it refers to, as one document.</summary>
internal static class BundleCommand
{
    private static readonly Argument<string> SchemaFile = new("FILE") { Description = "The schema file, in JSON or YAML; with an address after # if the schema is a part of it.", HelpName = "FILE" };

    private static readonly Option<string?> OutputFile = new("--output", "-o") { Description = "The file to write. Default: standard output.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new ToolCommand(
            "bundle",
            "Prints a schema with every schema that it refers to embedded, so that it can be used where nothing else is at hand.",
            ("pat-contracts bundle order.schema.json --ref common > order.bundle.json", "a schema that refers to files of a folder"),
            ("pat-contracts bundle order.schema.json --ref https://example.com/address=address.schema.json", "a schema that refers to a URI"),
            ("pat-contracts bundle openapi.yaml#/components/schemas/Token", "a schema of an OpenAPI document, with those it refers to"))
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
        SchemaWarnings.Write(schemaFiles.Warnings);
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
