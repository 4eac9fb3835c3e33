using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Reads an input in parts that can be checked apart, recognising by content what it is: gzip, one JSON text, NDJSON, a HAR recording, or text
/// in another encoding. NDJSON is read in windows, so that its size does not matter, only that of its longest line.
/// </summary>
internal static class InputReader
{
    private const int WindowSize = 1 << 20;
    private const int LargestWhole = 32 << 20;

    /// <summary>The parts of an input, in order. Each must be disposed of.</summary>
    /// <exception cref="IOException">The input cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The input must not be read.</exception>
    /// <exception cref="InvalidDataException">The input is gzip and damaged.</exception>
    public static IEnumerable<Segment> Read(InputFile file, Action<long>? progress = null)
    {
        using Stream source = file.Open();
        using Stream stream = Unpacked(source);
        byte[] window = ArrayPool<byte>.Shared.Rent(WindowSize);
        int length = stream.ReadAtLeast(window, window.Length, throwOnEndOfStream: false);
        if (ForeignEncoding.NameOf(window.AsSpan(0, length)) is { } encoding)
        {
            ArrayPool<byte>.Shared.Return(window);
            yield return Segment.Problem("input/encoding", $"The file is {encoding} text; JSON must be UTF-8");
            yield break;
        }

        if (file.IsNamedAsLines || ContentShape.IsLines(window.AsSpan(0, length)))
        {
            foreach (Segment lines in Lines(stream, window, length, progress)) yield return lines;
            yield break;
        }

        if (length == window.Length && source.CanSeek && ContentShape.IsArray(window.AsSpan(0, length)) && IsLarge(stream))
        {
            ArrayPool<byte>.Shared.Return(window);
            yield return Segment.LargeList(() => OpenAgain(file, progress));
            yield break;
        }

        ReadOnlyMemory<byte> all = ReadRest(stream, window, length);
        progress?.Invoke(all.Length);
        if (file.IsNamedAsHar || ContentShape.IsHar(all.Span))
        {
            if (HarRecording.Read(all) is { } bodies)
            {
                foreach (Segment body in bodies) yield return body;
                yield break;
            }
        }

        yield return Segment.Document(all);
    }

    private static Stream Unpacked(Stream source)
    {
        Span<byte> magic = stackalloc byte[2];
        if (source.CanSeek)
        {
            int read = source.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
            source.Position = 0;
            return IsGzip(magic[..read]) ? new GZipStream(source, CompressionMode.Decompress) : source;
        }

        // What cannot be rewound is looked at through a pipe, which keeps what was not taken.
        PipeReader pipe = PipeReader.Create(source, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        ReadResult start = pipe.ReadAtLeastAsync(2).AsTask().GetAwaiter().GetResult();
        int copied = (int)Math.Min(2, start.Buffer.Length);
        start.Buffer.Slice(0, copied).CopyTo(magic);
        pipe.AdvanceTo(start.Buffer.Start);
        return IsGzip(magic[..copied]) ? new GZipStream(pipe.AsStream(), CompressionMode.Decompress) : pipe.AsStream();
    }

    // How much is packed in a gzip stream is not known before it is read.
    private static bool IsLarge(Stream stream) => !stream.CanSeek || stream.Length > LargestWhole;

    private static CountingStream OpenAgain(InputFile file, Action<long>? progress)
    {
        Stream source = file.Open();
        return new CountingStream(Unpacked(source), source, progress);
    }

    private static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B];

    private static IEnumerable<Segment> Lines(Stream stream, byte[] window, int length, Action<long>? progress)
    {
        long offset = 0;
        long line = 1;
        while (length > 0)
        {
            bool isLast = length < window.Length;
            int end = isLast ? length : window.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (end == 0)
            {
                window = Grow(window, length);
                length += stream.ReadAtLeast(window.AsSpan(length), window.Length - length, throwOnEndOfStream: false);
                continue;
            }

            byte[] next = ArrayPool<byte>.Shared.Rent(WindowSize > length - end ? WindowSize : length - end + WindowSize);
            window.AsSpan(end, length - end).CopyTo(next);
            int lineCount = window.AsSpan(0, end).Count((byte)'\n');
            int rest = length - end;
            progress?.Invoke(end);
            yield return Segment.Lines(window, end, offset, line);
            offset += end;
            line += lineCount;
            window = next;
            length = rest + (isLast ? 0 : stream.ReadAtLeast(window.AsSpan(rest), window.Length - rest, throwOnEndOfStream: false));
        }

        ArrayPool<byte>.Shared.Return(window);
    }

    private static byte[] Grow(byte[] window, int length)
    {
        if (length > Array.MaxLength / 2) throw new IOException("A line is longer than what can be read at once.");
        byte[] larger = ArrayPool<byte>.Shared.Rent(window.Length * 2);
        window.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(window);
        return larger;
    }

    private static ReadOnlyMemory<byte> ReadRest(Stream stream, byte[] window, int length)
    {
        try
        {
            if (length < window.Length) return window.AsSpan(0, length).ToArray();
            using var all = new MemoryStream(stream.CanSeek && stream.Length <= Array.MaxLength ? (int)stream.Length : length * 2);
            all.Write(window, 0, length);
            stream.CopyTo(all);
            return all.GetBuffer().AsMemory(0, (int)all.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }
}
