namespace PatContracts.Benchmarks.Payloads;

/// <summary>xorshift64*, which produces the same payloads on every machine and runtime.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = (seed * 0x9E3779B97F4A7C15) | 1;

    public int Next(int bound) => (int)((NextWord() >> 33) % (ulong)bound);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public string Hex(int length) => string.Create(length, this, static (text, random) =>
    {
        foreach (ref char c in text) c = "0123456789abcdef"[random.Next(16)];
    });

    /// <summary>Returns a date-time in the form that services use most: with milliseconds and Z.</summary>
    public string DateTime() =>
        $"{2015 + Next(11):D4}-{1 + Next(12):D2}-{1 + Next(28):D2}T{Next(24):D2}:{Next(60):D2}:{Next(60):D2}.{Next(1000):D3}Z";

    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong NextWord()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545F4914F6CDD1D;
    }
}
