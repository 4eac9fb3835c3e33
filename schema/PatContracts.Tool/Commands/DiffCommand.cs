using System.CommandLine;
using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;
using Spectre.Console;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts diff</c>: compares two contracts.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> Old = new("OLD") { Description = "The old contract: a built-in contract or a schema file. Append #ADDRESS for a schema inside a file.", HelpName = "OLD" };

    private static readonly Argument<string> New = new("NEW") { Description = "The new contract.", HelpName = "NEW" };

    private static readonly Option<string?> Format = new Option<string?>("--format", "-f")
    {
        Description = "The output format.",
        HelpName = "FORMAT",
    }.AcceptAmong(["text", "json", "markdown"], "text");

    private static readonly Option<string?> FailOn = new Option<string?>("--fail-on")
    {
        Description = "Which changes cause exit code 1. breaking: changes that break readers or writers.",
        HelpName = "WHAT",
    }.AcceptAmong(["breaking", "readers", "writers", "none"], "breaking");

    public static Command Create()
    {
        var command = new ToolCommand(
            "diff",
            "Compare two contracts and show whether each change breaks code that reads payloads, code that writes them, or neither.",
            ("pat-contracts diff v3 v2026", "the changes between two API versions"),
            ("pat-contracts diff order.v1.schema.json order.v2.schema.json --fail-on readers", "a gate for your own schema"),
            ("pat-contracts diff v2026 openapi.yaml#/components/schemas/Token", "a contract and a schema of an OpenAPI document"),
            ("pat-contracts diff v2024 v2025 --format markdown", "for a changelog"))
        {
            Old, New, SharedOptions.References, SharedOptions.Dialect, SharedOptions.SchemaRoot, Format, FailOn, SharedOptions.Color,
        };
        Old.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names);
        New.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string oldName = parsed.GetValue(Old)!;
        string newName = parsed.GetValue(New)!;
        var schemaFiles = SharedOptions.SchemaFilesOf(parsed);
        IReadOnlyList<ContractChange> changes = ContractComparison.Compare(Load(oldName, schemaFiles), Load(newName, schemaFiles));
        SchemaWarningWriter.Write(schemaFiles.Warnings);
        using Stream output = Terminal.Output;
        switch (parsed.GetValue(Format))
        {
            case "json":
                WriteJson(output, oldName, newName, changes);
                break;
            case "markdown":
                WriteMarkdown(output, changes);
                break;
            default:
                WriteText(output, new Terminal(SharedOptions.ColorOf(parsed)), oldName, newName, changes);
                break;
        }

        ContractImpact counted = parsed.GetValue(FailOn) switch
        {
            "readers" => ContractImpact.BreaksReaders,
            "writers" => ContractImpact.BreaksWriters,
            "none" => ContractImpact.Safe,
            _ => ContractImpact.BreaksReaders | ContractImpact.BreaksWriters,
        };
        return (int)(changes.Any(change => (change.Impact & counted) != 0) ? ExitCode.Findings : ExitCode.Clean);
    }

    /// <exception cref="ToolException">No contract or file has this name, or the file is not a valid schema.</exception>
    private static Contract Load(string name, SchemaFiles schemaFiles)
    {
        if (ContractSource.BuiltIn.TryGet(name, out Contract? builtIn)) return builtIn;
        string path = Path.GetFullPath(name);
        if (!SchemaFiles.Exists(name)) ContractSource.RequireName(name, acceptsFile: true);
        return schemaFiles.Load(name, path);
    }

    private static void WriteText(Stream output, Terminal terminal, string oldName, string newName, IReadOnlyList<ContractChange> changes)
    {
        using StreamWriter writer = Terminal.Utf8Writer(output);
        IAnsiConsole console = terminal.Lines(writer, isStandardOutput: true);
        int width = changes.Count == 0 ? 0 : changes.Max(static change => Name(change.Impact).Length);
        foreach (ContractChange change in changes)
        {
            console.Write(new Text(Name(change.Impact).PadRight(width), new Style(ColorOf(change.Impact), decoration: Decoration.Bold)));
            console.Write(new Text($"  {Printable.OneLine(LocationOf(change))}: {Printable.OneLine(change.Message)}\n"));
        }

        console.Write(new Text($"{oldName} to {newName}: ", new Style(decoration: Decoration.Bold)));
        console.Write(new Text($"{Summary(changes)}\n"));
    }

    private static string Summary(IReadOnlyList<ContractChange> changes)
    {
        if (changes.Count == 0) return "no changes";
        int readers = changes.Count(static change => (change.Impact & ContractImpact.BreaksReaders) != 0);
        int writers = changes.Count(static change => (change.Impact & ContractImpact.BreaksWriters) != 0);
        return $"{Printable.Count(changes.Count, "change")}, {readers} breaking readers, {writers} breaking writers";
    }

    private static void WriteJson(Stream output, string oldName, string newName, IReadOnlyList<ContractChange> changes)
    {
        using (var json = new Utf8JsonWriter(output, JsonFormat.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("old", oldName);
            json.WriteString("new", newName);
            json.WriteStartArray("changes");
            foreach (ContractChange change in changes)
            {
                json.WriteStartObject();
                json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(change.Kind.ToString()));
                json.WriteString("pointer", change.Pointer);
                json.WriteBoolean("breaksReaders", (change.Impact & ContractImpact.BreaksReaders) != 0);
                json.WriteBoolean("breaksWriters", (change.Impact & ContractImpact.BreaksWriters) != 0);
                json.WriteString("message", change.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteMarkdown(Stream output, IReadOnlyList<ContractChange> changes)
    {
        using StreamWriter writer = Terminal.Utf8Writer(output);
        if (changes.Count == 0)
        {
            writer.WriteLine("No changes.");
            return;
        }

        writer.WriteLine("| location | change | breaks |");
        writer.WriteLine("|---|---|---|");
        foreach (ContractChange change in changes)
        {
            string breaks = change.Impact == ContractImpact.Safe ? "neither" : Name(change.Impact)["breaks ".Length..];
            writer.WriteLine($"| `{Cell(LocationOf(change))}` | {Cell(change.Message)} | {breaks} |");
        }
    }

    private static string LocationOf(ContractChange change) => change.Pointer.Length == 0 ? "(payload)" : change.Pointer;

    private static string Cell(string text) => Printable.OneLine(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Name(ContractImpact impact) => impact switch
    {
        ContractImpact.Safe => "safe",
        ContractImpact.BreaksReaders => "breaks readers",
        ContractImpact.BreaksWriters => "breaks writers",
        _ => "breaks both",
    };

    private static Color ColorOf(ContractImpact impact) => impact switch
    {
        ContractImpact.Safe => Color.Green,
        ContractImpact.BreaksReaders or ContractImpact.BreaksWriters => Color.Yellow,
        _ => Color.Red,
    };
}
