using System.Buffers;

namespace PatContracts.Schema.Text;

/// <summary>Finds elements of an array that equal an earlier one.</summary>
internal static class UniqueElements
{
    /// <summary>Up to here trying every pair is cheaper than hashing.</summary>
    private const int Few = 8;

    /// <summary>The index of the first element that equals an earlier one, or −1.</summary>
    /// <param name="json">Text that is known to be JSON.</param>
    /// <param name="places">Of each element, in turn, where it begins and the place behind it.</param>
    public static int FindFirst(ReadOnlySpan<byte> json, ReadOnlySpan<int> places) =>
        places.Length <= 2 * Few ? FindAmongFew(json, places) : FindAmongMany(json, places);

    private static int FindAmongFew(ReadOnlySpan<byte> json, ReadOnlySpan<int> places)
    {
        for (int i = 1; i < places.Length / 2; i++)
        {
            ReadOnlySpan<byte> element = Element(json, places, i);
            for (int earlier = 0; earlier < i; earlier++)
            {
                if (JsonEquality.AreEqual(element, Element(json, places, earlier))) return i;
            }
        }

        return -1;
    }

    private static int FindAmongMany(ReadOnlySpan<byte> json, ReadOnlySpan<int> places)
    {
        int count = places.Length / 2;
        ulong[] hashes = ArrayPool<ulong>.Shared.Rent(count);
        int[] indexes = ArrayPool<int>.Shared.Rent(count);
        try
        {
            for (int i = 0; i < count; i++)
            {
                hashes[i] = JsonHash.Of(Element(json, places, i));
                indexes[i] = i;
            }

            Array.Sort(hashes, indexes, 0, count);
            int first = -1;
            for (int start = 0, end; start < count; start = end)
            {
                end = start + 1;
                while (end < count && hashes[end] == hashes[start]) end++;
                if (end - start == 1) continue;
                Array.Sort(indexes, start, end - start);
                int duplicate = FindInGroup(json, places, indexes.AsSpan(start, end - start));
                if (duplicate >= 0 && (first < 0 || duplicate < first)) first = duplicate;
            }

            return first;
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(hashes);
            ArrayPool<int>.Shared.Return(indexes);
        }
    }

    // Elements of one hash are equal but for chance, so this ends at the first pair.
    private static int FindInGroup(ReadOnlySpan<byte> json, ReadOnlySpan<int> places, ReadOnlySpan<int> indexes)
    {
        for (int i = 1; i < indexes.Length; i++)
        {
            int index = indexes[i];
            foreach (int earlier in indexes.Slice(0, i))
            {
                if (JsonEquality.AreEqual(Element(json, places, index), Element(json, places, earlier))) return index;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> json, ReadOnlySpan<int> places, int index) =>
        json.Slice(places[2 * index], places[(2 * index) + 1] - places[2 * index]);
}
