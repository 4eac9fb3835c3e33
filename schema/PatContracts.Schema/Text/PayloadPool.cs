using System.Buffers;

namespace PatContracts.Schema.Text;

/// <summary>
/// Arrays of the shared pool for payload text. Whatever was written to one is cleared when it is returned: the next code to rent it must not find a payload,
/// and with it a secret.
/// </summary>
internal static class PayloadPool
{
    public static byte[] Rent(int minimumLength) => ArrayPool<byte>.Shared.Rent(minimumLength);

    public static char[] RentChars(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    /// <param name="array">The array.</param>
    /// <param name="used">How much of it was written, from its start.</param>
    public static void Return(byte[] array, int used)
    {
        Array.Clear(array, 0, used);
        ArrayPool<byte>.Shared.Return(array);
    }

    /// <inheritdoc cref="Return(byte[], int)"/>
    public static void Return(char[] array, int used)
    {
        Array.Clear(array, 0, used);
        ArrayPool<char>.Shared.Return(array);
    }
}
