using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// One version of a file of the project, with the data derived from it: its UTF-8 bytes, the findings of a payload, the contracts of a project. An editor
/// reuses the text of a file across compilations until the file is edited.
/// </summary>
internal sealed class FileText
{
    // The only table keyed by text. An editor creates a compilation at every key; without the table, each would encode and validate a megabyte of payload (45
    // ms), compile a schema file (1 ms) and search 500 source files for attributes (4 ms) again.
    private static readonly ConditionalWeakTable<SourceText, FileText> Versions = new();

    private readonly Lazy<byte[]> _bytes;
    private readonly Dictionary<object, object> _derived = [];

    private FileText(SourceText source)
    {
        Source = source;
        _bytes = new(() => Encode(source));
    }

    /// <summary>The text.</summary>
    public SourceText Source { get; }

    /// <summary>The text, without a byte order mark. A lone surrogate becomes bytes that are not UTF-8, so that validation reports it.</summary>
    public byte[] Bytes => _bytes.Value;

    /// <summary>Returns the data stored for a version of a text.</summary>
    public static FileText Of(SourceText text) => Versions.GetValue(text, static text => new(text));

    /// <summary>
    /// Returns data derived from the text under a key: computed by the first call, then stored with the text. A version of a text has few keys: the contracts
    /// against which it is validated.
    /// </summary>
    public TValue Derive<TKey, TValue>(TKey key, Func<TKey, FileText, TValue> derive)
        where TKey : class
        where TValue : class
    {
        lock (_derived)
        {
            if (!_derived.TryGetValue(key, out object? value)) _derived.Add(key, value = derive(key, this));
            return (TValue)value;
        }
    }

    /// <summary>Computes locations in the file. Most efficient in file order: characters are counted from the previous location.</summary>
    public sealed class Locator(FileText text, string path)
    {
        private int _offset;
        private int _character;

        /// <summary>Returns the location of a range of bytes.</summary>
        /// <param name="offset">Zero-based byte offset.</param>
        /// <param name="length">Length in bytes. The range is within one line, as tokens are; the location of a line break is empty.</param>
        /// <param name="line">One-based line of the first byte.</param>
        /// <param name="column">One-based column of the first byte, in UTF-16 code units.</param>
        public Location At(long offset, int length, int line, int column)
        {
            byte[] bytes = text.Bytes;
            int start = (int)Math.Min(offset, bytes.Length);
            if (start < _offset) (_offset, _character) = (0, 0);
            _character += Utf8Text.GetCharCount(bytes.AsSpan(_offset, start - _offset));
            _offset = start;

            var end = new TextPosition(line, column);
            end.Advance(bytes.AsSpan(start, Math.Min(length, bytes.Length - start)));
            int width = end.Line == line ? end.Column - column : 0;
            var position = new LinePosition(line - 1, column - 1);
            return Location.Create(
                path,
                new TextSpan(_character, width),
                new LinePositionSpan(position, new LinePosition(position.Line, position.Character + width)));
        }
    }

    private static byte[] Encode(SourceText text)
    {
        // Decode in chunks: a payload of ten megabytes needs no second copy as one string.
        const int PieceLength = 16 * 1024;
        var characters = new char[PieceLength];
        var bytes = new byte[PieceLength * 3];
        using var result = new MemoryStream(text.Length);
        for (int position = 0; position < text.Length;)
        {
            int count = Math.Min(PieceLength, text.Length - position);
            text.CopyTo(position, characters, 0, count);
            // The other half of a surrogate pair would be in the next chunk.
            if (char.IsHighSurrogate(characters[count - 1]) && position + count < text.Length) count--;
            result.Write(bytes, 0, Utf8Text.GetBytes(characters.AsSpan(0, count), bytes));
            position += count;
        }

        return result.ToArray();
    }
}
