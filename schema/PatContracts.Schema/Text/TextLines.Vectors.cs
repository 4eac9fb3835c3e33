using System.Numerics;
using System.Runtime.Intrinsics;

namespace PatContracts.Schema.Text;

public static partial class TextLines
{
    private static partial int CountBlocks(ref ReadOnlySpan<byte> text, ref bool afterCarriageReturn)
    {
        // Two passes, one for each character, are faster than one that has to pair them.
        if (!afterCarriageReturn && !text.Contains((byte)'\r'))
        {
            int lineFeeds = text.Count((byte)'\n');
            text = default;
            return lineFeeds;
        }

        return CountPairedBlocks(ref text, ref afterCarriageReturn);
    }

    /// <summary>The same if there may be CR LF.</summary>
    private static int CountPairedBlocks(ref ReadOnlySpan<byte> text, ref bool afterCarriageReturn)
    {
        const int BlockSize = 64;
        if (!Vector256.IsHardwareAccelerated) return 0;
        int count = 0;
        int position = 0;
        // A bit for each byte; the lowest bit is set if the block before ended with CR.
        ulong afterBlock = afterCarriageReturn ? 1UL : 0;
        // position <= Length - 64: both loads are in bounds.
        for (; position <= text.Length - BlockSize; position += BlockSize)
        {
            Vector256<byte> first = Unchecked.Block256(text, position);
            Vector256<byte> second = Unchecked.Block256(text, position + Vector256<byte>.Count);
            ulong lineFeeds = BitsOf(first, second, (byte)'\n');
            ulong carriageReturns = BitsOf(first, second, (byte)'\r');
            count += BitOperations.PopCount(lineFeeds & ~((carriageReturns << 1) | afterBlock)) + BitOperations.PopCount(carriageReturns);
            afterBlock = carriageReturns >> (BlockSize - 1);
        }

        afterCarriageReturn = afterBlock != 0;
        text = text.Slice(position);
        return count;
    }

    private static ulong BitsOf(Vector256<byte> first, Vector256<byte> second, byte value) =>
        Vector256.Equals(first, Vector256.Create(value)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(second, Vector256.Create(value)).ExtractMostSignificantBits() << Vector256<byte>.Count);
}
