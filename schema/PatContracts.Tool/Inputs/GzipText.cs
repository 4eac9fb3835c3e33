using System.IO.Compression;
using System.Security.Cryptography;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Decompresses gzip and detects truncation. The decoder of the runtime treats the end of a truncated file as the end of the text. Therefore a gzip member with
/// a few random bytes is appended to the file: they are decompressed last only if all data before them is complete.
/// </summary>
internal sealed class GzipText : ForwardStream
{
    private const int SealLength = 16;

    private readonly byte[] _seal = RandomNumberGenerator.GetBytes(SealLength);
    private readonly byte[] _buffer = new byte[(1 << 16) + SealLength];
    private readonly GZipStream _decompressed;
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public GzipText(Stream compressed) =>
        _decompressed = new GZipStream(new ConcatenatedStream(compressed, new MemoryStream(Compress(_seal)), leaveOpen: false), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The file is corrupt or truncated.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The last bytes are not returned until it is known whether they are the seal.
        while (!_isAtEnd && _end - _start <= SealLength) Fill();
        int read = Math.Min(buffer.Length, Math.Max(_end - _start - SealLength, 0));
        _buffer.AsSpan(_start, read).CopyTo(buffer);
        _start += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _decompressed.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = _decompressed.Read(_buffer.AsSpan(_end));
        _end += read;
        _isAtEnd = read == 0;
        if (_isAtEnd && !_buffer.AsSpan(0, _end).EndsWith(_seal)) throw new InvalidDataException("The gzip data is truncated.");
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}
