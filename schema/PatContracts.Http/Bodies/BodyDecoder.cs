using System.IO.Compression;

namespace PatContracts.Http.Bodies;

/// <summary>
/// The content codings of a body that the primary handler has left compressed. What is decoded is a copy for validation: the caller gets
/// the body as it came.
/// </summary>
internal static class BodyDecoder
{
    /// <summary>Whether every coding in the list is known. Codings stand in the order in which they were applied.</summary>
    public static bool CanDecode(ICollection<string> codings) => codings.All(coding => Find(coding) is not null);

    /// <summary>Decodes into a buffer. False when the decoded body is larger than the buffer's limit.</summary>
    /// <remarks>Where the body is not what its coding says, <see cref="IsBadData"/> knows the exception.</remarks>
    public static bool Decode(ReadOnlyMemory<byte> body, ICollection<string> codings, BodyBuffer decoded)
    {
        Stream stream = new ReadOnlyMemoryStream(body);
        foreach (string coding in codings.Reverse()) stream = Find(coding)!(stream);
        using (stream) return decoded.Fill(stream, expectedLength: 4L * body.Length);
    }

    /// <summary>
    /// Whether a decoder has complained of what it was to decode. That of Brotli does so with an exception of a type meant for wrong calls.
    /// </summary>
    public static bool IsBadData(Exception exception) => exception is InvalidDataException or InvalidOperationException;

    private static Func<Stream, Stream>? Find(string coding) => coding.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => static stream => new GZipStream(stream, CompressionMode.Decompress),
        "BR" => static stream => new BrotliStream(stream, CompressionMode.Decompress),
        "DEFLATE" => static stream => new ZLibStream(stream, CompressionMode.Decompress),
        "IDENTITY" => static stream => stream,
        _ => null,
    };
}
