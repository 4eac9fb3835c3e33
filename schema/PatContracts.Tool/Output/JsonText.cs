using System.Text.Encodings.Web;
using System.Text.Json;

namespace PatContracts.Tool.Output;

/// <summary>Extension methods that write untrusted text (paths, names in pointers) to JSON.</summary>
internal static class JsonText
{
    /// <summary>
    /// Writes a string. <see cref="JsonFormat.WriterOptions"/> do not escape bidirectional formatting characters. If a text contains any, all non-ASCII
    /// characters are escaped, so that the text is displayed in its logical order.
    /// </summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string text)
    {
        if (Printable.IsOneLine(text)) json.WriteString(name, text);
        else json.WriteString(name, Escaped(text));
    }

    /// <inheritdoc cref="WriteText"/>
    public static void WriteTextValue(this Utf8JsonWriter json, string text)
    {
        if (Printable.IsOneLine(text)) json.WriteStringValue(text);
        else json.WriteStringValue(Escaped(text));
    }

    private static JsonEncodedText Escaped(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.Default);
}
