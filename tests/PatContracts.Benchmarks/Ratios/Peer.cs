namespace PatContracts.Benchmarks.Ratios;

/// <summary>One method of processing a case's bytes.</summary>
/// <param name="Name">The peer's name in tables.</param>
/// <param name="Pass">Processes all payloads of the case once and returns how many it accepted.</param>
/// <param name="Expected">What <paramref name="Pass"/> must return, so that a fast wrong result is noticed; null accepts any result.</param>
/// <param name="Share">The part of the payloads that a pass covers: a slow peer processes one in this many.</param>
/// <param name="Every">The peer runs in one round of this many.</param>
/// <param name="Prepare">Runs before each pass and is not measured.</param>
internal sealed record Peer(string Name, Func<int> Pass, int? Expected, int Share = 1, int Every = 1, Action? Prepare = null)
{
    public const string TokenLoop = "Utf8JsonReader";
    public const string Ours = "PatContracts";
}

/// <summary>The same bytes for all peers.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Payloads">How many payloads the bytes hold: the unit of reported times.</param>
/// <param name="Bytes">How many bytes there are.</param>
/// <param name="Peers">The peers; the first is the baseline of the ratios, as a rule the token loop.</param>
internal sealed record RatioCase(string Name, int Payloads, long Bytes, IReadOnlyList<Peer> Peers);
