using System.Buffers;
using System.IO.Pipelines;
using PatContracts.Schema;
using PatContracts.Schema.Text;
using PatContracts.Yaml;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Reads an input in segments that can be checked separately. Recognizes gzip, a single JSON text, NDJSON, HAR recordings and text in other encodings by
/// content. Lists are read element by element and NDJSON in windows, so that memory use depends only on the longest element or line.
/// </summary>
internal static class InputReader
{
    private const string EncodingRule = "input/encoding";
    private const int WindowSize = 1 << 18;
    private const int LargestHeldList = 32 << 20;

    // A single value must be held in memory, and a small compressed file can contain a very large one.
    private const int LargestValue = PayloadReader.DefaultMaxElementBytes;

    /// <summary>Returns the segments of an input, in order. The caller disposes each segment, and reads a list before it requests the next segment.</summary>
    /// <param name="file">The input.</param>
    /// <param name="requiresUtf8">Whether a text in another encoding, or with a byte order mark, is unreadable; otherwise it is read, with a note.</param>
    /// <param name="progress">Receives the number of bytes of each read.</param>
    /// <exception cref="IOException">The input cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user is not allowed to read the input.</exception>
    /// <exception cref="InvalidDataException">The gzip data of the input is corrupt.</exception>
    public static IEnumerable<Segment> Read(InputFile file, bool requiresUtf8 = false, Action<long>? progress = null)
    {
        using Stream source = file.Open();
        using Stream decompressed = Decompress(source);
        Stream stream = decompressed;
        var window = new InputBuffer(WindowSize);
        int length = stream.ReadAtLeast(window.Array, window.Length, throwOnEndOfStream: false);
        TextEncoding encoding = TextEncoding.Of(window.Array.AsSpan(0, length));
        if (encoding.UnitLength > 1)
        {
            if (requiresUtf8)
            {
                window.Return(length);
                yield return Segment.Problem(EncodingRule, $"The file is {encoding.Name} text; JSON must be UTF-8");
                yield break;
            }

            // The first window is in use until the stream has been read past it.
            stream = new TranscodedText(Concatenate(window, encoding.MarkLength, length, decompressed), encoding);
            window = new InputBuffer(WindowSize);
            length = stream.ReadAtLeast(window.Array, window.Length, throwOnEndOfStream: false);
        }
        else if (encoding.MarkLength > 0 && !requiresUtf8)
        {
            window.Array.AsSpan(encoding.MarkLength, length - encoding.MarkLength).CopyTo(window.Array);
            length -= encoding.MarkLength;
            length += stream.ReadAtLeast(window.Array.AsSpan(length), window.Length - length, throwOnEndOfStream: false);
        }

        Segment? note = encoding == TextEncoding.Utf8 || requiresUtf8 ? null : Segment.Note(EncodingRule, $"The file is {encoding.Name}; it was read as UTF-8");
        PayloadFormat form = file.IsNamedAsLines ? PayloadFormat.Lines : file.IsNamedAsYaml ? PayloadFormat.Value : Recognize(stream, ref window, ref length);
        if (form == PayloadFormat.Array && AreArrayLines(file, source, encoding, stream, ref window, ref length)) form = PayloadFormat.Lines;
        if (form == PayloadFormat.Lines)
        {
            if (note is not null) yield return note;
            foreach (Segment lines in Lines(stream, window, length, progress)) yield return lines;
            yield break;
        }

        if (length == window.Length && form == PayloadFormat.Array && IsLarge(stream))
        {
            if (note is not null) yield return note;
            yield return Segment.LargeList(Concatenate(window, 0, length, stream, progress));
            window.Return(length);
            yield break;
        }

        if (ReadRest(stream, ref window, length, progress) is not { } all)
        {
            window.Return();
            yield return TooLarge("The text", 0, default);
            yield break;
        }

        if (file.IsNamedAsYaml)
        {
            if (note is not null) yield return note;
            // The buffer is not returned to the pool, because excerpts can still refer to it.
            yield return Yaml(all);
            yield break;
        }

        // A recording can start with a byte order mark (HAR 1.2).
        ReadOnlyMemory<byte> recording = requiresUtf8 ? all[encoding.MarkLength..] : all;
        if ((file.IsNamedAsHar || ContentDetection.IsHar(recording.Span)) && HarRecording.Read(recording) is { } bodies)
        {
            if (note is not null && encoding.UnitLength > 1) yield return note;
            // The buffer is not returned to the pool, because bodies can still refer to it.
            foreach (Segment body in bodies) yield return body;
            yield break;
        }

        if (note is not null) yield return note;
        yield return Segment.Document(all, window);
    }

    /// <summary>Returns the text that has been read into the window, followed by the rest of the stream.</summary>
    private static ConcatenatedStream Concatenate(InputBuffer window, int start, int end, Stream rest, Action<long>? progress = null) =>
        new(new MemoryStream(window.Array, start, end - start, writable: false), rest, leaveOpen: true, progress);

    private static Segment Yaml(ReadOnlyMemory<byte> text)
    {
        try
        {
            ConvertedDocument converted = YamlConverter.ToJson(text.Span);
            return Segment.YamlDocument(converted.Utf8Json, new YamlText(text, converted.Source));
        }
        catch (YamlConversionException e)
        {
            return Segment.Problem(YamlContractExtensions.SyntaxRule, e.Message, e.Offset, TextPosition.Of(text.Span, (int)e.Offset));
        }
    }

    /// <summary>
    /// Returns whether a text that starts with an array is NDJSON whose first line is too long to have been recognized. Reads ahead to the end of that line: in
    /// a file without a limit, on standard input up to the size of a list that is held in memory.
    /// </summary>
    private static bool AreArrayLines(InputFile file, Stream source, TextEncoding encoding, Stream stream, ref InputBuffer window, ref int length)
    {
        ArrayLineRecognizer recognizer = default;
        for (int seen = 0; ;)
        {
            if (recognizer.Recognize(window.Array.AsSpan(seen, length - seen)) is { } decided) return decided;
            if (length < window.Length || length >= LargestHeldList) return false;
            if (source.CanSeek) return AreArrayLines(file, encoding);
            seen = length;
            Grow(stream, ref window, ref length);
        }
    }

    private static bool AreArrayLines(InputFile file, TextEncoding encoding)
    {
        using Stream source = file.Open();
        using Stream decompressed = Decompress(source);
        Stream text = encoding.UnitLength == 1 ? decompressed : new TranscodedText(decompressed, encoding);
        byte[] buffer = new byte[WindowSize];
        ArrayLineRecognizer recognizer = default;
        while (text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and int read)
        {
            if (recognizer.Recognize(buffer.AsSpan(0, read)) is { } decided) return decided;
        }

        return false;
    }

    /// <summary>Returns the format of the text. Reads more text until the format can be determined.</summary>
    private static PayloadFormat Recognize(Stream stream, ref InputBuffer window, ref int length)
    {
        while (true)
        {
            PayloadFormat form = PayloadReader.Recognize(window.Array.AsSpan(0, length), isComplete: length < window.Length);
            if (form != PayloadFormat.Unknown || length < window.Length || length > LargestValue) return form;
            // Doubling the size keeps the total work linear, although the text is examined again.
            Grow(stream, ref window, ref length);
        }
    }

    private static Stream Decompress(Stream source)
    {
        Span<byte> magic = stackalloc byte[2];
        if (source is FileStream { CanSeek: true } file)
        {
            // Does not change the position of the file.
            int read = RandomAccess.Read(file.SafeFileHandle, magic, 0);
            return IsGzip(magic[..read]) ? new GzipText(source) : source;
        }

        // A stream that cannot seek is read through a pipe, which keeps the bytes that were only examined.
        PipeReader pipe = PipeReader.Create(source, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        ReadResult start = pipe.ReadAtLeastAsync(2).AsTask().GetAwaiter().GetResult();
        int copied = (int)Math.Min(2, start.Buffer.Length);
        start.Buffer.Slice(0, copied).CopyTo(magic);
        pipe.AdvanceTo(start.Buffer.Start);
        return IsGzip(magic[..copied]) ? new GzipText(pipe.AsStream()) : pipe.AsStream();
    }

    // The length of a pipe or of compressed data is not known in advance.
    private static bool IsLarge(Stream stream) => !stream.CanSeek || stream.Length > LargestHeldList;

    private static Segment TooLarge(string what, long offset, TextPosition position) => Segment.Problem(
        "json/too-large", $"{what} is a single value larger than {LargestValue >> 20} MB, which is not supported; lists and NDJSON can be of any size", offset, position);

    private static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B];

    // Reports the same finding as the engine.
    private static Segment NoPayload(long offset, TextPosition position)
    {
        using PayloadReader reader = PayloadReader.ForLines(ReadOnlyMemory<byte>.Empty);
        reader.Read();
        return Segment.Problem(reader.Fault!.Rule, reader.Fault.Message, offset, position);
    }

    private static IEnumerable<Segment> Lines(Stream stream, InputBuffer window, int length, Action<long>? progress)
    {
        long offset = 0;
        TextPosition position = default;
        bool isBlank = true;
        while (length > 0)
        {
            bool isLast = length < window.Length;
            int end = isLast ? length : TextLines.LastStart(window.Array.AsSpan(0, length));
            // Whitespace does not have to be held until the end of its line.
            if (end == 0 && IsBlank(window, length)) end = length;
            if (end == 0 && length > LargestValue)
            {
                isBlank = false;
                yield return TooLarge("The line", offset, position);
                break;
            }

            if (end == 0)
            {
                Grow(stream, ref window, ref length);
                continue;
            }

            int rest = length - end;
            var next = new InputBuffer(rest < WindowSize ? WindowSize : rest + WindowSize);
            window.Array.AsSpan(end, rest).CopyTo(next.Array);
            TextPosition start = position;
            position.Advance(window.Array.AsSpan(0, end));
            isBlank = isBlank && IsBlank(window, end);
            progress?.Invoke(end);
            yield return Segment.Lines(window, end, offset, start);
            offset += end;
            window = next;
            length = rest + (isLast ? 0 : stream.ReadAtLeast(window.Array.AsSpan(rest), window.Length - rest, throwOnEndOfStream: false));
        }

        window.Return();
        // Blank lines only are reported like an empty text.
        if (isBlank) yield return NoPayload(offset, position);
    }

    private static bool IsBlank(InputBuffer window, int length) => ContentDetection.IsBlank(window.Array.AsSpan(0, length));

    /// <summary>Reads more text into a window of twice the size, or of one byte more than the limit.</summary>
    private static void Grow(Stream stream, ref InputBuffer window, ref int length)
    {
        Replace(ref window, length, Larger(window));
        length += stream.ReadAtLeast(window.Array.AsSpan(length), window.Length - length, throwOnEndOfStream: false);
    }

    /// <summary>Reads the whole text into a buffer that replaces the window. Returns null if the text exceeds the limit.</summary>
    private static ReadOnlyMemory<byte>? ReadRest(Stream stream, ref InputBuffer window, int length, Action<long>? progress)
    {
        if (stream.CanSeek && stream.Length > LargestValue) return null;
        if (length == window.Length && stream.CanSeek) Replace(ref window, length, Math.Max((int)stream.Length, length) + 1);
        progress?.Invoke(length);
        while (true)
        {
            int read = stream.ReadAtLeast(window.Array.AsSpan(length), window.Length - length, throwOnEndOfStream: false);
            length += read;
            if (length > LargestValue) return null;
            progress?.Invoke(read);
            if (length < window.Length) return window.Array.AsMemory(0, length);
            Replace(ref window, length, Larger(window));
        }
    }

    // One byte more than the limit detects a larger text without another copy of the buffer.
    private static int Larger(InputBuffer window) => window.Length * 2L >= LargestValue ? LargestValue + 1 : window.Length * 2;

    private static void Replace(ref InputBuffer window, int length, int size)
    {
        var larger = new InputBuffer(size);
        window.Array.AsSpan(0, length).CopyTo(larger.Array);
        window.Return(length);
        window = larger;
    }
}
