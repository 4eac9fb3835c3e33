using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PatContracts.Tool.Samples;

/// <summary>Serializes samples.</summary>
internal static partial class SampleText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Returns a sample as UTF-8 text, on one line or indented.</summary>
    public static byte[] Utf8(JsonNode? sample, bool isIndented = false)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, isIndented ? Indented : Compact))
        {
            if (sample is null) json.WriteNullValue();
            else sample.WriteTo(json);
        }

        return text.ToArray();
    }

    /// <summary>The source-generated metadata for reading strings.</summary>
    [JsonSerializable(typeof(string))]
    internal sealed partial class Strings : JsonSerializerContext;
}
