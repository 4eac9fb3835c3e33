using System.Text;

namespace PatContracts.Schema.Tests.Findings;

/// <summary>
/// A payload in which <c>«…»</c> marks the expected location of a finding. Offset, length, line and column are computed from the text, independently of the
/// engine.
/// </summary>
internal sealed class Marked
{
    private readonly int _start;
    private readonly int _end;

    private Marked(string text, int start, int end)
    {
        Text = text;
        _start = start;
        _end = end;
    }

    public string Text { get; }

    public byte[] Utf8 => Encoding.UTF8.GetBytes(Text);

    public int Offset => Encoding.UTF8.GetByteCount(Text.AsSpan(0, _start));

    public int Length => Encoding.UTF8.GetByteCount(Text.AsSpan(_start, _end - _start));

    public int Line => Lines.Length;

    public int Column => Lines[^1].Length + 1;

    private string[] Lines => Text[.._start].Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    /// <summary>Replaces apostrophes with quotation marks, which keeps payloads readable inside C# strings.</summary>
    public static Marked Parse(string marked)
    {
        string json = marked.Replace('\'', '"');
        int start = json.IndexOf('«', StringComparison.Ordinal);
        int end = json.IndexOf('»', StringComparison.Ordinal) - 1;
        return new Marked(json.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal), start, end);
    }
}
