using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PatContracts.Schema.Tests.Differential;

/// <summary>Generates valid token payloads and mutants of them: the same seed produces the same text on every machine.</summary>
internal sealed class PayloadMutants(int seed)
{
    private static readonly string[] Tokens =
    [
        "null", "true", "false", "0", "-0", "1", "1.0", "1e2", "43200", "43200.0", "2147483647", "2147483648", "-2147483649", "0.5", "1e-1", "99999999999999999999", "1e400",
        "\"\"", "\"x\"", "\"IDENTITY\"", "\"identity\"", "\"\\u0049DENTITY\"", "\"true\"", "[]", "{}", "[null]", "[\"a\"]", "[\"a\",1]", "[[]]", "{\"type\":\"IDENTITY\"}", "{\"type\":null}",
        "\"2024-02-29T00:00:00Z\"", "\"2023-02-29T00:00:00Z\"", "\"2024-02-29t00:00:00.123456789z\"", "\"2024-02-29T00:00:00+23:59\"", "\"2024-02-29T00:00:00+24:00\"",
        "\"2024-02-29T00:00Z\"", "\"2024-02-29\"", "\"2024-02-29 00:00:00Z\"", "\"2024-02-29T00:00:00\"", "\"2016-12-31T23:59:60Z\"", "\"2016-12-31T23:58:60Z\"", "\"2017-01-01T00:59:60+01:00\"",
        "\"2024-13-01T00:00:00Z\"", "\"2024-00-01T00:00:00Z\"", "\"2024-01-01T24:00:00Z\"", "\"0000-01-01T00:00:00Z\"", "\"2024-01-01T00:00:00.Z\"", "\"2024\\u002d01-01T00:00:00Z\"",
        "NaN", "nul", "'x'", "01", "1.", ".5", "+1", "0x1F", "\"\\x\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\t\"", "[1,]", "{\"a\":1,}", "/**/1", "undefined", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    ];

    private static readonly string[] Bytes = ["\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "\0", "\u007F", "0", "9", "-", ".", "e", "E", "+", "u", "t", "n", "ä", "😀", "\uFEFF", "\u2028", "//", "\\u"];

    private readonly Random _random = new(seed);

    /// <summary>Returns the next mutant as bytes; about one in thirty is unchanged.</summary>
    public byte[] Next()
    {
        byte[] payload = Encoding.UTF8.GetBytes(Valid());
        for (int mutations = Math.Min(_random.Next(30), 1 + _random.Next(3)); mutations > 0; mutations--) payload = Mutate(payload);
        return payload;
    }

    public string Valid()
    {
        var members = new List<string>
        {
            Member("id", Text()),
            Member("name", Text()),
            Member("scope", _random.Next(4) == 0 ? "null" : "[" + string.Join(",", Enumerable.Range(0, _random.Next(4)).Select(_ => Text())) + "]"),
            Member("owner", Owner()),
            Member("created", Time()),
        };
        if (_random.Next(2) == 0) members.Add(Member("lastUsed", _random.Next(3) == 0 ? "null" : Time()));
        if (_random.Next(2) == 0) members.Add(Member("managed", _random.Next(2) == 0 ? "true" : "false"));
        if (_random.Next(2) == 0) members.Add(Member("accessTokenValiditySeconds", Number(_random.Next(int.MinValue, int.MaxValue))));
        if (_random.Next(2) == 0) members.Add(Member("expirationDate", Time()));
        if (_random.Next(4) == 0) members.Add(Member("futureMember", Tokens[_random.Next(5)]));
        if (_random.Next(3) == 0) Shuffle(members);
        return "{" + Space() + string.Join("," + Space(), members) + "}";
    }

    private string Owner()
    {
        var members = new List<string>();
        if (_random.Next(3) > 0) members.Add(Member("type", "\"IDENTITY\""));
        if (_random.Next(3) > 0) members.Add(Member("id", Text()));
        if (_random.Next(3) > 0) members.Add(Member("name", Text()));
        return "{" + string.Join(",", members) + "}";
    }

    private string Member(string name, string value) => $"\"{name}\":{Space()}{value}";

    private string Space() => _random.Next(5) switch
    {
        0 => " ",
        1 => "\n  ",
        2 => "\r\n\t",
        _ => "",
    };

    private string Text() => _random.Next(8) switch
    {
        0 => "\"\"",
        1 => "\"ä€😀\"",
        2 => "\"\\u00e4\\ud83d\\ude00\\n\\\"\"",
        3 => "\"" + new string('x', _random.Next(40)) + "\"",
        _ => "\"" + _random.Next().ToString(CultureInfo.InvariantCulture) + "\"",
    };

    private string Time()
    {
        DateTime time = DateTime.UnixEpoch.AddSeconds(_random.Next());
        string fraction = _random.Next(3) switch
        {
            0 => "",
            1 => ".123",
            _ => "." + _random.Next(1_000_000_000).ToString("D9", CultureInfo.InvariantCulture),
        };
        string offset = _random.Next(3) == 0 ? "+05:30" : _random.Next(3) == 0 ? "-00:00" : "Z";
        return "\"" + time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + fraction + offset + "\"";
    }

    private string Number(int value)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        return _random.Next(6) switch
        {
            0 => text + ".0",
            1 => text + "e0",
            2 => text + "0e-1",
            _ => text,
        };
    }

    private void Shuffle(List<string> members)
    {
        for (int i = members.Count - 1; i > 0; i--)
        {
            int j = _random.Next(i + 1);
            (members[i], members[j]) = (members[j], members[i]);
        }
    }

    private byte[] Mutate(byte[] payload)
    {
        if (payload.Length == 0) return payload;
        return _random.Next(8) switch
        {
            0 => Splice(payload, _random.Next(payload.Length), 1, []),
            1 => Splice(payload, _random.Next(payload.Length + 1), 0, Encoding.UTF8.GetBytes(Bytes[_random.Next(Bytes.Length)])),
            2 => Splice(payload, _random.Next(payload.Length), 1, [(byte)_random.Next(256)]),
            3 => payload[.._random.Next(payload.Length + 1)],
            4 => RepeatPart(payload),
            _ => MutateToken(payload),
        };
    }

    private byte[] RepeatPart(byte[] payload)
    {
        int start = _random.Next(payload.Length);
        int length = Math.Min(_random.Next(30), payload.Length - start);
        return Splice(payload, _random.Next(payload.Length + 1), 0, payload.AsSpan(start, length));
    }

    /// <summary>Replaces, removes, renames or repeats a token or a member.</summary>
    private byte[] MutateToken(byte[] payload)
    {
        List<(int Start, int End, bool IsName, int ValueEnd)> tokens = ScanTokens(payload);
        if (tokens.Count == 0) return payload;
        (int start, int end, bool isName, int valueEnd) = tokens[_random.Next(tokens.Count)];
        if (!isName) return Splice(payload, start, end - start, Encoding.UTF8.GetBytes(Tokens[_random.Next(Tokens.Length)]));
        switch (_random.Next(5))
        {
            case 0:
                // The member is removed with a comma next to it, so that the remaining text is often JSON.
                int behind = valueEnd;
                while (behind < payload.Length && payload[behind] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') behind++;
                if (behind < payload.Length && payload[behind] == (byte)',') return Splice(payload, start, behind + 1 - start, []);
                int comma = payload.AsSpan(0, start).LastIndexOf((byte)',');
                return comma < 0 ? Splice(payload, start, valueEnd - start, []) : Splice(payload, comma, valueEnd - comma, []);
            case 1:
                return Splice(payload, start, 0, [.. payload.AsSpan(start, valueEnd - start), (byte)',']);
            case 2:
                return Splice(payload, start + 1, 1, Encoding.UTF8.GetBytes("\\u" + ((int)payload[start + 1]).ToString("x4", CultureInfo.InvariantCulture)));
            case 3:
                return Splice(payload, start + 1, 1, [(byte)(payload[start + 1] ^ 0x20)]);
            default:
                string[] names = ["id", "name", "scope", "owner", "created", "lastUsed", "managed", "accessTokenValiditySeconds", "expirationDate", "type", "other"];
                return Splice(payload, start, end - start, Encoding.UTF8.GetBytes("\"" + names[_random.Next(names.Length)] + "\""));
        }
    }

    private static List<(int Start, int End, bool IsName, int ValueEnd)> ScanTokens(byte[] payload)
    {
        var tokens = new List<(int Start, int End, bool IsName, int ValueEnd)>();
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.EndObject or JsonTokenType.EndArray) continue;
                bool isName = reader.TokenType == JsonTokenType.PropertyName;
                int end = (int)reader.TokenStartIndex + reader.ValueSpan.Length + (isName || reader.TokenType == JsonTokenType.String ? 2 : 0);
                int valueEnd = end;
                if (isName)
                {
                    Utf8JsonReader value = reader;
                    value.Read();
                    value.Skip();
                    valueEnd = (int)value.BytesConsumed;
                }

                tokens.Add(((int)reader.TokenStartIndex, end, isName, valueEnd));
            }
        }
        catch (JsonException)
        {
            // The text before the error is sufficient.
        }

        return tokens;
    }

    private static byte[] Splice(byte[] payload, int start, int count, ReadOnlySpan<byte> insert) => [.. payload.AsSpan(0, start), .. insert, .. payload.AsSpan(start + count)];
}
