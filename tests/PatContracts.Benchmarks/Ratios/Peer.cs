namespace PatContracts.Benchmarks.Ratios;

/// <summary>One way to deal with a case's bytes.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Pass">Deals with all payloads of the case once and answers how many it took for good.</param>
/// <param name="Expected">What <paramref name="Pass"/> has to answer, so that a fast wrong answer is noticed.</param>
/// <param name="Share">The part of the payloads that a pass covers: a slow peer gets one in so many.</param>
/// <param name="Every">In how many rounds the peer runs once.</param>
internal sealed record Peer(string Name, Func<int> Pass, int Expected, int Share = 1, int Every = 1)
{
    public const string TokenLoop = "Utf8JsonReader";
    public const string Ours = "PatContracts";
}

/// <summary>The same bytes for all peers.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Payloads">How many payloads the bytes hold.</param>
/// <param name="Bytes">How many bytes there are.</param>
/// <param name="Peers">The peers; the first is the token loop.</param>
internal sealed record RatioCase(string Name, int Payloads, long Bytes, IReadOnlyList<Peer> Peers);
