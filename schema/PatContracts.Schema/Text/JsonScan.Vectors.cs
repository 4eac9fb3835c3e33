using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PatContracts.Schema.Text;

internal static partial class JsonScan
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static partial int IndexOfSpecial(ReadOnlySpan<byte> json, int position)
    {
        if (Vector256.IsHardwareAccelerated && json.Length - position >= Vector256<byte>.Count)
        {
            uint special = SpecialMask(Unchecked.Block256(json, position));
            return special != 0 ? position + BitOperations.TrailingZeroCount(special) : IndexOfSpecialLong(json, position + Vector256<byte>.Count);
        }

        if (Vector128.IsHardwareAccelerated && json.Length - position >= Vector128<byte>.Count)
        {
            Vector128<byte> block = Unchecked.Block128(json, position);
            uint mask = SpecialMask(block);
            return mask != 0 ? position + BitOperations.TrailingZeroCount(mask) : IndexOfSpecialLong(json, position + Vector128<byte>.Count);
        }

        return IndexOfSpecialScalar(json, position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint SpecialMask(Vector128<byte> block)
    {
        // Only the highest bits matter: a byte below a space has it set after the subtraction, a non-ASCII byte before it.
        Vector128<byte> special = block | (block - Vector128.Create((byte)0x20))
            | Vector128.Equals(block, Vector128.Create((byte)'"'))
            | Vector128.Equals(block, Vector128.Create((byte)'\\'));
        return special.ExtractMostSignificantBits();
    }

    /// <summary>Returns a mask of the quotation marks, backslashes, control characters and non-ASCII bytes of a block, one bit per byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SpecialMask(Vector256<byte> block) =>
        (block | (block - Vector256.Create((byte)0x20))
            | Vector256.Equals(block, Vector256.Create((byte)'"'))
            | Vector256.Equals(block, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();

    private static int IndexOfSpecialLong(ReadOnlySpan<byte> json, int position)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            // position <= Length - 32 keeps every load in bounds.
            for (; position <= json.Length - Vector256<byte>.Count; position += Vector256<byte>.Count)
            {
                uint mask = SpecialMask(Unchecked.Block256(json, position));
                if (mask != 0) return position + BitOperations.TrailingZeroCount(mask);
            }
        }

        for (; position <= json.Length - Vector128<byte>.Count; position += Vector128<byte>.Count)
        {
            uint mask = SpecialMask(Unchecked.Block128(json, position));
            if (mask != 0) return position + BitOperations.TrailingZeroCount(mask);
        }

        return IndexOfSpecialScalar(json, position);
    }
}
