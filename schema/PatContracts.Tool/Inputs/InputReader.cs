using System.Buffers;
using System.IO.Pipelines;
using PatContracts.Schema;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Reads an input in parts that can be checked apart, recognising by content what it is: gzip, one JSON text, NDJSON, a HAR recording, or text
/// in another encoding. Lists are read element by element and NDJSON in windows, so that their size does not matter, only that of their longest element or line.
/// </summary>
internal static class InputReader
{
    private const int WindowSize = 1 << 18;
    private const int LargestHeldList = 32 << 20;

    // What is one value has to be held, and a small file that is packed can hold a very large one.
    private const int LargestValue = PayloadReader.DefaultMaxElementBytes;

    /// <summary>The parts of an input, in order. Each must be disposed of; a list must be read before the next part is asked for.</summary>
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

        if (length == window.Length && ContentShape.IsArray(window.AsSpan(0, length)) && IsLarge(stream))
        {
            yield return Segment.LargeList(new ResumedStream(window.AsMemory(0, length), stream, progress));
            ArrayPool<byte>.Shared.Return(window);
            yield break;
        }

        if (ReadRest(stream, window, length, progress) is not { } all)
        {
            yield return TooLarge("The text is one value", 0, 1);
            yield break;
        }

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
            return IsGzip(magic[..read]) ? new GzipText(source) : source;
        }

        // What cannot be rewound is looked at through a pipe, which keeps what was not taken.
        PipeReader pipe = PipeReader.Create(source, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        ReadResult start = pipe.ReadAtLeastAsync(2).AsTask().GetAwaiter().GetResult();
        int copied = (int)Math.Min(2, start.Buffer.Length);
        start.Buffer.Slice(0, copied).CopyTo(magic);
        pipe.AdvanceTo(start.Buffer.Start);
        return IsGzip(magic[..copied]) ? new GzipText(pipe.AsStream()) : pipe.AsStream();
    }

    // How much a pipe brings, or a gzip stream holds, is not known before it is read.
    private static bool IsLarge(Stream stream) => !stream.CanSeek || stream.Length > LargestHeldList;

    private static Segment TooLarge(string what, long offset, long line) =>
        Segment.Problem("json/too-large", $"{what} of more than {LargestValue >> 20} MB, which is not read; lists and NDJSON may be of any size", offset, line);

    private static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B];

    private static IEnumerable<Segment> Lines(Stream stream, byte[] window, int length, Action<long>? progress)
    {
        long offset = 0;
        long line = 1;
        while (length > 0)
        {
            bool isLast = length < window.Length;
            int end = isLast ? length : window.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (end == 0 && length > LargestValue)
            {
                yield return TooLarge("The line is one value", offset, line);
                break;
            }

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
        byte[] larger = ArrayPool<byte>.Shared.Rent(window.Length * 2);
        window.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(window);
        return larger;
    }

    /// <summary>The whole text, or null where it is larger than what is held.</summary>
    private static ReadOnlyMemory<byte>? ReadRest(Stream stream, byte[] window, int length, Action<long>? progress)
    {
        try
        {
            progress?.Invoke(length);
            if (length < window.Length) return window.AsSpan(0, length).ToArray();
            if (stream.CanSeek && stream.Length > LargestValue) return null;
            using var all = new MemoryStream(stream.CanSeek ? (int)stream.Length : length * 2);
            while (length > 0)
            {
                if (all.Length + length > LargestValue) return null;
                if (all.Capacity < all.Length + length) all.Capacity = (int)Math.Min(LargestValue, all.Capacity * 2L);
                all.Write(window, 0, length);
                length = stream.Read(window);
                progress?.Invoke(length);
            }

            return all.GetBuffer().AsMemory(0, (int)all.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }
}
