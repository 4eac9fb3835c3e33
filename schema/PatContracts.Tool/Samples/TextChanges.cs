using System.Text;

namespace PatContracts.Tool.Samples;

/// <summary>Generates small changes of the text of a payload that make it invalid JSON, or JSON that parsers interpret differently.</summary>
internal static class TextChanges
{
    private static readonly string Deep = new string('[', 100) + new string(']', 100);

    private static readonly byte[] NotUtf8 = [(byte)'"', 0xC3, 0x28, (byte)'"'];

    /// <summary>Returns all texts that differ from a text by one such change.</summary>
    public static IEnumerable<byte[]> Of(byte[] text)
    {
        string json = Encoding.UTF8.GetString(text);
        yield return [];
        yield return text[..^1];
        yield return text[..(text.Length / 2)];
        yield return [0xEF, 0xBB, 0xBF, .. text];
        yield return [.. text, .. " {}"u8];
        yield return Encoding.UTF8.GetBytes(Deep);
        if (text.AsSpan().IndexOf((byte)'{') is var brace and >= 0) yield return [.. text[..(brace + 1)], .. Encoding.UTF8.GetBytes($"\"deep\":{Deep},"), .. text[(brace + 1)..]];
        foreach (string value in (string[])["tRue", "nul", "01", "1.", "\"\\x\"", "\"\\ud800\"", "\"a\tb\"", "'x'", ""])
        {
            foreach (byte[] changed in WithValue(text, Encoding.UTF8.GetBytes(value))) yield return changed;
        }

        foreach (byte[] changed in WithValue(text, NotUtf8)) yield return changed;
        int open = json.IndexOf('{', StringComparison.Ordinal);
        int colon = json.IndexOf(':', Math.Max(open, 0));
        if (open < 0 || colon < 0) yield break;
        string name = json[(open + 1)..colon].Trim();
        int nameStart = json.IndexOf(name, open, StringComparison.Ordinal);
        yield return Encoding.UTF8.GetBytes(json.Insert(nameStart, $"{name}:null,"));
        int end = json.IndexOf(',', colon);
        if (end > 0) yield return Encoding.UTF8.GetBytes(json.Insert(end, "," + json[(open + 1)..end]));
        int close = json.LastIndexOf('}');
        yield return Encoding.UTF8.GetBytes(json.Insert(close, ","));
    }

    /// <summary>Returns the text with its first value replaced.</summary>
    private static IEnumerable<byte[]> WithValue(byte[] text, byte[] value)
    {
        int colon = Array.IndexOf(text, (byte)':');
        if (colon < 0)
        {
            yield return value;
            yield break;
        }

        int end = Array.FindIndex(text, colon, static b => b is (byte)',' or (byte)'}' or (byte)'\n');
        yield return [.. text[..(colon + 1)], .. value, .. text[end..]];
    }
}
