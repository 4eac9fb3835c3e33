using System.Globalization;
using System.Text.Json;
using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// The responses of <c>/personal-access-tokens</c> in an HTTP Archive (HAR 1.2), as browsers and proxies export it. A recording is not a payload and
/// is read tolerantly: what
/// other responses contain, lone surrogates for example, does not matter. The bodies are taken as they are, so that validation sees what was recorded.
/// </summary>
internal static class HarRecording
{
    private const string Resource = "/personal-access-tokens";

    /// <summary>The bodies of successful answers, in the order of the recording; null where the text is not a recording.</summary>
    public static List<Segment>? Read(ReadOnlyMemory<byte> recording)
    {
        try
        {
            var reader = new Utf8JsonReader(recording.Span, new JsonReaderOptions { MaxDepth = 256 });
            reader.Read();
            if (!Enter(ref reader, "log"u8) || !Enter(ref reader, "entries"u8) || reader.TokenType != JsonTokenType.StartArray) return null;
            var bodies = new List<Segment>();
            TextPosition position = default;
            int passed = 0;
            for (int index = 0; reader.Read() && reader.TokenType == JsonTokenType.StartObject; index++)
            {
                Entry entry = ReadEntry(ref reader);
                if (!AnswersForTokens(entry)) continue;
                position.Advance(recording.Span[passed..entry.TextStart]);
                passed = entry.TextStart;
                if (Body(recording, entry, position, index) is { } body) bodies.Add(body);
            }

            return bodies;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What one exchange says about itself.</summary>
    private struct Entry
    {
        public string Method;
        public string Url;
        public int Status;
        public int TextStart;
        public int TextLength;
        public bool IsBase64;
    }

    private static bool AnswersForTokens(Entry entry) =>
        entry is { TextLength: > 0, Status: 0 or (>= 200 and < 300) } && entry.Url?.Contains(Resource, StringComparison.OrdinalIgnoreCase) == true;

    private static Segment? Body(ReadOnlyMemory<byte> recording, Entry entry, TextPosition position, int index)
    {
        string pointer = string.Create(CultureInfo.InvariantCulture, $"/log/entries/{index}/response/content/text");
        var body = new HarBody(pointer, entry.Method == "POST", recording, entry.TextStart, entry.TextLength, position, entry.IsBase64);
        byte[] text = new byte[body.Text.Length];
        ReadOnlyMemory<byte> content = text.AsMemory(0, JsonStrings.Unescape(body.Text, text));
        if (JsonScan.SkipWhitespace(content.Span, 0) == content.Length) return null;
        if (!entry.IsBase64) return Segment.HarResponse(content, body);
        byte[] bytes = new byte[content.Length];
        return Convert.TryFromBase64String(JsonStrings.Decode(content.Span), bytes, out int written)
            ? Segment.HarResponse(bytes.AsMemory(0, written), body)
            : Segment.Problem("input/har", $"The body at {pointer} says that it is base64 and is not", entry.TextStart, position);
    }

    private static Entry ReadEntry(ref Utf8JsonReader reader)
    {
        var entry = new Entry();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("request"u8)) ReadRequest(ref reader, ref entry);
            else if (reader.ValueTextEquals("response"u8)) ReadResponse(ref reader, ref entry);
            else SkipValue(ref reader);
        }

        return entry;
    }

    private static void ReadRequest(ref Utf8JsonReader reader, ref Entry entry)
    {
        if (!BeginObject(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("method"u8)) entry.Method = ReadString(ref reader) ?? "";
            else if (reader.ValueTextEquals("url"u8)) entry.Url = ReadString(ref reader) ?? "";
            else SkipValue(ref reader);
        }
    }

    private static void ReadResponse(ref Utf8JsonReader reader, ref Entry entry)
    {
        if (!BeginObject(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8)) ReadContent(ref reader, ref entry);
            else if (!reader.ValueTextEquals("status"u8)) SkipValue(ref reader);
            else if (reader.Read() && reader.TokenType != JsonTokenType.Number) reader.Skip();
            else entry.Status = reader.TryGetInt32(out int status) ? status : -1;
        }
    }

    private static void ReadContent(ref Utf8JsonReader reader, ref Entry entry)
    {
        if (!BeginObject(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("text"u8))
            {
                if (!BeginString(ref reader)) continue;
                entry.TextStart = (int)reader.TokenStartIndex + 1;
                entry.TextLength = reader.ValueSpan.Length;
            }
            else if (reader.ValueTextEquals("encoding"u8))
            {
                entry.IsBase64 = ReadString(ref reader) == "base64";
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    /// <summary>Moves to the value of a member of the object that the reader stands on.</summary>
    private static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name)) return reader.Read();
            SkipValue(ref reader);
        }

        return false;
    }

    private static bool BeginObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        return false;
    }

    private static bool BeginString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return true;
        reader.Skip();
        return false;
    }

    private static string? ReadString(ref Utf8JsonReader reader) => BeginString(ref reader) ? JsonStrings.ToString(reader.ValueSpan) : null;

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
