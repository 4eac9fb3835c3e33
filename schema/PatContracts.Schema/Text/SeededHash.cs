using System.Buffers.Binary;

namespace PatContracts.Schema.Text;

/// <summary>
/// A keyed hash (SipHash-1-3). The key is created once per process, which prevents payloads with colliding values.
/// </summary>
internal struct SeededHash
{
    private static readonly ulong FirstKey = HashKeys.Draw();
    private static readonly ulong SecondKey = HashKeys.Draw();

    private ulong _v0;
    private ulong _v1;
    private ulong _v2;
    private ulong _v3;

    public SeededHash()
    {
        _v0 = FirstKey ^ 0x736F6D6570736575;
        _v1 = SecondKey ^ 0x646F72616E646F6D;
        _v2 = FirstKey ^ 0x6C7967656E657261;
        _v3 = SecondKey ^ 0x7465646279746573;
    }

    public void Add(ulong word)
    {
        _v3 ^= word;
        Round();
        _v0 ^= word;
    }

    /// <summary>Adds bytes and their number, so that consecutive sequences cannot be read as one.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes.Slice(8)) Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        ulong rest = 0;
        for (int i = 0; i < bytes.Length; i++) rest |= (ulong)bytes[i] << (8 * i);
        Add(rest);
        Add((ulong)length);
    }

    /// <summary>Returns the hash of everything added.</summary>
    public ulong Finish()
    {
        _v2 ^= 0xFF;
        Round();
        Round();
        Round();
        return _v0 ^ _v1 ^ _v2 ^ _v3;
    }

    private void Round()
    {
        _v0 += _v1;
        _v2 += _v3;
        _v1 = Rotate(_v1, 13) ^ _v0;
        _v3 = Rotate(_v3, 16) ^ _v2;
        _v0 = Rotate(_v0, 32);
        _v2 += _v1;
        _v0 += _v3;
        _v1 = Rotate(_v1, 17) ^ _v2;
        _v3 = Rotate(_v3, 21) ^ _v0;
        _v2 = Rotate(_v2, 32);
    }

    private static ulong Rotate(ulong value, int bits) => (value << bits) | (value >> (64 - bits));
}
