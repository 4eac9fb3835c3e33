using System.Globalization;
using System.Text;

namespace PatContracts.Analyzers.Tests.Literals;

/// <summary>Writes a text as a C# expression and records the location of each character.</summary>
internal sealed class LiteralForms(Random random)
{
    private readonly StringBuilder _source = new();
    private readonly StringBuilder _members = new();

    /// <summary>The source span of each character of the text. The span of an escaped character is that of its escape sequence.</summary>
    public List<(int Start, int End)> Map { get; } = [];

    /// <summary>For characters of an interpolated constant: their spans in its declaration, relative to <see cref="Members"/>.</summary>
    public Dictionary<int, (int Hole, int Start, int End)> Constants { get; } = [];

    /// <summary>The position where the declarations of the interpolated constants begin.</summary>
    public int Members { get; private set; }

    /// <summary>Returns a class whose field or property <c>Payload</c> has the text as its value.</summary>
    public string Write(string text)
    {
        bool utf8 = random.Next(4) == 0 && !text.Any(char.IsSurrogate);
        string type = utf8 ? "System.ReadOnlySpan<byte>" : "string";
        _source.Append("static class Holder\n{\n");
        int hole = 0;
        _source.Append(CultureInfo.InvariantCulture, $"    public static {type} Payload => ");
        int position = 0;
        int parts = random.Next(3) == 0 ? random.Next(1, 4) : 1;
        for (int part = 1; part <= parts; part++)
        {
            int end = part == parts ? text.Length : position + random.Next(text.Length - position + 1);
            if (end > 0 && end < text.Length && char.IsLowSurrogate(text[end])) end++;
            if (part > 1) _source.Append(random.Next(2) == 0 ? " + " : "\n        + ");
            string piece = text[position..end];
            if (!utf8 && random.Next(4) == 0) Interpolated(piece, ref hole);
            else Literal(piece, utf8);
            position = end;
        }

        Members = _source.Append(";\n").Length;
        return _source.Append(_members).Append("}\n").ToString();
    }

    /// <summary>Returns the source characters of a range, including the indentation between its lines.</summary>
    public string Slice(string source, int start, int end)
    {
        // A range inside one constant is located in its declaration.
        if (start < end && Constants.TryGetValue(start, out var first) && Constants.TryGetValue(end - 1, out var last) && first.Hole == last.Hole)
        {
            return source[(Members + first.Start)..(Members + last.End)];
        }

        if (start == end)
        {
            return Constants.TryGetValue(start, out var inside) ? $"{Members + inside.Start}-" : $"{Map[start].Start}-";
        }

        var marked = new SortedSet<int>();
        for (int i = start; i < end; i++) marked.UnionWith(Enumerable.Range(Map[i].Start, Map[i].End - Map[i].Start));
        int[] positions = [.. marked];
        for (int i = 1; i < positions.Length; i++)
        {
            if (source[positions[i - 1]..positions[i]].TrimStart('\n', '\r', '\u0085', '\u2028', '\u2029') is var between && between.All(c => c is ' ' or '\t'))
            {
                marked.UnionWith(Enumerable.Range(positions[i - 1], positions[i] - positions[i - 1]));
            }
        }

        return string.Concat(marked.Select(position => source[position]));
    }

    private void Literal(string text, bool utf8)
    {
        bool lines = text.AsSpan().IndexOfAny("\n\r\u0085\u2028\u2029") >= 0;
        switch (random.Next(4))
        {
            case 0:
                _source.Append("@\"");
                foreach (char c in text) Emit(c == '"' ? "\"\"" : c.ToString());
                _source.Append('"');
                break;
            case 1 when !lines && text.Length > 0 && text[0] != '"' && text[^1] != '"':
                string quotes = new('"', 3 + random.Next(2));
                _source.Append(quotes);
                foreach (char c in text) Emit(c.ToString());
                _source.Append(quotes);
                break;
            case 2:
                Block(text, "\"\"\"", string.Empty);
                break;
            default:
                _source.Append('"');
                for (int i = 0; i < text.Length; i++) Escaped(text, ref i, braces: false);
                _source.Append('"');
                break;
        }

        if (utf8) _source.Append("u8");
    }

    private void Block(string text, string quotes, string dollars)
    {
        string indentation = random.Next(3) switch { 0 => string.Empty, 1 => "\t", _ => new string(' ', random.Next(1, 12)) };
        // A carriage return at the end of the text, followed by a line feed, would be one line break.
        string newLine = random.Next(2) == 0 && !text.EndsWith('\r') ? "\n" : "\r\n";
        _source.Append(dollars).Append(quotes).Append(random.Next(3) == 0 ? "  " : string.Empty).Append(newLine);
        bool lineStart = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (lineStart && (c is not ('\n' or '\r') || random.Next(2) == 0)) _source.Append(indentation);
            Emit(c.ToString());
            lineStart = c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')) || c is '\u0085' or '\u2028' or '\u2029';
        }

        if (lineStart) _source.Append(indentation);
        _source.Append(newLine).Append(indentation).Append(quotes);
    }

    /// <summary>Writes an interpolated string whose middle part is a constant.</summary>
    private void Interpolated(string text, ref int hole)
    {
        int start = text.Length == 0 ? 0 : random.Next(text.Length);
        int end = text.Length == 0 ? 0 : start + random.Next(1, text.Length - start + 1);
        string name = $"Hole{hole++}";
        string inner = text[start..end];
        bool verbatim = random.Next(2) == 0;
        _source.Append(verbatim ? "$@\"" : "$\"");
        Part(text[..start], verbatim);
        int from = _source.Length;
        if (end > start) _source.Append('{').Append(name).Append('}');
        _members.Append(CultureInfo.InvariantCulture, $"    private const string {name} = \"");
        foreach (char c in inner)
        {
            Constants.Add(Map.Count, (hole, _members.Length, _members.Length + 6));
            _members.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            Map.Add((from, _source.Length));
        }

        _members.Append("\";\n");
        Part(text[end..], verbatim);
        _source.Append('"');
    }

    private void Part(string text, bool verbatim)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!verbatim) Escaped(text, ref i, braces: true);
            else Emit(text[i] is '"' or '{' or '}' ? new string(text[i], 2) : text[i].ToString());
        }
    }

    private void Escaped(string text, ref int i, bool braces)
    {
        char c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && random.Next(2) == 0)
        {
            int start = _source.Length;
            _source.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(c, text[i + 1]):X8}");
            Map.Add((start, _source.Length));
            Map.Add((start, _source.Length));
            i++;
            return;
        }

        // A brace can only be escaped by doubling it.
        if (braces && c is ('{' or '}'))
        {
            Emit(new string(c, 2));
            return;
        }

        bool hexFollows = i + 1 < text.Length && Uri.IsHexDigit(text[i + 1]);
        Emit((c, random.Next(8)) switch
        {
            (_, 0) => $"\\u{(int)c:X4}",
            (_, 1) when !hexFollows => $"\\x{(int)c:x}",
            ('"', _) => "\\\"",
            ('\\', _) => "\\\\",
            ('\n', _) => "\\n",
            ('\r', _) => "\\r",
            ('\t', _) => "\\t",
            ('\0', _) => "\\0",
            ( < ' ' or '\u0085' or '\u2028' or '\u2029', _) => $"\\u{(int)c:x4}",
            _ => c.ToString(),
        });
    }

    private void Emit(string source)
    {
        Map.Add((_source.Length, _source.Length + source.Length));
        _source.Append(source);
    }
}
