using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// A text file of the project in UTF-8. Encoded once for each version of the text, which an editor keeps as long as the file is not edited; what is
/// derived from it is kept beside it.
/// </summary>
internal sealed class Utf8Text
{
    private static readonly ConditionalWeakTable<SourceText, Utf8Text> Cache = new();

    private readonly Dictionary<object, object> _derived = [];

    private Utf8Text(byte[] bytes) => Bytes = bytes;

    /// <summary>The text, without a byte order mark. Half a surrogate pair becomes the replacement character.</summary>
    public byte[] Bytes { get; }

    /// <summary>The bytes of one version of a text.</summary>
    public static Utf8Text Of(SourceText text) => Cache.GetValue(text, Encode);

    /// <summary>
    /// What is derived from the text for a key: computed at the first call, kept for as long as the text. A version of a text has few keys: the
    /// contracts it is checked against.
    /// </summary>
    public TValue Derive<TKey, TValue>(TKey key, Func<TKey, Utf8Text, TValue> derive)
        where TKey : class
        where TValue : class
    {
        lock (_derived)
        {
            if (!_derived.TryGetValue(key, out object? value)) _derived.Add(key, value = derive(key, this));
            return (TValue)value;
        }
    }

    /// <summary>Finds places in the file, quickest in the order of the file: characters are counted from the place before.</summary>
    public sealed class Places(Utf8Text text, string path)
    {
        private int _offset;
        private int _character;

        /// <summary>The place of a range of bytes.</summary>
        /// <param name="offset">Zero-based, in bytes.</param>
        /// <param name="length">In bytes. The range lies in one line, as tokens do; one that does not ends with its first line.</param>
        /// <param name="line">One-based line of the first byte.</param>
        /// <param name="column">One-based column of the first byte, in UTF-16 code units.</param>
        public Location At(long offset, int length, int line, int column)
        {
            byte[] bytes = text.Bytes;
            int start = (int)Math.Min(offset, bytes.Length);
            if (start < _offset) (_offset, _character) = (0, 0);
            _character += Utf16Length(bytes.AsSpan(_offset, start - _offset));
            _offset = start;

            ReadOnlySpan<byte> range = bytes.AsSpan(start, Math.Min(length, bytes.Length - start));
            int lineEnd = range.IndexOfAny((byte)'\n', (byte)'\r');
            int width = Utf16Length(lineEnd < 0 ? range : range.Slice(0, lineEnd));
            var position = new LinePosition(line - 1, column - 1);
            return Location.Create(
                path,
                new TextSpan(_character, width),
                new LinePositionSpan(position, new LinePosition(position.Line, position.Character + width)));
        }
    }

    private static Utf8Text Encode(SourceText text)
    {
        // In pieces: a payload of ten megabytes needs no second copy as one string.
        const int PieceLength = 16 * 1024;
        Encoder encoder = Encoding.UTF8.GetEncoder();
        var characters = new char[PieceLength];
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(PieceLength)];
        using var result = new MemoryStream(text.Length);
        for (int position = 0; position < text.Length; position += PieceLength)
        {
            int count = Math.Min(PieceLength, text.Length - position);
            text.CopyTo(position, characters, 0, count);
            int written = encoder.GetBytes(characters, 0, count, bytes, 0, flush: position + count == text.Length);
            result.Write(bytes, 0, written);
        }

        return new Utf8Text(result.ToArray());
    }

    private static int Utf16Length(ReadOnlySpan<byte> utf8)
    {
        int length = 0;
        foreach (byte b in utf8) length += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
        return length;
    }
}
