namespace PatContracts.TestSupport;

/// <summary>
/// How much a test does that goes through very many cases: a part in an ordinary run, everything where <c>PATCONTRACTS_LONG_RUN</c> is 1.
/// <c>.ci/run</c> runs the tests with the trait once more with the variable set.
/// </summary>
internal static class LongRun
{
    /// <summary>The trait of tests that do more in a long run: <c>[Trait(LongRun.Trait, LongRun.Long)]</c>.</summary>
    public const string Trait = "Run";

    /// <summary>The value of <see cref="Trait"/>.</summary>
    public const string Long = "Long";

    /// <summary>Whether this is a long run.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("PATCONTRACTS_LONG_RUN") == "1";

    /// <summary>How many cases to run.</summary>
    public static int Count(int ordinary, int full) => IsOn ? full : ordinary;

    /// <summary>One case in this many, beginning at an offset so that different tests take different ones; in a long run all of them, or one in another number.</summary>
    public static IEnumerable<T> OneIn<T>(int count, IEnumerable<T> cases, int offset = 0, int full = 1)
    {
        int step = Count(count, full);
        return cases.Where((_, index) => index % step == offset % step);
    }
}
