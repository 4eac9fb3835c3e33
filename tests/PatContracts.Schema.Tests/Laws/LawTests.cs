using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using PatContracts.Schema.Tests.Streaming;
using Xunit;

namespace PatContracts.Schema.Tests.Laws;

/// <summary>Properties that hold for every schema and every instance.</summary>
[Trait(LongRun.Trait, LongRun.Long)]
public sealed class LawTests
{
    private const int Instances = 8;

    private static readonly int Schemas = LongRun.Count(1000, full: 4000);

    private static readonly Gen<int> Seeds = Gen.Int;

    [Fact]
    public void All_overloads_return_the_same_result() => ForAll((contract, _, instance, random) =>
    {
        string json = instance?.ToJsonString() ?? "null";
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        ContractValidationResult result = contract.Validate(utf8);
        Assert.True(result.IsWellFormed);
        Assert.Equal(result.IsValid, contract.IsValid(utf8));
        Assert.Equal(result.IsValid, contract.IsValid(json));
        ContractValidationResult ofStream = contract.Validate(SplitStream.InPiecesOf(utf8, 3));
        Assert.Equal(Lines(result), Lines(ofStream));
        Assert.Equal(result.IsValid, result.Findings.Count == 0);
    });

    [Fact]
    public void White_space_and_escapes_do_not_change_findings() => ForAll((contract, _, instance, random) =>
    {
        string plain = instance?.ToJsonString() ?? "null";
        string other = random.Reformatted(instance);
        Assert.Equal(Locations(contract.Validate(plain)), Locations(contract.Validate(other)));
    });

    [Fact]
    public void The_order_of_members_does_not_change_the_result() => ForAll((contract, _, instance, random) =>
        Assert.Equal(contract.IsValid(instance?.ToJsonString() ?? "null"), contract.IsValid(random.Shuffled(instance)?.ToJsonString() ?? "null")));

    [Fact]
    public void Every_finding_is_located_at_the_value_of_its_pointer() => ForAll((contract, _, instance, _) =>
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(instance?.ToJsonString() ?? "null");
        foreach (Finding finding in contract.Validate(utf8).Findings)
        {
            Assert.InRange(finding.Offset, 0, utf8.Length - 1);
            Assert.True(TryFind(instance, finding.InstancePointer, out JsonNode? value), finding.InstancePointer);
            // A finding about a name is located at the name.
            string name = finding.InstancePointer[(finding.InstancePointer.LastIndexOf('/') + 1)..];
            string text = Encoding.UTF8.GetString(utf8.AsSpan((int)finding.Offset, finding.Length));
            string expected = value switch
            {
                JsonObject => "{",
                JsonArray => "[",
                _ => value?.ToJsonString() ?? "null",
            };
            Assert.True(text == expected || text == JsonValue.Create(name).ToJsonString(), $"{finding} is located at {text}");
        }
    });

    [Fact]
    public void Equivalent_schemas_have_the_same_result()
    {
        (string Law, Func<JsonNode, JsonNode> Wrap, bool Negates)[] laws =
        [
            ("allOf of one", schema => new JsonObject { ["allOf"] = new JsonArray(schema) }, false),
            ("anyOf of one and never", schema => new JsonObject { ["anyOf"] = new JsonArray(false, schema) }, false),
            ("oneOf of one and never", schema => new JsonObject { ["oneOf"] = new JsonArray(schema, false) }, false),
            ("anyOf of it twice", schema => new JsonObject { ["anyOf"] = new JsonArray(schema, schema.DeepClone()) }, false),
            ("not", schema => new JsonObject { ["not"] = schema }, true),
            ("not of not", schema => new JsonObject { ["not"] = new JsonObject { ["not"] = schema } }, false),
            ("a reference", schema => new JsonObject { ["$ref"] = "#/$defs/s", ["$defs"] = new JsonObject { ["s"] = schema } }, false),
            ("a reference next to a keyword", schema => new JsonObject { ["minLength"] = 0, ["$ref"] = "#/$defs/s", ["$defs"] = new JsonObject { ["s"] = schema } }, false),
            ("then", schema => new JsonObject { ["if"] = true, ["then"] = schema }, false),
            ("else", schema => new JsonObject { ["if"] = false, ["else"] = schema }, false),
            ("if itself", schema => new JsonObject { ["if"] = schema, ["else"] = false }, false),
            ("if not itself", schema => new JsonObject { ["if"] = schema, ["then"] = false }, true),
        ];
        Seeds.Sample(
            seed =>
            {
                var random = new RandomSchemas(seed);
                JsonNode schema = random.Schema();
                Contract plain = Contract.Load(schema.ToJsonString());
                (string law, Func<JsonNode, JsonNode> wrap, bool negates) = laws[(int)((uint)seed % laws.Length)];
                Contract wrapped = Contract.Load(wrap(schema.DeepClone()).ToJsonString());
                for (int i = 0; i < Instances; i++)
                {
                    string json = random.Instance()?.ToJsonString() ?? "null";
                    Assert.True(plain.IsValid(json) == (wrapped.IsValid(json) ^ negates), $"{law}: {schema.ToJsonString()} of {json}");
                    Assert.True(wrapped.Validate(json).IsValid == wrapped.IsValid(json), $"{law}: {schema.ToJsonString()} of {json}");
                }
            },
            iter: Schemas);
    }

    [Fact]
    public void A_contract_serves_many_threads_at_once()
    {
        var random = new RandomSchemas(7);
        Contract contract = Contract.Load("""{"additionalProperties":{"anyOf":[{"type":"integer"},{"$ref":"#"}]},"unevaluatedProperties":false,"type":"object"}""");
        (string Json, bool IsValid)[] cases = [.. Enumerable.Range(0, 200).Select(_ => random.Instance()?.ToJsonString() ?? "null").Select(json => (json, contract.IsValid(json)))];
        Parallel.For(0, 20_000, i => Assert.Equal(cases[i % cases.Length].IsValid, contract.Validate(cases[i % cases.Length].Json).IsValid));
    }

    private static void ForAll(Action<Contract, JsonNode, JsonNode?, RandomSchemas> law) => Seeds.Sample(
        seed =>
        {
            var random = new RandomSchemas(seed);
            JsonNode schema = random.Schema();
            Contract contract = Contract.Load(schema.ToJsonString());
            for (int i = 0; i < Instances; i++)
            {
                JsonNode? instance = random.Instance();
                try
                {
                    law(contract, schema, instance, random);
                }
                catch (Xunit.Sdk.XunitException exception)
                {
                    throw new InvalidOperationException($"{schema.ToJsonString()}\nof {instance?.ToJsonString() ?? "null"}", exception);
                }
            }
        },
        iter: Schemas);

    private static bool TryFind(JsonNode? root, string pointer, out JsonNode? value)
    {
        value = root;
        foreach (string part in pointer.Split('/').Skip(1))
        {
            string name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (value is JsonArray items && int.TryParse(name, out int index) && index < items.Count) value = items[index];
            else if (value is not JsonObject members || !members.TryGetPropertyValue(name, out value)) return false;
        }

        return true;
    }

    private static string[] Lines(ContractValidationResult result) =>
        [.. result.Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset}+{finding.Length} {finding.Causes.Count}")];

    private static string[] Locations(ContractValidationResult result) =>
        [.. result.Findings.Select(finding => $"{finding.Rule} {finding.Message} {finding.InstancePointer} {finding.SchemaPointer} {finding.Causes.Count}")];
}
