using System.Buffers;

namespace PatContracts.Schema.Text;

/// <summary>Finds elements of an array that equal an earlier one.</summary>
internal static class UniqueElements
{
    /// <summary>For up to this many elements, comparing every pair is cheaper than hashing.</summary>
    private const int MaxPairwise = 6;

    /// <summary>Returns the index of the first element that equals an earlier one, or −1.</summary>
    /// <param name="json">Text that is known to be JSON.</param>
    /// <param name="locations">For each element, its offset and the offset after it.</param>
    public static int FindFirst(ReadOnlySpan<byte> json, ReadOnlySpan<int> locations) =>
        locations.Length <= 2 * MaxPairwise ? FindPairwise(json, locations) : FindByHash(json, locations);

    private static int FindPairwise(ReadOnlySpan<byte> json, ReadOnlySpan<int> locations)
    {
        for (int i = 1; i < locations.Length / 2; i++)
        {
            ReadOnlySpan<byte> element = Element(json, locations, i);
            for (int earlier = 0; earlier < i; earlier++)
            {
                if (JsonEquality.AreEqual(element, Element(json, locations, earlier))) return i;
            }
        }

        return -1;
    }

    private static int FindByHash(ReadOnlySpan<byte> json, ReadOnlySpan<int> locations)
    {
        int count = locations.Length / 2;
        int words = RepeatedHashes.WordsFor(count);
        ulong[] buffer = ArrayPool<ulong>.Shared.Rent(count + words);
        try
        {
            for (int i = 0; i < count; i++) buffer[i] = RepeatedHashes.Entry((uint)JsonHash.Of(Element(json, locations, i)), i);
            int repeated = RepeatedHashes.Gather(buffer, 0, count, buffer.AsSpan(count, words));
            return FindFirst(json, locations, buffer.AsSpan(0, repeated));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(buffer);
        }
    }

    /// <summary>Returns the first element that equals an earlier one with the same hash, or −1.</summary>
    private static int FindFirst(ReadOnlySpan<byte> json, ReadOnlySpan<int> locations, ReadOnlySpan<ulong> repeated)
    {
        int first = -1;
        for (int i = 1; i < repeated.Length; i++)
        {
            int index = RepeatedHashes.Value(repeated[i]);
            if (first >= 0 && index > first) continue;
            for (int earlier = i - 1; earlier >= 0 && RepeatedHashes.AreEqual(repeated[earlier], repeated[i]); earlier--)
            {
                if (!JsonEquality.AreEqual(Element(json, locations, index), Element(json, locations, RepeatedHashes.Value(repeated[earlier])))) continue;
                first = index;
                break;
            }
        }

        return first;
    }

    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> json, ReadOnlySpan<int> locations, int index) =>
        json.Slice(locations[2 * index], locations[(2 * index) + 1] - locations[2 * index]);
}
