using System.IO.Compression;
using System.Runtime.InteropServices;

namespace PatContracts.Http.Shared;

/// <summary>Decodes the content encodings of a body that no other part of the pipeline has decoded.</summary>
internal static class BodyDecoder
{
    /// <summary>The content encodings that can be decoded, as a field value.</summary>
    public const string Known = "gzip, br, deflate";

    /// <summary>Whether every encoding in the list can be decoded.</summary>
    /// <param name="encodings">The encodings in the order in which they were applied.</param>
    public static bool CanDecode(IEnumerable<string> encodings) => encodings.All(encoding => Find(encoding) is not null);

    /// <summary>
    /// Decodes a body into a buffer. A compressed body that is cut off is decoded up to that point: decoders stop at the end of their input.
    /// </summary>
    public static DecodeResult Decode(ReadOnlyMemory<byte> body, IEnumerable<string> encodings, BodyBuffer decoded)
    {
        MemoryMarshal.TryGetArray(body, out ArraySegment<byte> bytes);
        Stream stream = new MemoryStream(bytes.Array ?? [], bytes.Offset, bytes.Count, writable: false);
        foreach (string encoding in encodings.Reverse()) stream = Find(encoding)!(stream);
        using (stream)
        {
            try
            {
                return decoded.Fill(stream, expectedLength: 4L * body.Length) ? DecodeResult.Decoded : DecodeResult.TooLarge;
            }
            catch (Exception e) when (IsBadData(e))
            {
                return DecodeResult.BadData;
            }
        }
    }

    /// <summary>
    /// Whether a decoder has failed because of its input. The one of Brotli throws an exception of a type that is meant for wrong calls.
    /// </summary>
    public static bool IsBadData(Exception exception) => exception is InvalidDataException or InvalidOperationException;

    private static Func<Stream, Stream>? Find(string encoding) => encoding.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => static stream => new GZipStream(stream, CompressionMode.Decompress),
        "BR" => static stream => new BrotliStream(stream, CompressionMode.Decompress),
        "DEFLATE" => static stream => new ZLibStream(stream, CompressionMode.Decompress),
        "IDENTITY" => static stream => stream,
        _ => null,
    };
}
