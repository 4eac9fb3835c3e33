using System.Buffers.Binary;
using System.Text;

namespace PatContracts.Reading;

/// <summary>
/// Caches strings that repeat within one list, such as scopes and owners. It has a fixed size: a new string replaces the one in its slot. The cache exists
/// only while its list is read, so that no payload text remains in memory.
/// </summary>
internal sealed class StringCache
{
    private const int Slots = 256;
    private const int LongestKept = 128;

    private readonly string?[] _slots = new string?[Slots];

    /// <summary>Returns the string of plain ASCII bytes.</summary>
    public string Get(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length is 0 or > LongestKept) return FromAscii(ascii);
        ref string? slot = ref _slots[Slot(ascii)];
        if (slot is not null && IsSame(slot, ascii)) return slot;
        return slot = FromAscii(ascii);
    }

    /// <summary>Returns a new string of plain ASCII bytes.</summary>
    public static string FromAscii(ReadOnlySpan<byte> ascii) =>
#if NET8_0_OR_GREATER
        // ASCII is a subset of Latin-1, whose decoding needs neither a count nor a check.
        Encoding.Latin1.GetString(ascii);
#else
        Encoding.UTF8.GetString(ascii.ToArray());
#endif

    private static int Slot(ReadOnlySpan<byte> ascii)
    {
        // Both ends and the length, because many scopes have the same beginning.
        ulong hash = ascii.Length >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(ascii) ^ (BinaryPrimitives.ReadUInt64LittleEndian(ascii.Slice(ascii.Length - sizeof(ulong))) * 3)
            : ascii[0] | ((ulong)ascii[ascii.Length - 1] << 8) | ((ulong)ascii[ascii.Length / 2] << 16);
        hash = (hash + (ulong)ascii.Length) * 0x9E37_79B9_7F4A_7C15;
        return (int)(hash >> 56);
    }

    private static bool IsSame(string text, ReadOnlySpan<byte> ascii)
    {
#if NET8_0_OR_GREATER
        return Ascii.Equals(ascii, text);
#else
        if (text.Length != ascii.Length) return false;
        for (int i = 0; i < ascii.Length; i++)
        {
            if (text[i] != ascii[i]) return false;
        }

        return true;
#endif
    }
}
