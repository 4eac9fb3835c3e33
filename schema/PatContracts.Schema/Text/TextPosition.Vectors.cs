using System.Runtime.Intrinsics;

namespace PatContracts.Schema.Text;

public partial record struct TextPosition
{
    private static partial int CountPlain(ReadOnlySpan<byte> text)
    {
        const int BlockSize = 128;
        if (!Vector256.IsHardwareAccelerated) return 0;
        int plain = 0;
        // plain <= Length - 128: the four loads are in bounds.
        for (; plain <= text.Length - BlockSize; plain += BlockSize)
        {
            Vector256<byte> first = Unchecked.Block256(text, plain);
            Vector256<byte> second = Unchecked.Block256(text, plain + 32);
            Vector256<byte> third = Unchecked.Block256(text, plain + 64);
            Vector256<byte> fourth = Unchecked.Block256(text, plain + 96);
            // The minimum shows whether there may be a line end, the highest bits whether there is a non-ASCII byte.
            Vector256<byte> lowest = Vector256.Min(Vector256.Min(first, second), Vector256.Min(third, fourth));
            Vector256<byte> special = first | second | third | fourth | Vector256.LessThan(lowest, Vector256.Create((byte)('\r' + 1)));
            if (special.ExtractMostSignificantBits() != 0) break;
        }

        return plain;
    }
}
