using System.Buffers.Binary;

namespace PatContracts.Schema.Text;

/// <summary>
/// The random keys of the hashes, so that a payload cannot be written whose values collide. They come from the operating system's source of randomness, but
/// through <see cref="Guid.NewGuid"/>: it is part of the core library, whereas the cryptography library takes several milliseconds to load.
/// </summary>
internal static class HashKeys
{
    /// <summary>Draws 64 random bits.</summary>
    public static ulong Draw()
    {
        byte[] random = Guid.NewGuid().ToByteArray();
        // Six bits of a GUID are fixed. Folded like this, each of them meets a random one.
        ulong second = BinaryPrimitives.ReadUInt64LittleEndian(random.AsSpan(8));
        return BinaryPrimitives.ReadUInt64LittleEndian(random) ^ ((second << 32) | (second >> 32));
    }
}
