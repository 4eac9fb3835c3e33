using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PatContracts.Schema.Text;

/// <summary>Up to 32 bytes that a text is compared with in one step.</summary>
internal readonly struct ShortText
{
    /// <summary>The largest number of bytes.</summary>
    public const int MaxLength = 32;

    private readonly Vector256<byte> _bytes;
    // All ones where a byte counts.
    private readonly Vector256<byte> _mask;

    /// <exception cref="ArgumentException">There are more bytes than <see cref="MaxLength"/>.</exception>
    public ShortText(ReadOnlySpan<byte> text)
    {
        byte[] blocks = new byte[2 * MaxLength];
        text.CopyTo(blocks);
        // Neither Fill nor Create: the core library has no compiled form of them, and a cold process would compile them for the first name.
        for (int i = 0; i < text.Length; i++) blocks[MaxLength + i] = 0xFF;
        // Both blocks are in bounds.
        _bytes = Unchecked.Block256(blocks, 0);
        _mask = Unchecked.Block256(blocks, MaxLength);
        Length = text.Length;
    }

    /// <summary>Number of bytes.</summary>
    public int Length { get; }

    /// <summary>Whether a byte ends a line.</summary>
    public bool HasLineEnd => (Vector256.Equals(_bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(_bytes, Vector256.Create((byte)'\r'))) != Vector256<byte>.Zero;

    /// <summary>Whether the text at a position starts with these bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ReadOnlySpan<byte> json, int position) =>
        HasBlock(json, position) ? IsAtBlock(json, position) : IsNearEnd(json, position);

    /// <summary>Whether there are as many bytes at a position as <see cref="IsAtBlock"/> reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasBlock(ReadOnlySpan<byte> json, int position) => position <= json.Length - MaxLength;

    /// <summary>The same as <see cref="IsAt"/>, at a position where <see cref="HasBlock"/> is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAtBlock(ReadOnlySpan<byte> json, int position) =>
        // The caller ensures that the 32 bytes from there on are in bounds.
        ((Unchecked.Block256(json, position) ^ _bytes) & _mask) == Vector256<byte>.Zero;

    /// <summary>Whether all bytes are ASCII and none ends a line.</summary>
    public bool IsPlain => !HasLineEnd && _bytes.ExtractMostSignificantBits() == 0;

    public bool Equals(in ShortText other) => Length == other.Length && _bytes == other._bytes;

    /// <summary>The same as <see cref="IsAt"/>, at a position where <see cref="HasBlock"/> is false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNearEnd(ReadOnlySpan<byte> json, int position)
    {
        // A text that ends after these bytes mostly ends with a bracket.
        if (Length == 1) return (uint)position < (uint)json.Length && json[position] == _bytes.ToScalar();
        if (Length <= Vector128<byte>.Count && position <= json.Length - Vector128<byte>.Count)
        {
            // position <= Length - 16: the 16 bytes from there on are in bounds.
            return ((Unchecked.Block128(json, position) ^ _bytes.GetLower()) & _mask.GetLower()) == Vector128<byte>.Zero;
        }

        return json.Slice(Math.Min(position, json.Length)).StartsWith(Unchecked.Bytes(in _bytes, Length));
    }
}
