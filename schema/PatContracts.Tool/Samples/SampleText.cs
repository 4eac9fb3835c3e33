using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PatContracts.Tool.Samples;

/// <summary>How samples are written down.</summary>
internal static partial class SampleText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>The sample on one line.</summary>
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

    /// <summary>What reading strings needs, without reflection.</summary>
    [JsonSerializable(typeof(string))]
    internal sealed partial class Strings : JsonSerializerContext;
}
