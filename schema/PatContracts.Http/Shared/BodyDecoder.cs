using System.IO.Compression;
using System.Runtime.InteropServices;

namespace PatContracts.Http.Shared;

/// <summary>Decodes the content encodings of a body that no earlier part of the pipeline has decoded.</summary>
internal static class BodyDecoder
{
    /// <summary>The supported content encodings, as the value of an Accept-Encoding header.</summary>
    public const string Known = "gzip, br, deflate";

    /// <summary>Returns whether all encodings are supported.</summary>
    /// <param name="encodings">The encodings in the order in which they were applied.</param>
    public static bool CanDecode(IEnumerable<string> encodings) => encodings.All(encoding => Find(encoding) is not null);

    /// <summary>
    /// Decodes a body into a buffer. A truncated body is decoded up to the point of truncation, because decoders stop at the end of their input.
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
    /// Returns whether an exception means that the input of a decoder is malformed. The Brotli decoder throws <see cref="InvalidOperationException"/>.
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
