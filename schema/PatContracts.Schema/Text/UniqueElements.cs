using System.Buffers;

namespace PatContracts.Schema.Text;

/// <summary>Finds elements of an array that equal an earlier one.</summary>
internal static class UniqueElements
{
    /// <summary>Up to here trying every pair is cheaper than hashing.</summary>
    private const int MaxPairwise = 6;

    /// <summary>The index of the first element that equals an earlier one, or −1.</summary>
    /// <param name="json">Text that is known to be JSON.</param>
    /// <param name="locations">Of each element, in turn, its offset and the offset after it.</param>
    public static int FindFirst(ReadOnlySpan<byte> json, ReadOnlySpan<int> locations) =>
        locations.Length <= 2 * MaxPairwise ? FindPairwise(json, locations) : FindByTable(json, locations);

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

    // Open addressing, at most half full; a slot holds an index plus one, and beside it the element's hash.
    private static int FindByTable(ReadOnlySpan<byte> json, ReadOnlySpan<int> locations)
    {
        int count = locations.Length / 2;
        int length = 32;
        while (length < 2 * count) length *= 2;
        ulong[] slots = ArrayPool<ulong>.Shared.Rent(length);
        try
        {
            Array.Clear(slots, 0, length);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> element = Element(json, locations, i);
                uint hash = (uint)JsonHash.Of(element);
                int slot = (int)hash & (length - 1);
                for (; slots[slot] != 0; slot = (slot + 1) & (length - 1))
                {
                    if ((uint)(slots[slot] >> 32) == hash && JsonEquality.AreEqual(element, Element(json, locations, (int)(uint)slots[slot] - 1))) return i;
                }

                slots[slot] = ((ulong)hash << 32) | (uint)(i + 1);
            }

            return -1;
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(slots);
        }
    }

    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> json, ReadOnlySpan<int> locations, int index) =>
        json.Slice(locations[2 * index], locations[(2 * index) + 1] - locations[2 * index]);
}
