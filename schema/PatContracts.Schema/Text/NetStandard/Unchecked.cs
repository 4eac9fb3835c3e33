using System.Buffers.Binary;

namespace PatContracts.Schema.Text;

/// <summary>Reads a text with the runtime's bounds checks.</summary>
internal static class Unchecked
{
    public static byte Byte(ReadOnlySpan<byte> text, int position) => text[position];

    public static ushort Word16(ReadOnlySpan<byte> text, int position) => BinaryPrimitives.ReadUInt16LittleEndian(text.Slice(position));

    public static ulong Word64(ReadOnlySpan<byte> text, int position) => BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(position));
}
