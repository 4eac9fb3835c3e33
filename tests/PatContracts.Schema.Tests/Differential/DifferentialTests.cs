using System.Globalization;
using System.Text;
using PatContracts.Schema.Tests.Streaming;
using Xunit;

namespace PatContracts.Schema.Tests.Differential;

/// <summary>
/// Compares the engine with an independent implementation on mutants of valid payloads. <c>PATCONTRACTS_MUTANTS</c> is their number (30,000; 300,000 in a full
/// run).
/// </summary>
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
            Assert.Equal(Rejection.None, PayloadOracle.Validate(Encoding.UTF8.GetBytes(payload)));
            Assert.True(Token.IsValid(payload), payload);
        }
    }

    [Fact]
    public void Results_for_mutants_agree_with_the_oracle()
    {
        var generator = new PayloadMutants(seed: 20240220);
        var rejections = new SortedDictionary<Rejection, int>();
        for (int i = 0; i < Count; i++)
        {
            byte[] payload = generator.Next();
            Rejection rejection = PayloadOracle.Validate(payload);
            rejections[rejection] = rejections.GetValueOrDefault(rejection) + 1;
            ContractValidationResult result = Token.Validate(payload);
            bool expected = rejection == Rejection.None;
            if (result.IsValid != expected || Token.IsValid(payload) != expected || result.IsWellFormed != (rejection is not (Rejection.NotJson or Rejection.NotUtf8OrSurrogate)))
            {
                Assert.Fail($"mutant {i}: the oracle says {rejection}, the engine {string.Join("; ", result.Findings)}\n{Encoding.Latin1.GetString(payload)}");
            }

            // One in sixteen also in pieces, with the same findings.
            if (i % 16 != 0) continue;
            Assert.Equal(Lines(result), Lines(Token.Validate(SplitStream.InPiecesOf(payload, 1 + (i % 13)))));
        }

        Console.WriteLine($"{Count} mutants: " + string.Join(", ", rejections.Select(pair => $"{pair.Key} {pair.Value}")));
        // If a generator never invalidated a payload, or always did, the comparison would prove nothing.
        Assert.All(Enum.GetValues<Rejection>(), rejection => Assert.True(rejections.GetValueOrDefault(rejection) > Count / 1000, $"too few: {rejection}"));
    }

    private static IEnumerable<string> Lines(ContractValidationResult result) =>
        result.Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset}+{finding.Length}");
}
