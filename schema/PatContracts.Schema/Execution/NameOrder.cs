using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution;

/// <summary>
/// Finds names that one object has twice, among those that no table knows. By comparing and sorting, not by hashing: names chosen to collide gain nothing.
/// </summary>
internal static class NameOrder
{
    /// <summary>Up to this many names each new one is compared with those before it; beyond, they are sorted when the object ends.</summary>
    public const int ComparedAtOnce = 16;

    /// <summary>Whether two raw names (without quotation marks) are the same once unescaped.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.IndexOf((byte)'\\') < 0 && right.IndexOf((byte)'\\') < 0) return left.SequenceEqual(right);
        return Compare(left, right) == 0;
    }

    /// <summary>Sorts (place, length) pairs of raw names by their unescaped bytes, equal ones by place. Merge sort: n log n comparisons whatever the names.</summary>
    public static void Sort(ReadOnlySpan<byte> json, Span<int> pairs)
    {
        int[] buffer = System.Buffers.ArrayPool<int>.Shared.Rent(pairs.Length);
        Sort(json, pairs, buffer.AsSpan(0, pairs.Length));
        System.Buffers.ArrayPool<int>.Shared.Return(buffer);
    }

    private static void Sort(ReadOnlySpan<byte> json, Span<int> pairs, Span<int> buffer)
    {
        int count = pairs.Length / 2;
        if (count < 2) return;
        int middle = count / 2 * 2;
        Sort(json, pairs.Slice(0, middle), buffer.Slice(0, middle));
        Sort(json, pairs.Slice(middle), buffer.Slice(middle));
        int left = 0;
        int right = middle;
        for (int target = 0; target < pairs.Length; target += 2)
        {
            bool takeLeft = right >= pairs.Length
                || (left < middle && Compare(Name(json, pairs, left), Name(json, pairs, right)) <= 0);
            int source = takeLeft ? left : right;
            buffer[target] = pairs[source];
            buffer[target + 1] = pairs[source + 1];
            if (takeLeft) left += 2;
            else right += 2;
        }

        buffer.CopyTo(pairs);
    }

    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json, ReadOnlySpan<int> pairs, int at) => json.Slice(pairs[at], pairs[at + 1]);

    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.IndexOf((byte)'\\') < 0 && right.IndexOf((byte)'\\') < 0) return left.SequenceCompareTo(right);
        using var plainLeft = new UnescapedString(left);
        using var plainRight = new UnescapedString(right);
        return plainLeft.Utf8.SequenceCompareTo(plainRight.Utf8);
    }
}
