using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Literals;

/// <summary>
/// Reads string literals, character by character, like the C# lexer (C# 12, §6.4.5.6, and the raw literals of C# 11). Each result is compared with the
/// compiler's value; if the two differ, the literal is ignored.
/// </summary>
internal static class LiteralTokens
{
    /// <summary>Adds a regular, verbatim or raw literal, UTF-8 or not. Returns false for an incomplete one.</summary>
    public static bool TryAdd(LiteralText.Builder builder, SyntaxToken token)
    {
        if (token.ContainsDiagnostics || token.SyntaxTree is not { } tree) return false;
        SourceText source = tree.GetText();
        TextSpan span = token.Span;
        int length = builder.Length;
        builder.BeginToken();

        int start = span.Start;
        int end = span.End;
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken:
                bool verbatim = source[start] == '@';
                start += verbatim ? 2 : 1;
                end = LastQuote(source, end) - 1;
                AddEscaped(builder, tree, source, TextSpan.FromBounds(start, end), verbatim, braces: false);
                break;
            case SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken:
                int quotes = QuotesFrom(source, start);
                start += quotes;
                end = LastQuote(source, end) - quotes;
                builder.AddVerbatim(tree, source, start, end);
                break;
            case SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken:
                RawBlock block = RawBlock.Of(source, start, LastQuote(source, end));
                end = block.Content.End;
                AddIndented(builder, tree, source, block.Content, block);
                break;
            default:
                return false;
        }

        builder.EndToken(tree, end);
        return builder.Since(length) == token.ValueText;
    }

    /// <summary>Reads the text parts of an interpolated string of any form; the caller reads the holes.</summary>
    public readonly struct Interpolated
    {
        private readonly SyntaxTree _tree;
        private readonly SourceText _source;
        private readonly SyntaxKind _form;
        private readonly RawBlock _block;

        public Interpolated(InterpolatedStringExpressionSyntax syntax)
        {
            _tree = syntax.SyntaxTree;
            _source = _tree.GetText();
            _form = syntax.StringStartToken.Kind();
            int start = syntax.StringStartToken.SpanStart;
            while (_source[start] == '$') start++;
            if (_form == SyntaxKind.InterpolatedMultiLineRawStringStartToken) _block = RawBlock.Of(_source, start, syntax.Span.End);
            ContentEnd = _form == SyntaxKind.InterpolatedMultiLineRawStringStartToken ? _block.Content.End : syntax.StringEndToken.SpanStart;
        }

        /// <summary>The source position at which the text ends.</summary>
        public int ContentEnd { get; }

        public SyntaxTree Tree => _tree;

        public bool TryAdd(LiteralText.Builder builder, InterpolatedStringTextSyntax part, string value)
        {
            if (part.TextToken.ContainsDiagnostics) return false;
            int length = builder.Length;
            switch (_form)
            {
                case SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken:
                    AddEscaped(builder, _tree, _source, part.Span, _form == SyntaxKind.InterpolatedVerbatimStringStartToken, braces: true);
                    break;
                case SyntaxKind.InterpolatedSingleLineRawStringStartToken:
                    builder.AddVerbatim(_tree, _source, part.SpanStart, part.Span.End);
                    break;
                case SyntaxKind.InterpolatedMultiLineRawStringStartToken when part.Span.Intersection(_block.Content) is { } span:
                    AddIndented(builder, _tree, _source, span, _block);
                    break;
                default:
                    return false;
            }

            return builder.Since(length) == value;
        }
    }

    /// <summary>The lines between the delimiters of a multi-line raw literal, and the width of the whitespace removed from each.</summary>
    private readonly record struct RawBlock(TextSpan Content, int Indentation)
    {
        /// <summary>The block from the first quotation mark to the end of the last.</summary>
        public static RawBlock Of(SourceText source, int start, int end)
        {
            start += QuotesFrom(source, start);
            while (!SyntaxFacts.IsNewLine(source[start])) start++;
            start = NewLineEnd(source, start);

            while (source[end - 1] == '"') end--;
            int closing = end;
            while (end > start && !SyntaxFacts.IsNewLine(source[end - 1])) end--;
            int indentation = closing - end;
            if (end > start) end -= end - 1 > start && source[end - 1] == '\n' && source[end - 2] == '\r' ? 2 : 1;
            return new RawBlock(TextSpan.FromBounds(start, Math.Max(start, end)), indentation);
        }
    }

    private static void AddIndented(LiteralText.Builder builder, SyntaxTree tree, SourceText source, TextSpan span, RawBlock block)
    {
        int position = span.Start;
        while (position < span.End)
        {
            bool lineStart = position == block.Content.Start || SyntaxFacts.IsNewLine(source[position - 1]);
            for (int i = 0; lineStart && i < block.Indentation && position < span.End && !SyntaxFacts.IsNewLine(source[position]); i++) position++;
            int lineEnd = position;
            while (lineEnd < span.End && !SyntaxFacts.IsNewLine(source[lineEnd])) lineEnd++;
            if (lineEnd < span.End) lineEnd = NewLineEnd(source, lineEnd);
            builder.AddVerbatim(tree, source, position, lineEnd);
            position = lineEnd;
        }
    }

    private static void AddEscaped(LiteralText.Builder builder, SyntaxTree tree, SourceText source, TextSpan span, bool verbatim, bool braces)
    {
        int run = span.Start;
        int position = span.Start;
        while (position < span.End)
        {
            char c = source[position];
            bool doubled = (verbatim && c == '"') || (braces && c is '{' or '}');
            if (!doubled && (verbatim || c != '\\'))
            {
                position++;
                continue;
            }

            builder.AddVerbatim(tree, source, run, position);
            (int length, string value) = doubled ? (2, c.ToString()) : Escape(source, position, span.End);
            builder.AddWhole(tree, new TextSpan(position, Math.Min(length, span.End - position)), value);
            position += length;
            run = position;
        }

        builder.AddVerbatim(tree, source, run, Math.Max(run, span.End));
    }

    /// <summary>The length and the value of an escape sequence.</summary>
    private static (int Length, string Value) Escape(SourceText source, int position, int end)
    {
        char kind = position + 1 < end ? source[position + 1] : '\\';
        switch (kind)
        {
            case '0': return (2, "\0");
            case 'a': return (2, "\a");
            case 'b': return (2, "\b");
            case 'e': return (2, "\u001B");
            case 'f': return (2, "\f");
            case 'n': return (2, "\n");
            case 'r': return (2, "\r");
            case 't': return (2, "\t");
            case 'v': return (2, "\v");
            case 'x': return Hexadecimal(source, position, end, atMost: 4);
            case 'u': return Hexadecimal(source, position, end, atMost: 4);
            case 'U': return Hexadecimal(source, position, end, atMost: 8);
            default: return (2, kind.ToString());
        }
    }

    private static (int Length, string Value) Hexadecimal(SourceText source, int position, int end, int atMost)
    {
        int start = position + 2;
        int stop = start;
        while (stop < end && stop < start + atMost && Uri.IsHexDigit(source[stop])) stop++;
        if (!int.TryParse(source.ToString(TextSpan.FromBounds(start, stop)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int scalar)
            || scalar is < 0 or > 0x10FFFF)
        {
            return (2, string.Empty);
        }

        return (stop - position, scalar <= 0xFFFF ? ((char)scalar).ToString() : char.ConvertFromUtf32(scalar));
    }

    private static int QuotesFrom(SourceText source, int position)
    {
        int end = position;
        while (end < source.Length && source[end] == '"') end++;
        return end - position;
    }

    /// <summary>The position after the last quotation mark: before a <c>u8</c> suffix.</summary>
    private static int LastQuote(SourceText source, int end)
    {
        while (source[end - 1] != '"') end--;
        return end;
    }

    private static int NewLineEnd(SourceText source, int position) =>
        source[position] == '\r' && position + 1 < source.Length && source[position + 1] == '\n' ? position + 2 : position + 1;
}
