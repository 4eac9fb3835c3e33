using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace PatContracts.Schema.Text;

public static partial class Utf8Text
{
    private static partial int CountBlocks(ref ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        // As signed bytes, continuation bytes are those below -64, and leads of four bytes those from -16 to -1.
        while (Vector128.IsHardwareAccelerated && utf8.Length >= Vector128<byte>.Count)
        {
            Vector128<sbyte> block = Vector128.Create<byte>(utf8).AsSByte();
            uint characters = Vector128.GreaterThanOrEqual(block, Vector128.Create((sbyte)-64)).ExtractMostSignificantBits();
            uint pairs = Vector128.GreaterThanOrEqual(block.AsByte(), Vector128.Create((byte)0xF0)).ExtractMostSignificantBits();
            count += BitOperations.PopCount(characters) + BitOperations.PopCount(pairs);
            utf8 = utf8.Slice(Vector128<byte>.Count);
        }

        return count;
    }

    private static partial int EncodePairs(ReadOnlySpan<char> text, Span<byte> utf8, out int written)
    {
        Utf8.FromUtf16(text, utf8, out int read, out written, replaceInvalidSequences: false, isFinalBlock: true);
        return read;
    }
}
