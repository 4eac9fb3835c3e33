using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PatContracts.Schema.Text;

/// <summary>
/// Reads a text without the runtime's bounds checks; the only code in the engine that does. Each read documents the offsets that must be in bounds; the caller
/// compares them with the length of the text, and documents where. Debug builds, which the tests use, check every read.
/// </summary>
/// <remarks>Offsets are extended as unsigned numbers, which takes no instruction; extending the sign would take one before every read.</remarks>
internal static class Unchecked
{
    /// <summary>Reads the byte at an offset: 0 &lt;= position &lt;= Length - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Byte(ReadOnlySpan<byte> text, int position)
    {
        Debug.Assert(IsInside(text, position, 1));
        return Unsafe.Add(ref MemoryMarshal.GetReference(text), (nuint)(uint)position);
    }

    /// <summary>Reads the two bytes at an offset, the first as the lower: 0 &lt;= position &lt;= Length - 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Word16(ReadOnlySpan<byte> text, int position)
    {
        Debug.Assert(IsInside(text, position, sizeof(ushort)));
        ushort word = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), (nuint)(uint)position));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>Reads the four bytes at an offset: 0 &lt;= position &lt;= Length - 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Word32(ReadOnlySpan<byte> text, int position)
    {
        Debug.Assert(IsInside(text, position, sizeof(int)));
        return Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), (nuint)(uint)position));
    }

    /// <summary>Reads the eight bytes at an offset, the first as the lowest: 0 &lt;= position &lt;= Length - 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word64(ReadOnlySpan<byte> text, int position)
    {
        Debug.Assert(IsInside(text, position, sizeof(ulong)));
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), (nuint)(uint)position));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>Reads the 16 bytes at an offset: 0 &lt;= position &lt;= Length - 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Block128(ReadOnlySpan<byte> text, int position)
    {
        Debug.Assert(IsInside(text, position, Vector128<byte>.Count));
        return Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)(uint)position);
    }

    /// <summary>Reads the 32 bytes at an offset: 0 &lt;= position &lt;= Length - 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Block256(ReadOnlySpan<byte> text, int position)
    {
        Debug.Assert(IsInside(text, position, Vector256<byte>.Count));
        return Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)(uint)position);
    }

    /// <summary>Reads the 64 bytes at an offset: 0 &lt;= position &lt;= Length - 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Block512(ReadOnlySpan<byte> text, int position)
    {
        Debug.Assert(IsInside(text, position, Vector512<byte>.Count));
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)(uint)position);
    }

    /// <summary>Returns the first bytes of a vector without copying them: 0 &lt;= length &lt;= 32.</summary>
    public static ReadOnlySpan<byte> Bytes(in Vector256<byte> vector, int length)
    {
        Debug.Assert(length >= 0 && length <= Vector256<byte>.Count);
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector256<byte>, byte>(ref Unsafe.AsRef(in vector)), length);
    }

    private static bool IsInside(ReadOnlySpan<byte> text, int position, int count) => position >= 0 && position <= text.Length - count;
}
