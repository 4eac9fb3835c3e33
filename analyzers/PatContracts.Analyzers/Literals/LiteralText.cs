using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Analyzers.Literals;

/// <summary>The value of a C# string expression as UTF-8, and the source location of every byte.</summary>
internal sealed class LiteralText
{
    private readonly ImmutableArray<Piece> _pieces;
    private readonly Location _end;

    private LiteralText(string value, ImmutableArray<Piece> pieces, Location end)
    {
        Value = value;
        Utf8 = Utf8Text.GetBytes(value);
        _pieces = pieces;
        _end = end;
    }

    /// <summary>The value as the compiler sees it.</summary>
    public string Value { get; }

    /// <summary>The value in UTF-8. A lone surrogate, which has no UTF-8 form, is encoded as three bytes that no decoder accepts.</summary>
    public byte[] Utf8 { get; }

    /// <summary>
    /// Returns the source of a range of bytes: one location for each literal that contains a part of it, in the order of the value. An escape sequence is
    /// included as a whole if any of its bytes is in the range. The location of an empty range is an empty position between two characters. A range inside a
    /// constant is located in the constant's declaration; if that is in another file, the location of the use comes first.
    /// </summary>
    public ImmutableArray<Location> Locate(int offset, int length) =>
        LocateCharacters(CharacterAt(offset, roundUp: false), CharacterAt(offset + length, roundUp: true));

    private ImmutableArray<Location> LocateCharacters(int start, int end)
    {
        if (_pieces.IsEmpty) return ImmutableArray.Create(_end);
        int index = PieceAt(start);
        Piece piece = _pieces[index];
        if (piece.Inner is { } inner && end <= piece.ValueEnd)
        {
            ImmutableArray<Location> inside = inner.LocateCharacters(start - piece.ValueStart, end - piece.ValueStart);
            return inside[0].SourceTree == piece.Tree ? inside : inside.Insert(0, Location.Create(piece.Tree, piece.Span));
        }

        if (start == end) return ImmutableArray.Create(start < Value.Length ? piece.Before(start) : _end);

        ImmutableArray<Location>.Builder locations = ImmutableArray.CreateBuilder<Location>();
        while (index < _pieces.Length && _pieces[index].ValueStart < end)
        {
            Piece first = _pieces[index];
            TextSpan span = first.Source(start, end);
            for (index++; index < _pieces.Length && _pieces[index].ValueStart < end && _pieces[index].Token == first.Token; index++)
            {
                span = TextSpan.FromBounds(span.Start, _pieces[index].Source(start, end).End);
            }

            locations.Add(Location.Create(first.Tree, span));
        }

        return locations.ToImmutable();
    }

    private int PieceAt(int character)
    {
        int low = 0;
        int high = _pieces.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_pieces[middle].ValueStart <= character) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    /// <summary>The character that contains a byte; rounded up, the first character that begins at or after the byte.</summary>
    private int CharacterAt(int offset, bool roundUp)
    {
        offset = Math.Min(offset, Utf8.Length);
        while (offset > 0 && offset < Utf8.Length && (Utf8[offset] & 0xC0) == 0x80) offset += roundUp ? 1 : -1;
        return Utf8Text.GetCharCount(Utf8.AsSpan(0, offset));
    }

    /// <summary>A run of the value and its source: mapped character by character or, for an escape sequence or the name of a constant, as a whole.</summary>
    private readonly record struct Piece(int ValueStart, int ValueLength, SyntaxTree Tree, TextSpan Span, int Token, bool IsWhole, LiteralText? Inner)
    {
        public int ValueEnd => ValueStart + ValueLength;

        public TextSpan Source(int start, int end) => IsWhole
            ? Span
            : TextSpan.FromBounds(Span.Start + Math.Max(start - ValueStart, 0), Span.Start + Math.Min(end - ValueStart, ValueLength));

        public Location Before(int character) => Location.Create(Tree, new TextSpan(IsWhole ? Span.Start : Span.Start + (character - ValueStart), 0));
    }

    /// <summary>Builds a text from its pieces, left to right.</summary>
    public sealed class Builder
    {
        private readonly StringBuilder _value = new();
        private readonly ImmutableArray<Piece>.Builder _pieces = ImmutableArray.CreateBuilder<Piece>();
        private Location _end = Location.None;
        private int _token;

        public int Length => _value.Length;

        /// <summary>Returns the text added since the value had this length.</summary>
        public string Since(int length) => _value.ToString(length, _value.Length - length);

        /// <summary>Begins a literal: pieces added until the next call belong to it and are reported together.</summary>
        public void BeginToken() => _token++;

        /// <summary>Ends the current literal. Members missing at the end of the text are reported here.</summary>
        public void EndToken(SyntaxTree tree, int contentEnd) => _end = Location.Create(tree, new TextSpan(contentEnd, 0));

        /// <summary>Adds source characters that represent themselves.</summary>
        public void AddVerbatim(SyntaxTree tree, SourceText source, int start, int end)
        {
            if (start == end) return;
            var span = TextSpan.FromBounds(start, end);
            _pieces.Add(new Piece(_value.Length, span.Length, tree, span, _token, IsWhole: false, Inner: null));
            _value.Append(source.ToString(span));
        }

        /// <summary>Adds text that a source span represents as a whole.</summary>
        public void AddWhole(SyntaxTree tree, TextSpan span, string text)
        {
            if (text.Length == 0) return;
            _pieces.Add(new Piece(_value.Length, text.Length, tree, span, _token, IsWhole: true, Inner: null));
            _value.Append(text);
        }

        /// <summary>Adds the text of a constant that a source span names.</summary>
        public void AddReference(SyntaxTree tree, TextSpan span, LiteralText text)
        {
            // An empty text alone is recorded with its position, where an empty payload is reported.
            if (text.Value.Length == 0 && _value.Length > 0) return;
            _pieces.Add(new Piece(_value.Length, text.Value.Length, tree, span, _token, IsWhole: true, text));
            _value.Append(text.Value);
        }

        public LiteralText ToText() => new(_value.ToString(), _pieces.ToImmutable(), _end);
    }
}
