namespace System.Numerics;

/// <summary>The members of the framework's class of this name that the engine uses; .NET Standard 2.0 lacks the class.</summary>
internal static class BitOperations
{
    /// <summary>Returns the number of zero bits below the lowest set bit; 64 if there is none.</summary>
    public static int TrailingZeroCount(ulong value)
    {
        if (value == 0) return 64;
        int count = 0;
        for (int step = 32; step > 0; step /= 2)
        {
            if ((value & ((1UL << step) - 1)) != 0) continue;
            value >>= step;
            count += step;
        }

        return count;
    }
}
