using System.CommandLine;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;
using Spectre.Console;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts list</c>: lists the built-in contracts.</summary>
internal static class ListCommand
{
    private static readonly Option<bool> Names = new("--names") { Description = "Print names only, one per line." };

    public static Command Create()
    {
        var command = new ToolCommand(
            "list",
            "List the built-in contracts, and the schemas of this command's own files.",
            ("pat-contracts list", "all contracts and schemas"),
            ("pat-contracts list --names", "for scripts"))
        {
            Names, SharedOptions.Color,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using Stream output = Terminal.Output;
        using StreamWriter writer = Terminal.Utf8Writer(output);
        if (parsed.GetValue(Names))
        {
            foreach (string name in ContractSource.BuiltIn.Names) writer.WriteLine(name);
            return (int)ExitCode.Clean;
        }

        var table = new Table { Border = TableBorder.None, ShowHeaders = true, Width = null };
        table.AddColumn(new TableColumn(new Text("NAME", new Style(decoration: Decoration.Bold))) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        table.AddColumn(new TableColumn(new Text("PAYLOAD", new Style(decoration: Decoration.Bold))) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        table.AddColumn(new TableColumn(new Text("FROM", new Style(decoration: Decoration.Bold))) { Padding = new Padding(0) });
        foreach (string name in ContractSource.BuiltIn.Names) AddRow(table, name, ContractSource.BuiltIn.Get(name));
        foreach (string name in ToolSchemas.Names) AddRow(table, name, ToolSchemas.Get(name));
        new Terminal(SharedOptions.ColorOf(parsed)).WriteTable(writer, table);
        return (int)ExitCode.Clean;
    }

    private static void AddRow(Table table, string name, Contract contract) => table.AddRow(
        new Text(name),
        new Text(contract.Root.Title ?? contract.Root.Items?.Title ?? ""),
        new Text(contract.Root.GetKeyword("$comment")?.Trim('"') ?? "", new Style(decoration: Decoration.Dim)));
}
