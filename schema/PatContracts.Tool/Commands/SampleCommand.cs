using System.CommandLine;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;
using PatContracts.Tool.Rules;
using PatContracts.Tool.Samples;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts sample</c>: payloads that keep a contract, or break it in one named way.</summary>
internal static class SampleCommand
{
    private static readonly Argument<string?> ContractName = new("NAME")
    {
        Description = "A built-in contract (see \"pat-contracts list\"). Default: " + ContractSource.DefaultName + ".",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> SchemaFile = new("--schema", "-s") { Description = "A JSON Schema of your own instead.", HelpName = "FILE" };

    private static readonly Option<int?> Count = new("--count", "-n") { Description = "The number of payloads (one a line), or of elements of a list. Default: 1.", HelpName = "N" };

    private static readonly Option<int?> Seed = new("--seed") { Description = "The same seed gives the same payloads, on every machine. Default: 0.", HelpName = "S" };

    private static readonly Option<string?> Break = new("--break") { Description = "A rule that every payload is to break, and no other.", HelpName = "RULE" };

    public static Command Create()
    {
        var command = new ToolCommand(
            "sample",
            "Makes up payloads that keep a contract, or break it in one named way.",
            ("pat-contracts sample v2026", "one token"),
            ("pat-contracts sample v3-list --count 20 --seed 7 > tokens.json", "a list of twenty"),
            ("pat-contracts sample v3 --break schema/format", "a payload for the test that such a fault is found"),
            ("pat-contracts sample --schema order.schema.json --count 1000 > orders.ndjson", "a thousand payloads of any other contract"))
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
        if (parsed.GetValue(ContractName) is not null && parsed.GetValue(SchemaFile) is not null) throw ToolException.Usage("A name and --schema exclude each other");
        ChosenContract contract = ContractOf(parsed);
        int count = parsed.GetValue(Count) ?? 1;
        int seed = parsed.GetValue(Seed) ?? 0;
        string? rule = parsed.GetValue(Break);
        if (rule is not null) RulePage.RequireName(rule);

        // Two tokens are needed to break a rule between tokens; a list that nobody gave a size gets them.
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

    private static byte[] Broken(ChosenContract contract, SampleGenerator generator, string rule, int seed, bool isIndented) =>
        new SampleBreaker(contract, generator).Make(rule, seed, isIndented)
        ?? throw ToolException.Usage($"No payload was found that breaks {rule} of {contract.Name} and nothing else{Hint(contract)}");

    private static string Hint(ChosenContract contract) =>
        PatContract.TryGet(contract.Name, out PatContract? version) ? $"; rules between tokens can be broken in {version.List.Name}" : "";

    private static ChosenContract ContractOf(ParseResult parsed)
    {
        if (parsed.GetValue(SchemaFile) is { } file)
        {
            SchemaFiles schemaFiles = SharedOptions.SchemaFilesOf(parsed);
            var own = new ChosenContract(file, schemaFiles.Load(file, Path.GetFullPath(file)));
            SchemaWarnings.Write(schemaFiles.Warnings);
            return own;
        }

        string name = parsed.GetValue(ContractName) ?? ContractSource.DefaultName;
        ContractSource.RequireName(name);
        return new ChosenContract(name, ContractSource.BuiltIn.Get(name), PatCheckOptions.Default);
    }
}
