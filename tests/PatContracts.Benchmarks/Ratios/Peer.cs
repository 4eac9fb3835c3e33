namespace PatContracts.Benchmarks.Ratios;

/// <summary>A method of processing the bytes of a case.</summary>
/// <param name="Name">The peer's name in tables.</param>
/// <param name="Pass">Processes all payloads of the case once and returns the number of payloads accepted.</param>
/// <param name="Expected">The required result of <paramref name="Pass"/>, so that a fast wrong result is detected; null accepts any result.</param>
/// <param name="Share">The share of payloads that a pass covers: a slow peer processes one in this many.</param>
/// <param name="Every">The peer runs in one round of this many.</param>
/// <param name="Prepare">Runs before each pass and is not measured.</param>
internal sealed record Peer(string Name, Func<int> Pass, int? Expected, int Share = 1, int Every = 1, Action? Prepare = null)
{
    public const string TokenLoop = "Utf8JsonReader";
    public const string Ours = "PatContracts";
}

/// <summary>A case: the same bytes for all peers.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Payloads">The number of payloads in the bytes, the unit of reported times.</param>
/// <param name="Bytes">The number of bytes.</param>
/// <param name="Peers">The peers. The first is the baseline of the ratios, usually the token loop.</param>
internal sealed record RatioCase(string Name, int Payloads, long Bytes, IReadOnlyList<Peer> Peers);
