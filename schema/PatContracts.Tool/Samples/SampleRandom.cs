using System.Globalization;
using System.Text;

namespace PatContracts.Tool.Samples;

/// <summary>Made-up values: the same ones for the same seed, on every machine.</summary>
internal sealed class SampleRandom(int seed)
{
    private static readonly string[] Words =
    [
        "amber", "birch", "cobalt", "delta", "ember", "fjord", "granite", "harbor", "indigo", "juniper", "kestrel", "lumen", "meadow", "nimbus", "opal",
        "prairie", "quartz", "ridge", "sable", "tundra", "umber", "violet", "willow", "yarrow", "zephyr",
    ];

    // Random takes a seed's absolute value, and neighbours begin alike: seeds are spread first.
    private readonly Random _random = new((int)(unchecked((uint)seed * 0x9E3779B1) >> 1));

    public int Below(int bound) => _random.Next(bound);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public long Between(long least, long most) => most <= least ? least : _random.NextInt64(least, most == long.MaxValue ? most : most + 1);

    public T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    public string Words2() => $"{Pick(Words)}-{Pick(Words)}";

    public string Hex(int digits)
    {
        var hex = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) hex.Append("0123456789abcdef"[_random.Next(16)]);
        return hex.ToString();
    }

    /// <summary>A moment, to the millisecond, in one of some years.</summary>
    public DateTimeOffset Moment(int firstYear, int years) =>
        new DateTimeOffset(firstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(_random.NextInt64(years * 365L * 24 * 3600 * 1000));

    public static string DateTime(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same values in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> values)
    {
        T[] shuffled = [.. values];
        _random.Shuffle(shuffled);
        return shuffled;
    }
}
