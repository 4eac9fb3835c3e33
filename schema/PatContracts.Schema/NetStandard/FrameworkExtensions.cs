using System.Runtime.InteropServices;
using System.Text;

namespace PatContracts.Schema;

/// <summary>Overloads of framework methods that .NET Standard 2.0 lacks.</summary>
internal static class FrameworkExtensions
{
    /// <summary>Reads into the memory of an array.</summary>
    public static ValueTask<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken) =>
        MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> array)
            ? new ValueTask<int>(stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken))
            : throw new ArgumentException("The memory is not that of an array.", nameof(buffer));

    /// <summary>Decodes bytes.</summary>
    public static string GetString(this Encoding encoding, ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());
}
