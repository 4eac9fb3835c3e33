using System.CommandLine;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts schema</c>: prints a contract as a self-contained document.</summary>
internal static class SchemaCommand
{
    private static readonly Argument<string?> ContractName = new("NAME")
    {
        Description = "A built-in contract, a schema of this command's own files (see \"pat-contracts list\"), or a schema file. Append #ADDRESS for a schema inside a file. Default: "
            + ContractSource.DefaultName + ".",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "schema",
            "Print a contract as a self-contained JSON Schema document.",
            ("pat-contracts schema v2026 > token.schema.json", "a contract as a file, for other programs"),
            ("pat-contracts schema tool-configuration", "the schema of pat-contracts.json, for editors"),
            ("pat-contracts schema openapi.yaml#/components/schemas/Token", "a schema of an OpenAPI document, with the schemas that it refers to"))
        {
            ContractName, SharedOptions.References, SharedOptions.Dialect, SharedOptions.SchemaRoot,
        };
        ContractName.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names.Concat(ToolSchemas.Names));
        command.SetAction(static parsed =>
        {
            ReadOnlyMemory<byte> document = Document(parsed.GetValue(ContractName) ?? ContractSource.DefaultName, SharedOptions.SchemaFilesOf(parsed));
            using Stream output = Terminal.Output;
            output.Write(document.Span);
            return (int)ExitCode.Clean;
        });
        return command;
    }

    /// <exception cref="ToolException">No contract or file has this name, or the file is not a valid schema.</exception>
    private static ReadOnlyMemory<byte> Document(string name, SchemaFiles schemaFiles)
    {
        if (ToolSchemas.Names.Contains(name, StringComparer.Ordinal)) return ToolSchemas.Get(name).Bundle();
        if (ContractSource.BuiltIn.TryGet(name, out Contract? builtIn)) return builtIn.Bundle();
        if (!SchemaFiles.Exists(name)) ContractSource.RequireName(name, ToolSchemas.Names, acceptsFile: true);
        ReadOnlyMemory<byte> bundle = schemaFiles.Bundle(name, Path.GetFullPath(name));
        SchemaWarningWriter.Write(schemaFiles.Warnings);
        return bundle;
    }
}
