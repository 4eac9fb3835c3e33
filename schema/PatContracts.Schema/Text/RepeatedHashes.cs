namespace PatContracts.Schema.Text;

/// <summary>
/// Finds the hashes that occur more than once among many. In a hash table each of them would cost a mispredicted branch, because its slot is free or taken at
/// random, and in a large table a cache miss. Instead, a pass over a bitmap so large that few bits are set rules out nearly all, and only the rest is sorted.
/// </summary>
internal static class RepeatedHashes
{
    /// <summary>For up to this many, every pair is compared.</summary>
    private const int MaxPairwise = 6;

    // A word of the bitmap has space for four entries, so that a bitmap for 100,000 of them fits the second-level cache.
    private const int BitsPerEntry = 16;
    private const int MinWordsLog2 = 5;
    // Half of the largest possible array.
    private const int MaxWordsLog2 = 24;
    // Few entries find their bits set, so a smaller bitmap suffices for those.
    private const int SharedBitsLog2 = 4;

    // An odd number without a pattern in its bits.
    private const uint Factor = 0x9E3779B1;

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
        int log2 = WordsLog2(count);
        return (1 << log2) + (1 << (log2 - SharedBitsLog2));
    }

    /// <summary>
    /// Moves the entries whose hash occurs more than once to the beginning, entries of the same hash next to each other, ordered by value. Their hashes are
    /// replaced by others, which are equal for the same entries. The entries after them are undefined.
    /// </summary>
    /// <param name="buffer">The array that contains the entries.</param>
    /// <param name="start">The index of the first entry.</param>
    /// <param name="count">The number of entries.</param>
    /// <param name="words">Working memory of at least <see cref="WordsFor"/> words with any content.</param>
    /// <returns>The number of entries moved.</returns>
    public static int Gather(ulong[] buffer, int start, int count, Span<ulong> words)
    {
        while (count > MaxPairwise)
        {
            int log2 = WordsLog2(count);
            Span<ulong> entries = buffer.AsSpan(start, count);
            Span<ulong> shared = words.Slice(1 << log2, 1 << (log2 - SharedBitsLog2));
            if (!MarkShared(entries, words.Slice(0, 1 << log2), log2, shared)) return 0;
            int kept = KeepShared(entries, shared, log2 - SharedBitsLog2);
            bool isMostlyRepeated = kept > count / 2;
            count = kept;
            if (isMostlyRepeated) break;
        }

        if (count <= MaxPairwise && !HasEqualPair(buffer.AsSpan(start, count))) return 0;
        Array.Sort(buffer, start, count);
        return KeepEqualNeighbors(buffer.AsSpan(start, count));
    }

    private static int WordsLog2(int count)
    {
        int log2 = MinWordsLog2;
        while (64L << log2 < count * (long)BitsPerEntry && log2 < MaxWordsLog2) log2++;
        return log2;
    }

    /// <summary>Sets two bits for each hash, in a word selected by its highest bits, and marks the hashes whose bits were both set before.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="seen">The bitmap of hashes seen.</param>
    /// <param name="log2">Logarithm of its length.</param>
    /// <param name="shared">The bitmap of marked hashes.</param>
    /// <returns>Whether there is any.</returns>
    private static bool MarkShared(ReadOnlySpan<ulong> entries, Span<ulong> seen, int log2, Span<ulong> shared)
    {
        seen.Clear();
        shared.Clear();
        int wordShift = 64 - log2;
        int bitShift = wordShift - 6;
        bool isAnyShared = false;
        for (int i = 0; i < entries.Length; i++)
        {
            ulong entry = entries[i];
            ref ulong word = ref seen[(int)(entry >> wordShift)];
            ulong bits = (1UL << (int)(entry >> bitShift)) | (1UL << (int)(entry >> 32));
            ulong before = word;
            word = before | bits;
            if ((before & bits) != bits) continue;
            shared[(int)(entry >> (wordShift + SharedBitsLog2))] |= 1UL << (int)(entry >> (bitShift + SharedBitsLog2));
            isAnyShared = true;
        }

        return isAnyShared;
    }

    /// <summary>Moves the entries whose hash is marked to the beginning, in their order.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="shared">The bitmap of marked hashes.</param>
    /// <param name="log2">Logarithm of its length.</param>
    /// <returns>The number of entries moved.</returns>
    private static int KeepShared(Span<ulong> entries, ReadOnlySpan<ulong> shared, int log2)
    {
        int wordShift = 64 - log2;
        int bitShift = wordShift - 6;
        int kept = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            ulong entry = entries[i];
            if ((shared[(int)(entry >> wordShift)] >> (int)(entry >> bitShift) & 1) != 0) entries[kept++] = Rehash(entry);
        }

        return kept;
    }

    /// <summary>Replaces the hash, so that hashes that differ only in their lowest bits select different words.</summary>
    private static ulong Rehash(ulong entry) => Entry((uint)(entry >> 32) * Factor, Value(entry));

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
