using System.Text.Encodings.Web;
using System.Text.Json;

namespace PatContracts.Tool.Output;

/// <summary>Writes text from outside (paths, names in pointers) into JSON.</summary>
internal static class JsonText
{
    /// <summary>
    /// Writes a string. <see cref="JsonFormat.WriterOptions"/> leave bidirectional formatting characters as they are; in a text that has some, everything beyond ASCII is
    /// escaped, so that it is shown in the order that it has.
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
