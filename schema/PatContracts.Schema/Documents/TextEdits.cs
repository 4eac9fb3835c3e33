using System.Text;

namespace PatContracts.Schema.Documents;

/// <summary>Changes to part of a document's text that leave the rest as it is.</summary>
internal sealed class TextEdits
{
    private readonly List<(int Offset, int Length, string Text)> _edits = [];

    /// <summary>Whether there are no changes.</summary>
    public bool IsEmpty => _edits.Count == 0;

    /// <summary>Replaces a value.</summary>
    public void Replace(JsonNode value, string json) => Replace(value.Offset, value.Length, json);

    /// <summary>Replaces part of the text.</summary>
    public void Replace(int offset, int length, string text) => _edits.Add((offset, length, text));

    /// <summary>Inserts text.</summary>
    public void Insert(int offset, string text) => Replace(offset, 0, text);

    /// <summary>Removes a member from an object. Only one member of an object may be removed.</summary>
    public void RemoveMember(JsonNode member)
    {
        JsonNode[] members = member.Parent!.Children;
        int index = Array.IndexOf(members, member);
        int start = index == members.Length - 1 && index > 0 ? EndOf(members[index - 1]) : NameOffset(member);
        int end = index < members.Length - 1 ? NameOffset(members[index + 1]) : EndOf(member);
        Replace(start, end - start, "");
    }

    /// <summary>Returns the text of a value with the changes applied.</summary>
    public string Apply(JsonNode value) => Apply(value.Document, value.Offset, EndOf(value));

    /// <summary>Returns a part of a document's text with the changes applied.</summary>
    public string Apply(SchemaDocument document, int start, int end)
    {
        ReadOnlySpan<byte> utf8 = document.Utf8.Span;
        var text = new StringBuilder();
        foreach ((int offset, int length, string replacement) in _edits.OrderBy(static edit => edit.Offset))
        {
            text.Append(Text.JsonStrings.Decode(utf8.Slice(start, offset - start))).Append(replacement);
            start = offset + length;
        }

        text.Append(Text.JsonStrings.Decode(utf8.Slice(start, end - start)));
        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>Returns the offset at which the text of a value ends.</summary>
    public static int EndOf(JsonNode value) => value.Offset + value.Length;

    /// <summary>Returns the offset of the quotation mark at which the name of a member begins.</summary>
    public static int NameOffset(JsonNode member)
    {
        ReadOnlySpan<byte> before = member.Document.Utf8.Span.Slice(0, member.Offset);
        int quote = before.LastIndexOf((byte)'"');
        // Quotation marks inside the name are escaped.
        do quote = before.Slice(0, quote).LastIndexOf((byte)'"');
        while (IsEscaped(before, quote));
        return quote;
    }

    /// <summary>Returns a string as JSON.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c < ' ') quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsEscaped(ReadOnlySpan<byte> text, int offset)
    {
        int backslashes = 0;
        while (backslashes < offset && text[offset - backslashes - 1] == (byte)'\\') backslashes++;
        return backslashes % 2 == 1;
    }
}
