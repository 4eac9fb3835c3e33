using System.Buffers.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Reading;

/// <summary>
/// The fast path of reading tokens: creates models from bytes that are valid against a built-in contract, faster than a serializer. It either returns a model
/// or declines, and then the serializer reads the bytes.
/// </summary>
internal ref struct ModelReader
{
    private JsonCursor _cursor;
    private StringCache? _strings;
    private bool _hasDeclined;

    private ModelReader(ReadOnlySpan<byte> json) => _cursor = new JsonCursor(json);

    /// <summary>Reads one token; null if the reader declines.</summary>
    public static GetPersonalAccessTokenResponse? ReadSingle(ReadOnlySpan<byte> json) => new ModelReader(json).ReadToken();

    /// <summary>Reads an array of tokens; null if the reader declines.</summary>
    public static IReadOnlyList<GetPersonalAccessTokenResponse>? ReadList(ReadOnlySpan<byte> json) => new ModelReader(json).ReadTokens();

    private List<GetPersonalAccessTokenResponse>? ReadTokens()
    {
        if (!TryEnter(JsonKind.Array)) return null;
        List<GetPersonalAccessTokenResponse>? tokens = null;
        int start = _cursor.Position;
        while (_cursor.MoveToElement())
        {
            if (tokens is { Count: 1 }) _strings = new StringCache();
            GetPersonalAccessTokenResponse? token = ReadToken();
            if (token is null) return null;
            // The tokens of a list have similar lengths.
            tokens ??= new List<GetPersonalAccessTokenResponse>(((_cursor.Json.Length - start) / (_cursor.Position - start)) + 1);
            tokens.Add(token);
        }

        return tokens ?? [];
    }

    private GetPersonalAccessTokenResponse? ReadToken()
    {
        if (!TryEnter(JsonKind.Object)) return null;
        var token = new GetPersonalAccessTokenResponse();
        while (_cursor.MoveToMember(out JsonString member))
        {
            ReadOnlySpan<byte> name = member.Unescape();
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("id"u8):
                    token.Id = ReadString()!;
                    break;
                case 4 when name.SequenceEqual("name"u8):
                    token.Name = ReadString()!;
                    break;
                case 5 when name.SequenceEqual("scope"u8):
                    token.Scope = ReadStrings();
                    break;
                case 5 when name.SequenceEqual("owner"u8):
                    token.Owner = ReadOwner()!;
                    break;
                case 7 when name.SequenceEqual("created"u8):
                    if (ReadTimestamp() is { } created) token.Created = created;
                    else Decline();
                    break;
                case 7 when name.SequenceEqual("managed"u8):
                    token.Managed = ReadBoolean() ?? Decline();
                    break;
                case 8 when name.SequenceEqual("lastUsed"u8):
                    token.LastUsed = ReadTimestamp();
                    break;
                case 14 when name.SequenceEqual("expirationDate"u8):
                    token.ExpirationDate = ReadTimestamp();
                    break;
                case 26 when name.SequenceEqual("accessTokenValiditySeconds"u8):
                    token.AccessTokenValiditySeconds = ReadInt32();
                    break;
                case 26 when name.SequenceEqual("userAwareTokenNeverExpires"u8):
                    token.UserAwareTokenNeverExpires = ReadBoolean();
                    break;
                default:
                    _cursor.Skip();
                    break;
            }

            if (_hasDeclined) return null;
        }

        return token;
    }

    private PatOwner? ReadOwner()
    {
        if (TryReadNull() || !TryEnter(JsonKind.Object)) return null;
        var owner = new PatOwner();
        while (_cursor.MoveToMember(out JsonString member))
        {
            ReadOnlySpan<byte> name = member.Unescape();
            if (name.SequenceEqual("type"u8)) owner.Type = ReadRecurring();
            else if (name.SequenceEqual("id"u8)) owner.Id = ReadRecurring();
            else if (name.SequenceEqual("name"u8)) owner.Name = ReadRecurring();
            else _cursor.Skip();
            if (_hasDeclined) return null;
        }

        return owner;
    }

    private string[]? ReadStrings()
    {
        if (TryReadNull() || !TryEnter(JsonKind.Array)) return null;
        int start = _cursor.Position;
        int count = 0;
        while (_cursor.MoveToElement())
        {
            _cursor.Skip();
            count++;
        }

        if (count == 0) return [];
        _cursor.Rewind(start);
        string[] strings = new string[count];
        for (int i = 0; !_hasDeclined && _cursor.MoveToElement(); i++) strings[i] = ReadRecurring()!;
        return strings;
    }

    private string? ReadString() => TryReadString(out JsonString text) ? Decode(text) : null;

    /// <summary>Reads a string that is likely to be repeated.</summary>
    private string? ReadRecurring()
    {
        if (!TryReadString(out JsonString text)) return null;
        if (!text.IsPlainAscii) return Decode(text);
        ReadOnlySpan<byte> content = text.Raw;
        if (content.SequenceEqual("IDENTITY"u8)) return "IDENTITY";
        if (content.SequenceEqual("sp:scopes:all"u8)) return "sp:scopes:all";
        return _strings is null ? Decode(text) : _strings.Get(content);
    }

    private DateTimeOffset? ReadTimestamp()
    {
        if (!TryReadString(out JsonString text)) return null;
        if (Timestamps.TryParse(text.Unescape(), out DateTimeOffset value)) return value;
        Decline();
        return null;
    }

    private int? ReadInt32()
    {
        if (TryReadNull()) return null;
        ReadOnlySpan<byte> token = _cursor.ReadScalar();
        if (Utf8Parser.TryParse(token, out int value, out int consumed) && consumed == token.Length) return value;
        // 43200.0 and 4.32e4 are integers, too. A double is exact in this range.
        if (Utf8Parser.TryParse(token, out double number, out consumed) && consumed == token.Length && number == (int)number) return (int)number;
        Decline();
        return null;
    }

    private bool? ReadBoolean()
    {
        if (TryReadNull()) return null;
        JsonKind kind = _cursor.Peek();
        _cursor.ReadScalar();
        if (kind is JsonKind.True or JsonKind.False) return kind == JsonKind.True;
        Decline();
        return null;
    }

    private bool TryEnter(JsonKind container) => _cursor.TryEnter(container) || Decline();

    private bool TryReadNull()
    {
        if (_cursor.Peek() != JsonKind.Null) return false;
        _cursor.ReadScalar();
        return true;
    }

    /// <summary>Reads a string. Returns false for null, and declines for other types.</summary>
    private bool TryReadString(out JsonString text)
    {
        if (_cursor.Peek() == JsonKind.String)
        {
            text = _cursor.ReadString();
            return true;
        }

        text = default;
        if (!TryReadNull()) Decline();
        return false;
    }

    private static string Decode(JsonString text) => text.IsPlainAscii ? StringCache.FromAscii(text.Raw) : text.ToString();

    private bool Decline()
    {
        _hasDeclined = true;
        return false;
    }
}
