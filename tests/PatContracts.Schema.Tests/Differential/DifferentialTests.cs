using System.Globalization;
using System.Text;
using PatContracts.Schema.Tests.Streaming;
using Xunit;

namespace PatContracts.Schema.Tests.Differential;

/// <summary>The engine against a second opinion, over mutants of valid payloads. <c>PATCONTRACTS_MUTANTS</c> says how many (30,000; 300,000 in a full run).</summary>
[Trait(LongRun.Trait, LongRun.Long)]
public sealed class DifferentialTests
{
    private static readonly Contract Token = Contract.Load(Repository.Read("schema/PatContracts/Contracts/v3.schema.json"));

    internal static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PATCONTRACTS_MUTANTS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 30_000;

    [Fact]
    public void Valid_payloads_are_valid()
    {
        var generator = new PayloadMutants(seed: 1);
        for (int i = 0; i < 2000; i++)
        {
            string payload = generator.Valid();
            Assert.Equal(Refusal.None, PayloadOracle.Validate(Encoding.UTF8.GetBytes(payload)));
            Assert.True(Token.IsValid(payload), payload);
        }
    }

    [Fact]
    public void Results_for_mutants_are_those_of_the_oracle()
    {
        var generator = new PayloadMutants(seed: 20240220);
        var refusals = new SortedDictionary<Refusal, int>();
        for (int i = 0; i < Count; i++)
        {
            byte[] payload = generator.Next();
            Refusal refusal = PayloadOracle.Validate(payload);
            refusals[refusal] = refusals.GetValueOrDefault(refusal) + 1;
            ContractValidationResult result = Token.Validate(payload);
            bool expected = refusal == Refusal.None;
            if (result.IsValid != expected || Token.IsValid(payload) != expected || result.IsWellFormed != (refusal is not (Refusal.NotJson or Refusal.NotUtf8OrSurrogate)))
            {
                Assert.Fail($"mutant {i}: the oracle says {refusal}, the engine {string.Join("; ", result.Findings)}\n{Encoding.Latin1.GetString(payload)}");
            }

            // One in sixteen also in pieces, where the findings must be the same.
            if (i % 16 != 0) continue;
            Assert.Equal(Lines(result), Lines(Token.Validate(SplitStream.InPiecesOf(payload, 1 + (i % 13)))));
        }

        Console.WriteLine($"{Count} mutants: " + string.Join(", ", refusals.Select(pair => $"{pair.Key} {pair.Value}")));
        // A generator that broke nothing, or everything, would prove nothing.
        Assert.All(Enum.GetValues<Refusal>(), refusal => Assert.True(refusals.GetValueOrDefault(refusal) > Count / 1000, $"too few: {refusal}"));
    }

    private static IEnumerable<string> Lines(ContractValidationResult result) =>
        result.Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset}+{finding.Length}");
}
