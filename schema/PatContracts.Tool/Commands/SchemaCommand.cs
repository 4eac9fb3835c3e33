using System.CommandLine;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts schema</c>: prints a contract as one document that refers to nothing outside of it.</summary>
internal static class SchemaCommand
{
    private static readonly Argument<string?> ContractName = new("NAME")
    {
        Description = "A built-in contract, or a schema of this command's own files (see \"pat-contracts list\"). Default: " + ContractSource.DefaultName + ".",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "schema",
            "Prints a contract as a self-contained JSON Schema document.",
            ("pat-contracts schema v2026 > token.schema.json", "a contract as a file, for other programs"),
            ("pat-contracts schema tool-configuration", "the schema of pat-contracts.json, for editors"))
        {
            ContractName,
        };
        ContractName.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names.Concat(ToolSchemas.Names));
        command.SetAction(static parsed =>
        {
            string name = parsed.GetValue(ContractName) ?? ContractSource.DefaultName;
            bool isOwn = ToolSchemas.Names.Contains(name, StringComparer.Ordinal);
            if (!isOwn) ContractSource.RequireName(name, ToolSchemas.Names);
            using Stream output = Terminal.Output;
            output.Write((isOwn ? ToolSchemas.Get(name) : ContractSource.BuiltIn.Get(name)).Bundle().Span);
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
