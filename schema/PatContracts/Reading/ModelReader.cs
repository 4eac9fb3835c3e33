using System.Buffers.Text;
using PatContracts.Checks;
using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts.Reading;

/// <summary>
/// Makes tokens of bytes that a contract has accepted. Nothing is judged a second time: the walk relies on the text being JSON, and says only where a
/// .NET value cannot hold what the contract allows.
/// </summary>
internal ref struct ModelReader
{
    private readonly ReadOnlySpan<byte> _json;
    private StringCache? _strings;
    private int _position;
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
        _json = json;
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
        if (!TryEnter((byte)'[', "")) return null;
        List<GetPersonalAccessTokenResponse>? tokens = null;
        int start = _position;
        while (NextElement())
        {
            _index++;
            if (_index == 1) _strings = new StringCache();
            GetPersonalAccessTokenResponse? token = ReadToken();
            if (token is null) return null;
            // Tokens of one list are about equally long.
            tokens ??= new List<GetPersonalAccessTokenResponse>(((_json.Length - start) / (_position - start)) + 1);
            tokens.Add(token);
        }

        return tokens ?? [];
    }

    private GetPersonalAccessTokenResponse? ReadToken()
    {
        if (!TryEnter((byte)'{', "")) return null;
        var token = new GetPersonalAccessTokenResponse();
        while (NextMember(out ReadOnlySpan<byte> name))
        {
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
                    SkipValue();
                    break;
            }

            if (_fault is not null) return null;
        }

        return token;
    }

    private PatOwner? ReadOwner()
    {
        if (TryTakeNull() || !TryEnter((byte)'{', "/owner")) return null;
        var owner = new PatOwner();
        while (NextMember(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("type"u8)) owner.Type = ReadRecurring("/owner/type");
            else if (name.SequenceEqual("id"u8)) owner.Id = ReadRecurring("/owner/id");
            else if (name.SequenceEqual("name"u8)) owner.Name = ReadRecurring("/owner/name");
            else SkipValue();
            if (_fault is not null) return null;
        }

        return owner;
    }

    private string[]? ReadStrings(string place)
    {
        if (TryTakeNull() || !TryEnter((byte)'[', place)) return null;
        int start = _position;
        int count = 0;
        while (NextElement())
        {
            SkipValue();
            count++;
        }

        if (count == 0) return [];
        _position = start;
        string[] strings = new string[count];
        for (int i = 0; _fault is null && NextElement(); i++) strings[i] = ReadRecurring(place)!;
        return strings;
    }

    private string? ReadString(string place) =>
        TryTakeString(place, out ReadOnlySpan<byte> content, out StringShape shape) ? Decode(content, shape) : null;

    /// <summary>Reads a string that probably comes again.</summary>
    private string? ReadRecurring(string place)
    {
        if (!TryTakeString(place, out ReadOnlySpan<byte> content, out StringShape shape)) return null;
        if (shape != StringShape.Plain) return Decode(content, shape);
        if (content.SequenceEqual("IDENTITY"u8)) return "IDENTITY";
        if (content.SequenceEqual("sp:scopes:all"u8)) return "sp:scopes:all";
        return _strings is null ? Decode(content, shape) : _strings.Get(content);
    }

    private DateTimeOffset? ReadTimestamp(string place)
    {
        int start = Peek();
        if (!TryTakeString(place, out ReadOnlySpan<byte> content, out StringShape shape)) return null;
        if ((shape & StringShape.Escaped) != 0) content = Texts.Unescape(content);
        if (Timestamps.TryParse(content, out DateTimeOffset value)) return value;
        Fail("read/date-time", "The model can hold an RFC 3339 date-time only", start, place);
        return null;
    }

    private int? ReadInt32(string place)
    {
        if (TryTakeNull()) return null;
        int start = Peek();
        int end = ScalarEnd(start);
        ReadOnlySpan<byte> token = _json.Slice(start, end - start);
        _position = end;
        if (Utf8Parser.TryParse(token, out int value, out int consumed) && consumed == token.Length) return value;
        // 43200.0 and 4.32e4 are integers too. A double is exact in this range.
        if (Utf8Parser.TryParse(token, out double number, out consumed) && consumed == token.Length && number == (int)number) return (int)number;
        Fail("read/number", "The model can hold a whole number of 32 bits only", start, place);
        return null;
    }

    private bool? ReadBoolean(string place)
    {
        if (TryTakeNull()) return null;
        int start = Peek();
        _position = ScalarEnd(start);
        switch (_json[start])
        {
            case (byte)'t': return true;
            case (byte)'f': return false;
            default:
                FailType(start, place);
                return null;
        }
    }

    /// <summary>The place of the next byte that is not white space.</summary>
    private int Peek() => _position = JsonScan.SkipWhitespace(_json, _position);

    private bool TryEnter(byte bracket, string place)
    {
        int start = Peek();
        if (_json[start] != bracket)
        {
            FailType(start, place);
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Moves to the next element of the array, or behind its end.</summary>
    private bool NextElement()
    {
        if (_json[Peek()] == (byte)',') _position++;
        if (_json[Peek()] != (byte)']') return true;
        _position++;
        return false;
    }

    /// <summary>Moves to the value of the next member of the object, or behind its end.</summary>
    private bool NextMember(out ReadOnlySpan<byte> name)
    {
        if (_json[Peek()] == (byte)',') _position++;
        if (_json[Peek()] == (byte)'}')
        {
            _position++;
            name = default;
            return false;
        }

        name = TakeString(out StringShape shape);
        if ((shape & StringShape.Escaped) != 0) name = Texts.Unescape(name);
        Peek();
        _position++;
        return true;
    }

    private bool TryTakeNull()
    {
        if (_json[Peek()] != (byte)'n') return false;
        _position += 4;
        return true;
    }

    /// <summary>Takes a string, without its quotation marks. False for null, and for other types with a fault.</summary>
    private bool TryTakeString(string place, out ReadOnlySpan<byte> content, out StringShape shape)
    {
        int start = Peek();
        if (_json[start] == (byte)'"')
        {
            content = TakeString(out shape);
            return true;
        }

        content = default;
        shape = default;
        if (!TryTakeNull()) FailType(start, place);
        return false;
    }

    private ReadOnlySpan<byte> TakeString(out StringShape shape)
    {
        ScanFault none = default;
        int start = _position + 1;
        int end = JsonScan.StringEnd(_json, start, out shape, ref none);
        _position = end + 1;
        return _json.Slice(start, end - start);
    }

    private void SkipValue()
    {
        int depth = 0;
        do
        {
            switch (_json[Peek()])
            {
                case (byte)'"':
                    TakeString(out _);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    _position++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    _position++;
                    break;
                case (byte)',' or (byte)':':
                    _position++;
                    break;
                default:
                    _position = ScalarEnd(_position);
                    break;
            }
        }
        while (depth > 0);
    }

    /// <summary>The place behind a number or a literal.</summary>
    private readonly int ScalarEnd(int position)
    {
        while ((uint)position < (uint)_json.Length && _json[position] is not ((byte)',' or (byte)'}' or (byte)']' or <= (byte)' ')) position++;
        return position;
    }

    private static string Decode(ReadOnlySpan<byte> content, StringShape shape) => shape switch
    {
        StringShape.Plain => StringCache.FromAscii(content),
        StringShape.NonAscii => JsonStrings.Decode(content),
        _ => JsonStrings.ToString(content),
    };

    // Only a contract of the caller's own can accept what the model has no place for.
    private void FailType(int start, string place) => Fail("read/type", "The model cannot hold a value of this type", start, place);

    private void Fail(string rule, string message, int start, string place)
    {
        if (_fault is not null) return;
        TextPosition position = TextPosition.Of(_json, start);
        string pointer = _index < 0 ? place : FormattableString.Invariant($"/{_index}{place}");
        int length = _json[start] == (byte)'"' ? _position - start : 1;
        _fault = new Finding(rule, FindingSeverity.Error, message, pointer, "", start, length, position.Line, position.Column);
    }
}
