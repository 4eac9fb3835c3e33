namespace PatContracts.TestSupport;

/// <summary>
/// Controls the extent of tests with very many cases: part of the cases in an ordinary run, all of them if <c>PATCONTRACTS_LONG_RUN</c> is 1. <c>.ci/run</c>
/// also runs the tests that have the trait with the variable set.
/// </summary>
internal static class LongRun
{
    /// <summary>The trait of tests that have more cases in a long run: <c>[Trait(LongRun.Trait, LongRun.Long)]</c>.</summary>
    public const string Trait = "Run";

    /// <summary>The value of <see cref="Trait"/>.</summary>
    public const string Long = "Long";

    /// <summary>Whether this is a long run.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("PATCONTRACTS_LONG_RUN") == "1";

    /// <summary>Returns the number of cases to run.</summary>
    public static int Count(int ordinary, int full) => IsOn ? full : ordinary;

    /// <summary>
    /// Returns one case in this many, from an offset on so that different tests select different cases; in a long run all of them, or one in another number.
    /// </summary>
    public static IEnumerable<T> OneIn<T>(int count, IEnumerable<T> cases, int offset = 0, int full = 1)
    {
        int step = Count(count, full);
        return cases.Where((_, index) => index % step == offset % step);
    }
}
