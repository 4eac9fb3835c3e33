using System.IO.Compression;
using System.Security.Cryptography;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Unpacks gzip, and notices when it ends too early. The runtime's decoder takes the end of a cut-off file for the end of its text; so a member of a few secret bytes
/// is put behind the file, and must come out last: it does only where everything before it was whole.
/// </summary>
internal sealed class GzipText : ForwardStream
{
    private const int SealLength = 16;

    private readonly byte[] _seal = RandomNumberGenerator.GetBytes(SealLength);
    private readonly byte[] _buffer = new byte[(1 << 16) + SealLength];
    private readonly GZipStream _unpacked;
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public GzipText(Stream packed) => _unpacked = new GZipStream(new Followed(packed, Packed(_seal)), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The file is damaged, or ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The last bytes are held back until it is known whether they are the seal.
        while (!_isAtEnd && _end - _start <= SealLength) Fill();
        int read = Math.Min(buffer.Length, Math.Max(_end - _start - SealLength, 0));
        _buffer.AsSpan(_start, read).CopyTo(buffer);
        _start += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = _unpacked.Read(_buffer.AsSpan(_end));
        _end += read;
        _isAtEnd = read == 0;
        if (_isAtEnd && !_buffer.AsSpan(0, _end).EndsWith(_seal)) throw new InvalidDataException("The gzip data ends too early.");
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>A stream, and a few bytes behind its end.</summary>
    private sealed class Followed(Stream first, byte[] last) : ForwardStream
    {
        private bool _isBehind;
        private int _position;

        public override int Read(Span<byte> buffer)
        {
            int read = _isBehind ? 0 : first.Read(buffer);
            if (read > 0 || buffer.IsEmpty) return read;
            _isBehind = true;
            read = Math.Min(buffer.Length, last.Length - _position);
            last.AsSpan(_position, read).CopyTo(buffer);
            _position += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) first.Dispose();
            base.Dispose(disposing);
        }
    }
}
