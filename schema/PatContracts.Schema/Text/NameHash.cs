using System.Buffers.Binary;

namespace PatContracts.Schema.Text;

/// <summary>
/// A fast keyed hash of property names. The key is created once per process, which prevents payloads with colliding names.
/// </summary>
internal static partial class NameHash
{
    private static readonly ulong FirstKey = HashKeys.Draw();
    private static readonly ulong SecondKey = HashKeys.Draw();
    private static readonly ulong ThirdKey = HashKeys.Draw();

    /// <summary>Returns the hash of an unescaped name.</summary>
    public static uint Of(ReadOnlySpan<byte> name)
    {
        int length = name.Length;
        ulong first;
        ulong last;
        if (length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(name);
            last = BinaryPrimitives.ReadUInt64LittleEndian(name.Slice(length - 8));
            if (length > 16) first = Fold(name, first);
        }
        else if (length >= 4)
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(name);
            last = BinaryPrimitives.ReadUInt32LittleEndian(name.Slice(length - 4));
        }
        else
        {
            first = length == 0 ? 0 : name[0] | ((uint)name[length >> 1] << 8) | ((uint)name[length - 1] << 16);
            last = 0;
        }

        ulong hash = Multiply(first ^ FirstKey, last ^ SecondKey ^ (uint)length);
        return (uint)(hash ^ (hash >> 32));
    }

    // Includes every eight bytes between the first and the last.
    private static ulong Fold(ReadOnlySpan<byte> name, ulong hash)
    {
        for (int i = 8; i < name.Length - 8; i += 8) hash = Multiply(hash ^ ThirdKey, BinaryPrimitives.ReadUInt64LittleEndian(name.Slice(i)) ^ SecondKey);
        return hash;
    }

    /// <summary>Combines both halves of the product, so that every bit of both factors reaches every bit of the result.</summary>
    private static partial ulong Multiply(ulong left, ulong right);
}
