namespace PatContracts.Schema.Text;

/// <summary>
/// Finds the hashes that occur more than once among many. In a hash table each of them would cost a mispredicted branch, because its slot is free or taken at
/// random, and in a large table a cache miss. Instead, a pass over a bitmap so large that few bits are set rules out nearly all, and only the rest is sorted.
/// </summary>
internal static class RepeatedHashes
{
    /// <summary>For up to this many, every pair is compared.</summary>
    private const int MaxPairwise = 6;

    private const int BitsPerEntry = 32;
    private const int MinBits = 2048;
    // Few bits are set twice, so a smaller bitmap suffices for those.
    private const int SharedBitsPerBit = 16;

    // Odd numbers without a pattern in their bits.
    private const ulong FirstFactor = 0x9E3779B97F4A7C15;
    private const ulong SecondFactor = 0xC2B2AE3D27D4EB4F;

    /// <summary>Returns an entry for a hash with a value of the caller, which must not be negative.</summary>
    public static ulong Entry(uint hash, int value) => ((ulong)hash << 32) | (uint)value;

    /// <summary>Returns the value of an entry.</summary>
    public static int Value(ulong entry) => (int)(uint)entry;

    /// <summary>Returns whether two entries have the same hash.</summary>
    public static bool AreEqual(ulong left, ulong right) => ((left ^ right) >> 32) == 0;

    /// <summary>Returns the number of words that <see cref="Gather"/> needs as working memory.</summary>
    public static int WordsFor(int count)
    {
        if (count <= MaxPairwise) return 0;
        int bits = BitsFor(count);
        return (bits + (bits / SharedBitsPerBit)) / 64;
    }

    /// <summary>
    /// Moves the entries whose hash occurs more than once to the beginning, ordered by hash, then by value. The other entries are undefined afterwards.
    /// </summary>
    /// <param name="buffer">The array that contains the entries.</param>
    /// <param name="start">The index of the first entry.</param>
    /// <param name="count">The number of entries.</param>
    /// <param name="words">Working memory of at least <see cref="WordsFor"/> words with any content.</param>
    /// <returns>The number of entries moved.</returns>
    public static int Gather(ulong[] buffer, int start, int count, Span<ulong> words)
    {
        ulong factor = FirstFactor;
        while (count > MaxPairwise)
        {
            int bits = BitsFor(count);
            int kept = KeepCandidates(buffer.AsSpan(start, count), words.Slice(0, bits / 64), words.Slice(bits / 64, bits / SharedBitsPerBit / 64), factor);
            if (kept == 0) return 0;
            bool isMostlyRepeated = kept > count / 2;
            count = kept;
            if (isMostlyRepeated) break;
            // Hashes that collided in the first bitmap must not collide in the second.
            factor *= SecondFactor;
        }

        if (count <= MaxPairwise && !HasEqualPair(buffer.AsSpan(start, count))) return 0;
        Array.Sort(buffer, start, count);
        return KeepEqualNeighbors(buffer.AsSpan(start, count));
    }

    private static int BitsFor(int count)
    {
        int bits = MinBits;
        // Up to half of the largest possible array.
        while (bits < count * (long)BitsPerEntry && bits < 1 << 30) bits *= 2;
        return bits;
    }

    /// <summary>Moves the entries whose hash may occur more than once to the beginning, in their order.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="seen">The bitmap of hashes seen; its length is a power of two.</param>
    /// <param name="shared">The bitmap of bits that several entries share; its length is a power of two.</param>
    /// <param name="factor">Maps hashes to bits.</param>
    private static int KeepCandidates(Span<ulong> entries, Span<ulong> seen, Span<ulong> shared, ulong factor)
    {
        seen.Clear();
        shared.Clear();
        int seenMask = seen.Length - 1;
        int sharedMask = shared.Length - 1;
        bool isAnyShared = false;
        for (int i = 0; i < entries.Length; i++)
        {
            ulong product = (entries[i] >> 32) * factor;
            int word = (int)(product >> 38) & seenMask;
            ulong bit = 1UL << (int)(product >> 32);
            ulong before = seen[word];
            seen[word] = before | bit;
            if ((before & bit) == 0) continue;
            shared[(int)(product >> 20) & sharedMask] |= 1UL << (int)(product >> 14);
            isAnyShared = true;
        }

        if (!isAnyShared) return 0;
        int kept = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            ulong entry = entries[i];
            ulong product = (entry >> 32) * factor;
            if ((shared[(int)(product >> 20) & sharedMask] >> (int)(product >> 14) & 1) != 0) entries[kept++] = entry;
        }

        return kept;
    }

    private static bool HasEqualPair(ReadOnlySpan<ulong> entries)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            for (int earlier = 0; earlier < i; earlier++)
            {
                if (AreEqual(entries[i], entries[earlier])) return true;
            }
        }

        return false;
    }

    private static int KeepEqualNeighbors(Span<ulong> sorted)
    {
        int kept = 0;
        ulong previous = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            ulong entry = sorted[i];
            bool isRepeated = (i > 0 && AreEqual(previous, entry)) || (i + 1 < sorted.Length && AreEqual(entry, sorted[i + 1]));
            previous = entry;
            if (isRepeated) sorted[kept++] = entry;
        }

        return kept;
    }
}
