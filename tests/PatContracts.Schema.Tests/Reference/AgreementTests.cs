using System.Globalization;
using Xunit;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// Compares the engine with the reference evaluator on 5,000 pairs of a schema and an instance (200,000 in a long run). Each pair is validated through every
/// overload of a new contract, and at least five times more by contracts that recorded shapes from other instances.
/// </summary>
public sealed class AgreementTests
{
    private const int Reported = 3;

    // The number of concurrent runs. The same on every machine, so that the same seeds are run.
    private const int Batch = 64;

    private static int Pairs => LongRun.Count(5_000, 200_000);

    [Trait(LongRun.Trait, LongRun.Long)]
    [Fact]
    public void The_engine_agrees_with_the_reference_evaluator_through_every_overload_before_and_after_recording()
    {
        int pairs = 0;
        int valid = 0;
        long recorded = 0;
        int reordered = 0;
        var disagreements = new List<Disagreement>();
        for (int seed = 0; pairs < Pairs && disagreements.Count < Reported; seed += Batch)
        {
            var runs = new AgreementRun[Batch];
            var found = new Disagreement?[Batch];
            Parallel.For(0, Batch, i => found[i] = (runs[i] = new AgreementRun(seed + i)).Run());
            disagreements.AddRange(found.OfType<Disagreement>());
            pairs += runs.Sum(run => run.Pairs);
            valid += runs.Sum(run => run.Valid);
            recorded += runs.Sum(run => run.RecordedCalls);
            reordered += runs.Sum(run => run.Reordered);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pairs:N0} pairs, {valid:N0} of them valid, {recorded:N0} recorded evaluations, members in many orders {reordered:N0} times"));
        Assert.True(disagreements.Count == 0, $"after {pairs} pairs\n" + string.Join('\n', disagreements.Take(Reported).Select(CaseReducer.Reduce)));
        // If no instance or every instance were valid, the comparison would prove nothing, and nothing would be recorded.
        Assert.InRange(valid, pairs / 5, pairs * 4 / 5);
        Assert.True(reordered >= pairs / 500, $"members were in many orders only {reordered} times");
        Assert.True(recorded >= 5L * pairs, $"only {recorded} recorded evaluations");
    }
}
