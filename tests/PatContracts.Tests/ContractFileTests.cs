using System.Text.Json.Nodes;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests;

/// <summary>The contract documents as files: each is self-contained, and any implementation can use it.</summary>
public sealed class ContractFileTests
{
    private const string Folder = "schema/PatContracts/Contracts";

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.File(Folder), "*.schema.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_contract_file_refers_to_nothing_outside_of_it(string file)
    {
        string text = Repository.Read($"{Folder}/{file}");
        Contract contract = Contract.Load(text);
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(contract.Bundle().Span));
    }

    [Fact]
    public void A_contract_file_embeds_other_contracts_unchanged()
    {
        Dictionary<string, JsonNode> byId = Files.Select(row => JsonNode.Parse(Repository.Read($"{Folder}/{row.Data}"))!).ToDictionary(document => (string)document["$id"]!);
        int embedded = 0;
        foreach (KeyValuePair<string, JsonNode?> definition in byId.Values.SelectMany(document => document["$defs"]?.AsObject() ?? []))
        {
            if (!byId.TryGetValue(definition.Key, out JsonNode? original)) continue;
            embedded++;
            Assert.True(JsonNode.DeepEquals(original, definition.Value), $"{definition.Key} differs where it is embedded. Print the contract with \"pat-contracts schema\" again.");
        }

        Assert.Equal(12, embedded);
    }
}
