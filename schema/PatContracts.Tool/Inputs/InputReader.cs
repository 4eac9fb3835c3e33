using System.Buffers;
using System.IO.Pipelines;
using PatContracts.Schema;
using PatContracts.Schema.Streaming;
using PatContracts.Schema.Text;
using PatContracts.Yaml;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Reads an input in parts that can be checked apart, recognizing by content what it is: gzip, one JSON text, NDJSON, a HAR recording, or text
/// in another encoding. Lists are read element by element and NDJSON in windows, so that their size does not matter, only that of their longest
/// element or line.
/// </summary>
internal static class InputReader
{
    private const string EncodingRule = "input/encoding";
    private const int WindowSize = 1 << 18;
    private const int LargestHeldList = 32 << 20;

    // What is one value has to be held, and a small file that is packed can hold a very large one.
    private const int LargestValue = PayloadReader.DefaultMaxElementBytes;

    /// <summary>The parts of an input, in order. Each must be disposed of; a list must be read before the next part is asked for.</summary>
    /// <param name="file">The input.</param>
    /// <param name="requiresUtf8">Whether a text in another encoding, or with a byte order mark, is at fault; otherwise it is read, and a note says so.</param>
    /// <param name="progress">Told how many bytes were read.</param>
    /// <exception cref="IOException">The input cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The input may not be read.</exception>
    /// <exception cref="InvalidDataException">The input is gzip and damaged.</exception>
    public static IEnumerable<Segment> Read(InputFile file, bool requiresUtf8 = false, Action<long>? progress = null)
    {
        using Stream source = file.Open();
        using Stream unpacked = Unpacked(source);
        Stream stream = unpacked;
        var window = new TextBuffer(WindowSize);
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

            // The first window is read from until the stream has passed it.
            stream = new TranscodedText(new ResumedStream(window.Array.AsMemory(encoding.MarkLength, length - encoding.MarkLength), unpacked, null), encoding);
            window = new TextBuffer(WindowSize);
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
            yield return Segment.LargeList(new ResumedStream(window.Array.AsMemory(0, length), stream, progress));
            window.Return(length);
            yield break;
        }

        if (ReadRest(stream, ref window, length, progress) is not { } all)
        {
            window.Return();
            yield return TooLarge("The text is one value", 0, default);
            yield break;
        }

        if (file.IsNamedAsYaml)
        {
            if (note is not null) yield return note;
            // The buffer is not returned: excerpts may still show its lines.
            yield return Yaml(all);
            yield break;
        }

        // A recording may begin with a byte order mark (HAR 1.2).
        ReadOnlyMemory<byte> recording = requiresUtf8 ? all[encoding.MarkLength..] : all;
        if ((file.IsNamedAsHar || ContentShape.IsHar(recording.Span)) && HarRecording.Read(recording) is { } bodies)
        {
            if (note is not null && encoding.UnitLength > 1) yield return note;
            // The buffer is not returned: bodies may still be looked at when the last one has been given out.
            foreach (Segment body in bodies) yield return body;
            yield break;
        }

        if (note is not null) yield return note;
        yield return Segment.Document(all, window);
    }

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
    /// Whether a text that begins with an array is lines of arrays and objects after all, of which the first is too long to have been recognized. A file is read
    /// ahead for it, up to the end of that line; of standard input as much is held as of a list.
    /// </summary>
    private static bool AreArrayLines(InputFile file, Stream source, TextEncoding encoding, Stream stream, ref TextBuffer window, ref int length)
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
        using Stream unpacked = Unpacked(source);
        Stream text = encoding.UnitLength == 1 ? unpacked : new TranscodedText(unpacked, encoding);
        byte[] buffer = new byte[WindowSize];
        ArrayLineRecognizer recognizer = default;
        while (text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and int read)
        {
            if (recognizer.Recognize(buffer.AsSpan(0, read)) is { } decided) return decided;
        }

        return false;
    }

    /// <summary>What the text is made of. Reads on as long as the beginning does not show it.</summary>
    private static PayloadFormat Recognize(Stream stream, ref TextBuffer window, ref int length)
    {
        PayloadFormatRecognizer recognizer = default;
        for (int seen = 0; ;)
        {
            PayloadFormat form = recognizer.Recognize(window.Array.AsSpan(seen, length - seen), isLast: length < window.Length);
            if (form != PayloadFormat.Unknown || length < window.Length || length > LargestValue) return form;
            seen = length;
            Grow(stream, ref window, ref length);
        }
    }

    private static Stream Unpacked(Stream source)
    {
        Span<byte> magic = stackalloc byte[2];
        if (source is FileStream { CanSeek: true } file)
        {
            // Without moving the file's position.
            int read = RandomAccess.Read(file.SafeFileHandle, magic, 0);
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

    private static Segment TooLarge(string what, long offset, TextPosition position) => Segment.Problem(
        "json/too-large", $"{what} of more than {LargestValue >> 20} MB, which is not read; lists and NDJSON may be of any size", offset, position);

    private static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B];

    private static IEnumerable<Segment> Lines(Stream stream, TextBuffer window, int length, Action<long>? progress)
    {
        long offset = 0;
        TextPosition position = default;
        bool isBlank = true;
        while (length > 0)
        {
            bool isLast = length < window.Length;
            int end = isLast ? length : TextLines.LastStart(window.Array.AsSpan(0, length));
            // However long, blanks need not be kept until their line ends.
            if (end == 0 && IsBlank(window, length)) end = length;
            if (end == 0 && length > LargestValue)
            {
                isBlank = false;
                yield return TooLarge("The line is one value", offset, position);
                break;
            }

            if (end == 0)
            {
                Grow(stream, ref window, ref length);
                continue;
            }

            int rest = length - end;
            var next = new TextBuffer(rest < WindowSize ? WindowSize : rest + WindowSize);
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
        // Lines of which none is a payload are as empty as an empty text.
        if (isBlank) yield return Segment.Problem("json/empty", JsonProblems.Message(JsonProblem.Empty), offset, position);
    }

    private static bool IsBlank(TextBuffer window, int length) => JsonScan.SkipWhitespace(window.Array.AsSpan(0, length), 0) == length;

    /// <summary>Reads on into a window of twice the size, or of one byte more than may be held.</summary>
    private static void Grow(Stream stream, ref TextBuffer window, ref int length)
    {
        Replace(ref window, length, Larger(window));
        length += stream.ReadAtLeast(window.Array.AsSpan(length), window.Length - length, throwOnEndOfStream: false);
    }

    /// <summary>The whole text, in a buffer that replaces the window; null where the text is larger than what is held.</summary>
    private static ReadOnlyMemory<byte>? ReadRest(Stream stream, ref TextBuffer window, int length, Action<long>? progress)
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

    // One byte more than may be held shows that there is more. A buffer of just the limit would have to be copied for it.
    private static int Larger(TextBuffer window) => window.Length * 2L >= LargestValue ? LargestValue + 1 : window.Length * 2;

    private static void Replace(ref TextBuffer window, int length, int size)
    {
        var larger = new TextBuffer(size);
        window.Array.AsSpan(0, length).CopyTo(larger.Array);
        window.Return(length);
        window = larger;
    }
}
