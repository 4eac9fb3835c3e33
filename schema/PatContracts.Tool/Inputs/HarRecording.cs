using System.Globalization;
using System.Text;
using System.Text.Json;
using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Reads the token responses in an HTTP Archive (HAR 1.2), as exported by browsers and proxies. They are recognized by method, path, status and media type, as
/// in <see cref="PatOperation"/>. A recording is not a payload and is read leniently: lone surrogates in other responses, for example, are ignored. The bodies
/// are not changed, so that validation sees what was recorded.
/// </summary>
internal static class HarRecording
{
    private const string Rule = "input/har";

    /// <summary>
    /// Returns the bodies of token responses, in the order of the recording, or a problem if there is none. Returns null if the text is not a recording.
    /// </summary>
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
            int index = 0;
            int withoutBody = 0;
            for (; reader.Read() && reader.TokenType == JsonTokenType.StartObject; index++)
            {
                Entry entry = ReadEntry(ref reader);
                if (OperationOf(entry) is not { } operation) continue;
                if (entry.TextLength == 0)
                {
                    withoutBody++;
                    continue;
                }

                position.Advance(recording.Span[passed..entry.TextStart]);
                passed = entry.TextStart;
                if (Body(recording, entry, operation, position, index) is { } body) bodies.Add(body);
                else withoutBody++;
            }

            return bodies.Count > 0 ? bodies : [Segment.Problem(Rule, NothingToCheck(index, withoutBody))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The relevant properties of an entry.</summary>
    private struct Entry
    {
        public string Method;
        public string Url;
        public string? MediaType;
        public int Status;
        public int TextStart;
        public int TextLength;
        public bool IsBase64;
    }

    private static string NothingToCheck(int entries, int withoutBody) => withoutBody > 0
        ? $"The recording contains {Printable.Count(withoutBody, "token response")} without a body; export it with content"
        : $"The recording contains no response of a token operation ({Printable.Count(entries, "entry", "entries")})";

    private static PatOperation? OperationOf(Entry entry)
    {
        if (entry.Url is not { } url || entry.Method is not { } method) return null;
        PatOperation? operation;
        bool isMatch = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && !uri.IsFile
            ? PatOperation.TryMatch(method, uri, out operation)
            : PatOperation.TryMatch(method, url, out operation);
        return isMatch && PatOperation.IsTokenResponse(entry.Status, PayloadMediaType.Parse(entry.MediaType)) ? operation : null;
    }

    private static Segment? Body(ReadOnlyMemory<byte> recording, Entry entry, PatOperation operation, TextPosition position, int index)
    {
        string pointer = string.Create(CultureInfo.InvariantCulture, $"/log/entries/{index}/response/content/text");
        var body = new HarBody(pointer, operation, RequestOf(entry, operation), recording, entry.TextStart, entry.TextLength, position, entry.IsBase64);
        ReadOnlySpan<byte> content = new JsonString(body.Text).Unescape();
        if (ContentDetection.IsBlank(content)) return null;
        if (!entry.IsBase64) return Segment.HarResponse(content.ToArray(), body);
        byte[] bytes = new byte[content.Length];
        return Convert.TryFromBase64String(Encoding.UTF8.GetString(content), bytes, out int written)
            ? Segment.HarResponse(bytes.AsMemory(0, written), body)
            : Segment.Problem(Rule, $"The body at {pointer} is declared as base64 but cannot be decoded", entry.TextStart, position);
    }

    /// <summary>Returns the request without possible values: the query, credentials, and the id of the token.</summary>
    private static string RequestOf(Entry entry, PatOperation operation)
    {
        string url = entry.Url;
        int end = url.AsSpan().IndexOfAny('?', '#');
        url = (end < 0 ? url : url[..end]).TrimEnd('/');
        int authority = url.IndexOf("://", StringComparison.Ordinal);
        int at = authority < 0 ? -1 : url.IndexOf('@', authority);
        if (at >= 0) url = url[..(authority + 3)] + url[(at + 1)..];
        if (operation.Kind is PatOperationKind.Get or PatOperationKind.Update) url = url[..(url.LastIndexOf('/') + 1)] + "{id}";
        return $"{entry.Method} {url}";
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
            else if (reader.ValueTextEquals("mimeType"u8))
            {
                entry.MediaType = ReadString(ref reader);
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

    /// <summary>Moves to the value of a member of the current object.</summary>
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

    private static string? ReadString(ref Utf8JsonReader reader) => BeginString(ref reader) ? new JsonString(reader.ValueSpan).ToString() : null;

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
