using System.Buffers;

namespace PatContracts.Schema.Text;

/// <summary>
/// Rents arrays for payload text from the shared pool. The used part of an array is cleared when it is returned, so that the next code to rent it does not find
/// a payload and any secret in it.
/// </summary>
internal static class PayloadPool
{
    public static byte[] Rent(int minimumLength) => ArrayPool<byte>.Shared.Rent(minimumLength);

    public static char[] RentChars(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    /// <param name="array">The array.</param>
    /// <param name="used">The length of the part that was written, from the start.</param>
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
