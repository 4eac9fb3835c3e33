using System.Diagnostics;

namespace PatContracts.Benchmarks.Ratios;

/// <summary>The result of one peer on one case.</summary>
/// <param name="Case">The case's name.</param>
/// <param name="Peer">The peer's name.</param>
/// <param name="NsPerPayload">Median over the rounds.</param>
/// <param name="AllocatedBytesPerPayload">Median of the bytes allocated on the measuring thread.</param>
/// <param name="Ratio">Median of the ratios to the case's baseline in the same round.</param>
/// <param name="RatioLow">The tenth percentile of those ratios.</param>
/// <param name="RatioHigh">The ninetieth percentile.</param>
/// <param name="MegabytesPerSecond">Median speed over the case's bytes.</param>
/// <param name="Accepted">The minimum number of payloads accepted in a measured pass.</param>
internal sealed record Measurement(
    string Case,
    string Peer,
    double NsPerPayload,
    double AllocatedBytesPerPayload,
    double Ratio,
    double RatioLow,
    double RatioHigh,
    double MegabytesPerSecond,
    int Accepted)
{
    /// <summary>Runs all peers of a case alternately, round after round, for about the requested time.</summary>
    public static IEnumerable<Measurement> Take(RatioCase subject, TimeSpan time)
    {
        foreach (Peer peer in subject.Peers) Warm(subject, peer);
        Series[] rounds = [.. subject.Peers.Select(_ => new Series())];
        var clock = Stopwatch.StartNew();
        for (int round = 0; round < 5 || clock.Elapsed < time; round++)
        {
            double baseline = 0;
            for (int i = 0; i < subject.Peers.Count; i++)
            {
                Peer peer = subject.Peers[i];
                if (round % peer.Every != 0) continue;
                double payloads = (double)subject.Payloads / peer.Share;
                peer.Prepare?.Invoke();
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                int accepted = peer.Pass();
                double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / payloads;
                rounds[i].Allocated.Add((GC.GetAllocatedBytesForCurrentThread() - allocated) / payloads);
                if (i == 0) baseline = nanoseconds;
                rounds[i].Accepted = Math.Min(rounds[i].Accepted, accepted);
                rounds[i].Times.Add(nanoseconds);
                rounds[i].Ratios.Add(nanoseconds / baseline);
            }
        }

        return subject.Peers.Zip(rounds, (peer, taken) => new Measurement(
            subject.Name,
            peer.Name,
            Percentile(taken.Times, 0.5),
            Percentile(taken.Allocated, 0.5),
            Percentile(taken.Ratios, 0.5),
            Percentile(taken.Ratios, 0.1),
            Percentile(taken.Ratios, 0.9),
            subject.Bytes / (double)subject.Payloads / Percentile(taken.Times, 0.5) * 1000,
            taken.Accepted));
    }

    /// <summary>Runs the peer long enough for the JIT compiler to reach its last tier, and checks the result once.</summary>
    private static void Warm(RatioCase subject, Peer peer)
    {
        peer.Prepare?.Invoke();
        int accepted = peer.Pass();
        if (accepted != (peer.Expected ?? accepted)) throw new InvalidOperationException($"{peer.Name} on {subject.Name}: {accepted} payloads accepted, {peer.Expected} expected");
        for (int step = 0; step < 6; step++)
        {
            var clock = Stopwatch.StartNew();
            while (clock.ElapsedMilliseconds < 60)
            {
                peer.Prepare?.Invoke();
                peer.Pass();
            }

            // Compilation runs in the background, and starts when no new method was called for 100 ms.
            Thread.Sleep(step == 5 ? 0 : 110);
        }
    }

    private static double Percentile(List<double> values, double part)
    {
        double[] ordered = [.. values.Order()];
        return ordered[Math.Min(ordered.Length - 1, (int)(part * ordered.Length))];
    }

    /// <summary>The results of one peer's rounds.</summary>
    private sealed class Series
    {
        public List<double> Times { get; } = [];

        public List<double> Ratios { get; } = [];

        public List<double> Allocated { get; } = [];

        public int Accepted { get; set; } = int.MaxValue;
    }
}
