using System.Buffers.Binary;

namespace PatContracts.Schema.Text;

/// <summary>
/// The random keys of hashes, which prevent payloads with colliding values. They come from the operating system's source of randomness, but through <see
/// cref="Guid.NewGuid"/>, which is part of the core library; the cryptography library takes several milliseconds to load.
/// </summary>
internal static class HashKeys
{
    /// <summary>Returns 64 random bits.</summary>
    public static ulong Draw()
    {
        byte[] random = Guid.NewGuid().ToByteArray();
        // Six bits of a GUID are fixed. Folding combines each of them with a random one.
        ulong second = BinaryPrimitives.ReadUInt64LittleEndian(random.AsSpan(8));
        return BinaryPrimitives.ReadUInt64LittleEndian(random) ^ ((second << 32) | (second >> 32));
    }
}
