using PatContracts.Benchmarks.Ratios;

namespace PatContracts.Benchmarks.Corpora;

/// <summary>What was measured on one corpus.</summary>
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
    /// <summary>How many of the documents, all of them valid, were refused at worst, in a first pass or later.</summary>
    public int Refused => Documents - Math.Min(FirstPass.Accepted, Warm.Accepted);

    public double PassNanoseconds(Measurement measured) => measured.NsPerPayload * Documents;

    public static CorpusResult Measure(Corpus corpus, TimeSpan time, bool others, string? blaze)
    {
        var peers = new List<Peer>
        {
            Peers.TokenLoop(corpus.Documents),
            Peers.Ours(corpus.Load(), corpus.Documents, expected: true) with { Expected = null },
            Peers.OursFresh(corpus.Load, corpus.Documents) with { Expected = null },
            Peers.Document(corpus.Documents),
        };
        var loads = new List<Peer>
        {
            Peers.TokenLoop(corpus.Schema),
            new(Peer.Ours, () => corpus.Load() is null ? 0 : 1, 1),
        };
        var results = new List<OtherResult>();
        foreach (OtherValidator validator in others ? OtherValidator.All : [])
        {
            try
            {
                peers.Add(validator.Peer(corpus, out int failed));
                loads.Add(new Peer(validator.Name, () => { validator.Load(corpus.Schema); return 1; }, 1, Every: 4));
                results.Add(new OtherResult(validator.Name, failed));
            }
            catch (Exception exception)
            {
                results.Add(new OtherResult(validator.Name, corpus.Documents.Length) { LoadFailure = exception.GetType().Name });
            }
        }

        Measurement[] loaded = [.. Measurement.Take(new RatioCase(corpus.Name, 1, corpus.Schema.Length, loads), time * 0.5)];
        Measurement[] passes = [.. Measurement.Take(new RatioCase(corpus.Name, corpus.Documents.Length, corpus.Bytes, peers), time)];
        var measured = results.Select(result => result.LoadFailure is not null ? result : result with
        {
            Load = loaded.Single(load => load.Peer == result.Name).NsPerPayload,
            Ratio = passes.Single(pass => pass.Peer == result.Name).Ratio,
            Refused = corpus.Documents.Length - result.Failed - passes.Single(pass => pass.Peer == result.Name).Accepted,
        }).ToList();
        if (blaze is not null) measured.InsertRange(0, Blaze.Measure(blaze, corpus, passes[0].NsPerPayload * corpus.Documents.Length));
        return new(corpus.Name, corpus.Documents.Length, corpus.Bytes, loaded[1], passes[2], passes[1], passes[0], passes[3], measured);
    }
}

/// <summary>What another validator did on one corpus. Its documents were parsed beforehand: only evaluation is measured.</summary>
/// <param name="Name">The validator's name.</param>
/// <param name="Failed">On how many documents it threw; they are not part of the time.</param>
internal sealed record OtherResult(string Name, int Failed)
{
    /// <summary>The type of the exception where the schema did not load.</summary>
    public string? LoadFailure { get; init; }

    /// <summary>Nanoseconds to load the schema; null where not measured.</summary>
    public double? Load { get; init; }

    /// <summary>Evaluation alone, to the token loop.</summary>
    public double? Ratio { get; init; }

    /// <summary>How many of the documents, all of them valid, it refused.</summary>
    public int Refused { get; init; }
}
