using System.Buffers;
using System.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Tool.Checking;

/// <summary>
/// The line of a payload to show below a finding. Values are masked: only punctuation and the property names that the contract defines are shown. Everything
/// else, including text that is not JSON, is replaced with <c>***</c>.
/// </summary>
/// <param name="Text">The line, without control characters.</param>
/// <param name="MarkerStart">The zero-based column of the marker in <paramref name="Text"/>.</param>
/// <param name="MarkerLength">The width of the marker, at least 1.</param>
internal sealed record Excerpt(string Text, int MarkerStart, int MarkerLength)
{
    private const string Mask = "***";
    private const int BytesBefore = 160;
    private const int BytesAfter = 240;
    private const int WidestText = 120;

    private static readonly SearchValues<byte> TokenStarts = SearchValues.Create(" \t{}[]:,\""u8);

    /// <summary>Returns the line at an offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">The offset.</param>
    /// <param name="length">The length in bytes of the text to mark.</param>
    /// <param name="knownNames">The property names that are not masked; null to mask nothing.</param>
    /// <param name="beginsInLine">Whether the text starts in the middle of a line.</param>
    public static Excerpt Of(ReadOnlySpan<byte> text, int offset, int length, IReadOnlySet<string>? knownNames, bool beginsInLine = false)
    {
        offset = Math.Min(offset, text.Length);
        int start = Math.Max(TextLines.LastStart(text[..offset]), offset - BytesBefore);
        int end = TextLines.IndexOfEnd(text[offset..]);
        end = Math.Min(end < 0 ? text.Length : offset + end, offset + BytesAfter);
        var line = new Builder(knownNames, offset - start, Math.Max(length, 1));
        line.Append(text[start..end]);
        return line.Build(isCutBefore: start == 0 ? beginsInLine : TextLines.LastStart(text[..start]) < start);
    }

    private sealed class Builder(IReadOnlySet<string>? knownNames, int fault, int length)
    {
        private readonly StringBuilder _shown = new();
        private int _markerStart = -1;
        private int _markerEnd = -1;

        public void Append(ReadOnlySpan<byte> line)
        {
            int position = 0;
            while (position < line.Length)
            {
                int tokenEnd = TokenEnd(line, position);
                int shownStart = _shown.Length;
                AppendToken(line[position..tokenEnd], isName: IsFollowedByColon(line, tokenEnd));
                if (position <= fault && fault < tokenEnd)
                {
                    bool isExact = knownNames is null;
                    _markerStart = isExact ? shownStart + CharCount(line[position..fault]) : shownStart;
                    _markerEnd = isExact ? _markerStart + CharCount(line[fault..Math.Min(fault + length, tokenEnd)]) : _shown.Length;
                }

                position = tokenEnd;
            }
        }

        public Excerpt Build(bool isCutBefore)
        {
            if (_markerStart < 0)
            {
                _markerStart = _shown.Length;
                _markerEnd = _shown.Length + 1;
            }

            string text = isCutBefore ? "…" + _shown : _shown.ToString();
            int marker = isCutBefore ? _markerStart + 1 : _markerStart;
            int width = Math.Max(1, _markerEnd - _markerStart);
            if (marker + width > WidestText)
            {
                int cut = Math.Max(0, marker - (WidestText / 2));
                text = "…" + text[cut..];
                marker = marker - cut + 1;
            }

            if (text.Length > WidestText) text = text[..(WidestText - 1)] + "…";
            return new Excerpt(text, marker, Math.Max(1, Math.Min(width, WidestText - marker)));
        }

        private void AppendToken(ReadOnlySpan<byte> token, bool isName)
        {
            byte first = token[0];
            if (first == (byte)'\t') _shown.Append(' ');
            else if (first is (byte)' ' or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)',') _shown.Append((char)first);
            else if (knownNames is null) AppendPrintable(token);
            else if (first != (byte)'"') _shown.Append(Mask);
            else if (isName && token is [.., (byte)'"'] && knownNames.Contains(Encoding.UTF8.GetString(token[1..^1]))) AppendPrintable(token);
            else _shown.Append('"').Append(Mask).Append('"');
        }

        private void AppendPrintable(ReadOnlySpan<byte> token)
        {
            foreach (char c in Encoding.UTF8.GetString(token)) _shown.Append(char.IsControl(c) ? '·' : c);
        }

        private static int CharCount(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetCharCount(utf8);

        private static int TokenEnd(ReadOnlySpan<byte> line, int position)
        {
            if (line[position] == (byte)'"')
            {
                int end = position + 1;
                while (end < line.Length && line[end] != (byte)'"') end += line[end] == (byte)'\\' ? 2 : 1;
                return Math.Min(end + 1, line.Length);
            }

            int length = line[position..].IndexOfAny(TokenStarts);
            return length switch
            {
                < 0 => line.Length,
                0 => position + 1,
                _ => position + length,
            };
        }

        private static bool IsFollowedByColon(ReadOnlySpan<byte> line, int position) => line[position..].TrimStart(" \t"u8) is [(byte)':', ..];
    }
}
