using PatContracts.Benchmarks.Ratios;

namespace PatContracts.Benchmarks.Corpora;

/// <summary>The measurements on one corpus.</summary>
internal sealed record CorpusResult(
    string Name,
    int Documents,
    long Bytes,
    Measurement Load,
    Measurement FirstPass,
    Measurement Warm,
    Measurement TokenLoop,
    Measurement JsonDocument,
    IReadOnlyList<OtherResult> Others)
{
    /// <summary>The maximum number of documents (all valid) that were rejected, in the first pass or later.</summary>
    public int Rejected => Documents - Math.Min(FirstPass.Accepted, Warm.Accepted);

    public double PassNanoseconds(Measurement measured) => measured.NsPerPayload * Documents;

    public static CorpusResult Measure(Corpus corpus, TimeSpan time, bool others, string? blaze)
    {
        Measurement[] loads = Take(1, corpus.Schema.Length, time * 0.5, [
            Peers.TokenLoop(corpus.Schema),
            new(Peer.Ours, () => corpus.Load() is null ? 0 : 1, 1)]);
        Measurement[] passes = Take(corpus.Documents.Length, corpus.Bytes, time, [
            Peers.TokenLoop(corpus.Documents),
            Peers.Ours(corpus.Load(), corpus.Documents, expected: true) with { Expected = null },
            Peers.OursFresh(corpus.Load, corpus.Documents) with { Expected = null },
            Peers.Document(corpus.Documents)]);
        IEnumerable<OtherResult> results = others ? OtherValidator.All.Select(validator => Measure(validator, corpus, time)) : [];
        if (blaze is not null) results = Blaze.Measure(blaze, corpus, passes[0].NsPerPayload * corpus.Documents.Length).Concat(results);
        return new(corpus.Name, corpus.Documents.Length, corpus.Bytes, loads[1], passes[2], passes[1], passes[0], passes[3], [.. results]);

        Measurement[] Take(int payloads, long bytes, TimeSpan time, Peer[] peers) => [.. Measurement.Take(new RatioCase(corpus.Name, payloads, bytes, peers), time)];
    }

    /// <summary>Measured in separate rounds, because its effect on caches and the heap must not slow down the others.</summary>
    private static OtherResult Measure(OtherValidator validator, Corpus corpus, TimeSpan time)
    {
        BoundValidator bound;
        try
        {
            bound = validator.Bind(corpus);
        }
        catch (Exception exception)
        {
            return new OtherResult(validator.Name, corpus.Documents.Length) { LoadFailure = exception.GetType().Name };
        }

        Measurement load = Measurement.Take(
            new RatioCase(corpus.Name, 1, corpus.Schema.Length, [Peers.TokenLoop(corpus.Schema), bound.LoadPeer(validator.Name)]), time * 0.5).Last();
        Measurement pass = Measurement.Take(
            new RatioCase(corpus.Name, corpus.Documents.Length, corpus.Bytes, [Peers.TokenLoop(corpus.Documents), bound.PassPeer(validator.Name)]), time).Last();
        return new OtherResult(validator.Name, bound.Failed)
        {
            Load = load.NsPerPayload,
            Ratio = pass.Ratio,
            Rejected = corpus.Documents.Length - bound.Failed - pass.Accepted,
        };
    }
}

/// <summary>The measurements of another validator on one corpus. Documents are parsed beforehand: only evaluation is measured.</summary>
/// <param name="Name">The validator's name.</param>
/// <param name="Failed">The number of documents on which it threw, which are not included in the time.</param>
internal sealed record OtherResult(string Name, int Failed)
{
    /// <summary>The type of the exception if the schema did not load.</summary>
    public string? LoadFailure { get; init; }

    /// <summary>Nanoseconds for loading the schema; null if not measured.</summary>
    public double? Load { get; init; }

    /// <summary>The ratio of evaluation alone to the token loop.</summary>
    public double? Ratio { get; init; }

    /// <summary>The number of documents (all valid) that it rejected.</summary>
    public int Rejected { get; init; }
}
