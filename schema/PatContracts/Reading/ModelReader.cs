using System.Buffers.Text;
using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts.Reading;

/// <summary>
/// Creates models from bytes that a contract has accepted. Nothing is validated a second time; a fault is a value that the contract allows and a
/// .NET type cannot
/// hold.
/// </summary>
internal ref struct ModelReader
{
    private JsonCursor _cursor;
    private StringCache? _strings;
    private int _index;
    private Finding? _fault;

    /// <param name="json">The whole payload.</param>
    public ModelReader(ReadOnlySpan<byte> json)
        : this(json, null, index: -1)
    {
    }

    /// <param name="json">One token.</param>
    /// <param name="strings">Strings of the tokens before it.</param>
    /// <param name="index">The token's place in its list, or −1.</param>
    public ModelReader(ReadOnlySpan<byte> json, StringCache? strings, int index)
    {
        _cursor = new JsonCursor(json);
        _strings = strings;
        _index = index;
    }

    /// <summary>Why reading ended early, or null.</summary>
    public readonly Finding? Fault => _fault;

    /// <summary>Reads a payload that is one token. Null where <see cref="Fault"/> says why.</summary>
    public GetPersonalAccessTokenResponse? ReadSingle() => ReadToken();

    /// <summary>Reads a payload that is an array of tokens. Null where <see cref="Fault"/> says why.</summary>
    public List<GetPersonalAccessTokenResponse>? ReadList()
    {
        if (!TryEnter(JsonKind.Array, "")) return null;
        List<GetPersonalAccessTokenResponse>? tokens = null;
        int start = _cursor.Position;
        while (_cursor.MoveToElement())
        {
            _index++;
            if (_index == 1) _strings = new StringCache();
            GetPersonalAccessTokenResponse? token = ReadToken();
            if (token is null) return null;
            // Tokens of one list are about equally long.
            tokens ??= new List<GetPersonalAccessTokenResponse>(((_cursor.Json.Length - start) / (_cursor.Position - start)) + 1);
            tokens.Add(token);
        }

        return tokens ?? [];
    }

    private GetPersonalAccessTokenResponse? ReadToken()
    {
        if (!TryEnter(JsonKind.Object, "")) return null;
        var token = new GetPersonalAccessTokenResponse();
        while (_cursor.MoveToMember(out JsonString member))
        {
            ReadOnlySpan<byte> name = member.Unescape();
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("id"u8):
                    token.Id = ReadString("/id")!;
                    break;
                case 4 when name.SequenceEqual("name"u8):
                    token.Name = ReadString("/name")!;
                    break;
                case 5 when name.SequenceEqual("scope"u8):
                    token.Scope = ReadStrings("/scope");
                    break;
                case 5 when name.SequenceEqual("owner"u8):
                    token.Owner = ReadOwner()!;
                    break;
                case 7 when name.SequenceEqual("created"u8):
                    if (ReadTimestamp("/created") is { } created) token.Created = created;
                    break;
                case 7 when name.SequenceEqual("managed"u8):
                    token.Managed = ReadBoolean("/managed") ?? false;
                    break;
                case 8 when name.SequenceEqual("lastUsed"u8):
                    token.LastUsed = ReadTimestamp("/lastUsed");
                    break;
                case 14 when name.SequenceEqual("expirationDate"u8):
                    token.ExpirationDate = ReadTimestamp("/expirationDate");
                    break;
                case 26 when name.SequenceEqual("accessTokenValiditySeconds"u8):
                    token.AccessTokenValiditySeconds = ReadInt32("/accessTokenValiditySeconds");
                    break;
                case 26 when name.SequenceEqual("userAwareTokenNeverExpires"u8):
                    token.UserAwareTokenNeverExpires = ReadBoolean("/userAwareTokenNeverExpires");
                    break;
                default:
                    _cursor.Skip();
                    break;
            }

            if (_fault is not null) return null;
        }

        return token;
    }

    private PatOwner? ReadOwner()
    {
        if (TryReadNull() || !TryEnter(JsonKind.Object, "/owner")) return null;
        var owner = new PatOwner();
        while (_cursor.MoveToMember(out JsonString member))
        {
            ReadOnlySpan<byte> name = member.Unescape();
            if (name.SequenceEqual("type"u8)) owner.Type = ReadRecurring("/owner/type");
            else if (name.SequenceEqual("id"u8)) owner.Id = ReadRecurring("/owner/id");
            else if (name.SequenceEqual("name"u8)) owner.Name = ReadRecurring("/owner/name");
            else _cursor.Skip();
            if (_fault is not null) return null;
        }

        return owner;
    }

    private string[]? ReadStrings(string place)
    {
        if (TryReadNull() || !TryEnter(JsonKind.Array, place)) return null;
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
        for (int i = 0; _fault is null && _cursor.MoveToElement(); i++) strings[i] = ReadRecurring(place)!;
        return strings;
    }

    private string? ReadString(string place) =>
        TryReadString(place, out JsonString text) ? Decode(text) : null;

    /// <summary>Reads a string that probably comes again.</summary>
    private string? ReadRecurring(string place)
    {
        if (!TryReadString(place, out JsonString text)) return null;
        if (text.Shape != StringShape.Plain) return Decode(text);
        ReadOnlySpan<byte> content = text.Raw;
        if (content.SequenceEqual("IDENTITY"u8)) return "IDENTITY";
        if (content.SequenceEqual("sp:scopes:all"u8)) return "sp:scopes:all";
        return _strings is null ? Decode(text) : _strings.Get(content);
    }

    private DateTimeOffset? ReadTimestamp(string place)
    {
        if (!TryReadString(place, out JsonString text)) return null;
        if (Timestamps.TryParse(text.Unescape(), out DateTimeOffset value)) return value;
        Fail("read/date-time", "The model can hold an RFC 3339 date-time only", text.Offset, place);
        return null;
    }

    private int? ReadInt32(string place)
    {
        if (TryReadNull()) return null;
        int start = _cursor.Position;
        ReadOnlySpan<byte> token = _cursor.ReadScalar();
        if (Utf8Parser.TryParse(token, out int value, out int consumed) && consumed == token.Length) return value;
        // 43200.0 and 4.32e4 are integers too. A double is exact in this range.
        if (Utf8Parser.TryParse(token, out double number, out consumed) && consumed == token.Length && number == (int)number) return (int)number;
        Fail("read/number", "The model can hold a whole number of 32 bits only", start, place);
        return null;
    }

    private bool? ReadBoolean(string place)
    {
        if (TryReadNull()) return null;
        int start = _cursor.Position;
        JsonKind kind = _cursor.Peek();
        _cursor.ReadScalar();
        if (kind is JsonKind.True or JsonKind.False) return kind == JsonKind.True;
        FailType(start, place);
        return null;
    }

    private bool TryEnter(JsonKind container, string place)
    {
        if (_cursor.TryEnter(container)) return true;
        FailType(_cursor.Position, place);
        return false;
    }

    private bool TryReadNull()
    {
        if (_cursor.Peek() != JsonKind.Null) return false;
        _cursor.ReadScalar();
        return true;
    }

    /// <summary>Reads a string. Returns false for null, and for other types with a fault.</summary>
    private bool TryReadString(string place, out JsonString text)
    {
        if (_cursor.Peek() == JsonKind.String)
        {
            text = _cursor.ReadString();
            return true;
        }

        text = default;
        if (!TryReadNull()) FailType(_cursor.Position, place);
        return false;
    }

    private static string Decode(JsonString text) => text.Shape == StringShape.Plain ? StringCache.FromAscii(text.Raw) : JsonStrings.ToString(text.Raw);

    // Only a contract of the caller's own can accept what the model has no property for.
    private void FailType(int start, string place) => Fail("read/type", "The model cannot hold a value of this type", start, place);

    private void Fail(string rule, string message, int start, string place)
    {
        if (_fault is not null) return;
        TextPosition position = TextPosition.Of(_cursor.Json, start);
        string pointer = _index < 0 ? place : FormattableString.Invariant($"/{_index}{place}");
        int length = _cursor.Json[start] == (byte)'"' ? _cursor.Position - start : 1;
        _fault = new Finding
        {
            Rule = rule,
            Severity = FindingSeverity.Error,
            Message = message,
            InstancePointer = pointer,
            Offset = start,
            Length = length,
            Line = position.Line,
            Column = position.Column,
        };
    }
}
