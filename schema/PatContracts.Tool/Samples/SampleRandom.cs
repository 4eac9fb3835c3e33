using System.Globalization;
using System.Text;

namespace PatContracts.Tool.Samples;

/// <summary>Generates random values that are the same for the same seed on every machine.</summary>
internal sealed class SampleRandom(int seed)
{
    private static readonly string[] Words =
    [
        "amber", "birch", "cobalt", "delta", "ember", "fjord", "granite", "harbor", "indigo", "juniper", "kestrel", "lumen", "meadow", "nimbus", "opal",
        "prairie", "quartz", "ridge", "sable", "tundra", "umber", "violet", "willow", "yarrow", "zephyr",
    ];

    // Random uses the absolute value of a seed, and similar seeds give similar values, so the seed is hashed first.
    private readonly Random _random = new((int)(unchecked((uint)seed * 0x9E3779B1) >> 1));

    public int Below(int bound) => _random.Next(bound);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public long Between(long least, long most) => most <= least ? least : _random.NextInt64(least, most == long.MaxValue ? most : most + 1);

    public T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    public string TwoWords() => $"{Pick(Words)}-{Pick(Words)}";

    public string Hex(int digits)
    {
        var hex = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) hex.Append("0123456789abcdef"[_random.Next(16)]);
        return hex.ToString();
    }

    /// <summary>Returns a timestamp within a range of years, with milliseconds.</summary>
    public DateTimeOffset Timestamp(int firstYear, int years) =>
        new DateTimeOffset(firstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(_random.NextInt64(years * 365L * 24 * 3600 * 1000));

    public static string DateTime(DateTimeOffset timestamp) => timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Returns the values in random order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> values)
    {
        T[] shuffled = [.. values];
        _random.Shuffle(shuffled);
        return shuffled;
    }
}
