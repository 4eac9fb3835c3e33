using System.CommandLine;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;
using PatContracts.Tool.Rules;
using PatContracts.Tool.Samples;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts sample</c>: generates payloads that conform to a contract, or violate one of its rules.</summary>
internal static class SampleCommand
{
    private static readonly Argument<string?> ContractName = new("NAME")
    {
        Description = "A built-in contract (see \"pat-contracts list\"). Default: " + ContractSource.DefaultName + ".",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> SchemaFile = new("--schema", "-s") { Description = "A JSON Schema file to use instead of a built-in contract.", HelpName = "FILE" };

    private static readonly Option<int?> Count = new("--count", "-n") { Description = "The number of payloads (one per line), or of elements of a list. Default: 1.", HelpName = "N" };

    private static readonly Option<int?> Seed = new("--seed") { Description = "The seed of the random values. The same seed generates the same payloads on every machine. Default: 0.", HelpName = "S" };

    private static readonly Option<string?> Break = new("--break") { Description = "The only rule that every payload violates.", HelpName = "RULE" };

    public static Command Create()
    {
        var command = new ToolCommand(
            "sample",
            "Generate payloads that conform to a contract, or violate one of its rules.",
            ("pat-contracts sample v2026", "one token"),
            ("pat-contracts sample v3-list --count 20 --seed 7 > tokens.json", "a list of twenty tokens"),
            ("pat-contracts sample v3 --break schema/format", "a payload with one fault, for a test"),
            ("pat-contracts sample --schema order.schema.json --count 1000 > orders.ndjson", "a thousand payloads for any other schema"))
        {
            ContractName, SchemaFile, SharedOptions.References, SharedOptions.Dialect, SharedOptions.SchemaRoot, Count, Seed, Break,
        };
        ContractName.CompletionSources.Add(static _ => ContractSource.BuiltIn.Names);
        Break.CompletionSources.Add(static _ => RulePage.All.Where(static rule => rule.Contains('/', StringComparison.Ordinal)));
        Count.AcceptAtLeast(1);
        Seed.AcceptAtLeast(int.MinValue);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        if (parsed.GetValue(ContractName) is not null && parsed.GetValue(SchemaFile) is not null) throw ToolException.Usage("A contract name and --schema cannot be combined");
        SelectedContract contract = ContractOf(parsed);
        int count = parsed.GetValue(Count) ?? 1;
        int seed = parsed.GetValue(Seed) ?? 0;
        string? rule = parsed.GetValue(Break);
        if (rule is not null) RulePage.RequireName(rule);

        // A list without a size has two tokens, because some rules compare tokens.
        bool isList = contract.Contract.Root.Types == JsonTypes.Array;
        var generator = new SampleGenerator(contract, isList && parsed.GetValue(Count) is null ? 2 : count);
        int payloads = isList ? 1 : count;
        using Stream output = Terminal.Output;
        for (int i = 0; i < payloads && !StandardOutput.IsReaderGone; i++)
        {
            int each = unchecked((seed * 1_000_003) + i);
            output.Write(rule is null ? SampleText.Utf8(generator.Make(each), payloads == 1) : Broken(contract, generator, rule, each, payloads == 1));
            output.Write("\n"u8);
        }

        return (int)ExitCode.Clean;
    }

    private static byte[] Broken(SelectedContract contract, SampleGenerator generator, string rule, int seed, bool isIndented) =>
        new SampleBreaker(contract, generator).Make(rule, seed, isIndented)
        ?? throw ToolException.Usage($"Could not generate a payload that violates {rule} of {contract.Name} and nothing else{Hint(contract)}");

    private static string Hint(SelectedContract contract) =>
        PatContract.TryGet(contract.Name, out PatContract? version) ? $"; rules that compare tokens can be violated in {version.List.Name}" : "";

    private static SelectedContract ContractOf(ParseResult parsed)
    {
        if (parsed.GetValue(SchemaFile) is { } file)
        {
            SchemaFiles schemaFiles = SharedOptions.SchemaFilesOf(parsed);
            var own = new SelectedContract(file, schemaFiles.Load(file, Path.GetFullPath(file)));
            SchemaWarningWriter.Write(schemaFiles.Warnings);
            return own;
        }

        string name = parsed.GetValue(ContractName) ?? ContractSource.DefaultName;
        ContractSource.RequireName(name);
        return new SelectedContract(name, ContractSource.BuiltIn.Get(name), PatCheckOptions.Default);
    }
}
