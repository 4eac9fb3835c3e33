using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatContracts.Schema.Tests.Differential;

/// <summary>The reason that a payload is rejected; the first one found.</summary>
internal enum Rejection
{
    None,
    NotJson,
    NotUtf8OrSurrogate,
    DuplicateName,
    Missing,
    Type,
    Integer,
    DateTime,
    OwnerType,
}

/// <summary>
/// A second implementation of the contract of one token (v3), based on the reader of System.Text.Json: it shares no code with the engine and does not use JSON
/// Schema.
/// </summary>
internal static partial class PayloadOracle
{
    private static readonly int[] DaysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    public static Rejection Validate(byte[] payload)
    {
        Rejection rejection = ValidateText(payload);
        if (rejection is Rejection.NotJson or Rejection.NotUtf8OrSurrogate) return rejection;
        using JsonDocument document = JsonDocument.Parse(payload);
        Rejection content = ValidateToken(document.RootElement);
        return content != Rejection.None ? content : rejection;
    }

    private static Rejection ValidateText(byte[] payload)
    {
        var names = new Stack<HashSet<string>>();
        bool hasDuplicate = false;
        bool hasBadText = false;
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject) names.Push([]);
                else if (reader.TokenType == JsonTokenType.EndObject) names.Pop();
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String)) continue;
                try
                {
                    // The reader accepts invalid UTF-8 and half surrogate pairs; decoding does not.
                    string text = reader.GetString()!;
                    if (reader.TokenType == JsonTokenType.PropertyName && !names.Peek().Add(text)) hasDuplicate = true;
                }
                catch (InvalidOperationException)
                {
                    hasBadText = true;
                }
            }
        }
        catch (JsonException)
        {
            return Rejection.NotJson;
        }

        return hasBadText ? Rejection.NotUtf8OrSurrogate : hasDuplicate ? Rejection.DuplicateName : Rejection.None;
    }

    private static Rejection ValidateToken(JsonElement token)
    {
        if (token.ValueKind != JsonValueKind.Object) return Rejection.Type;
        bool id = false, name = false, scope = false, owner = false, created = false;
        // Every member is validated, including the first of two with the same name.
        foreach (JsonProperty member in token.EnumerateObject())
        {
            JsonElement value = member.Value;
            Rejection rejection = Rejection.None;
            switch (member.Name)
            {
                case "id":
                    id = true;
                    rejection = OfKind(value, JsonValueKind.String);
                    break;
                case "name":
                    name = true;
                    rejection = OfKind(value, JsonValueKind.String);
                    break;
                case "scope":
                    scope = true;
                    rejection = value.ValueKind switch
                    {
                        JsonValueKind.Null => Rejection.None,
                        JsonValueKind.Array => value.EnumerateArray().All(right => right.ValueKind == JsonValueKind.String) ? Rejection.None : Rejection.Type,
                        _ => Rejection.Type,
                    };
                    break;
                case "owner":
                    owner = true;
                    rejection = ValidateOwner(value);
                    break;
                case "created":
                    created = true;
                    rejection = ValidateTime(value);
                    break;
                case "lastUsed":
                    rejection = value.ValueKind == JsonValueKind.Null ? Rejection.None : ValidateTime(value);
                    break;
                case "expirationDate":
                    rejection = ValidateTime(value);
                    break;
                case "managed":
                    rejection = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Rejection.None : Rejection.Type;
                    break;
                case "accessTokenValiditySeconds":
                    rejection = value.ValueKind != JsonValueKind.Number ? Rejection.Type : IsInt32(value.GetRawText()) ? Rejection.None : Rejection.Integer;
                    break;
            }

            if (rejection != Rejection.None) return rejection;
        }

        return id && name && scope && owner && created ? Rejection.None : Rejection.Missing;
    }

    private static Rejection ValidateOwner(JsonElement owner)
    {
        if (owner.ValueKind != JsonValueKind.Object) return Rejection.Type;
        foreach (JsonProperty member in owner.EnumerateObject())
        {
            if (member.Name is "type" && (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString() != "IDENTITY")) return Rejection.OwnerType;
            if (member.Name is "id" or "name" && member.Value.ValueKind != JsonValueKind.String) return Rejection.Type;
        }

        return Rejection.None;
    }

    private static Rejection OfKind(JsonElement value, JsonValueKind kind) => value.ValueKind == kind ? Rejection.None : Rejection.Type;

    private static Rejection ValidateTime(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? Rejection.Type : IsDateTime(value.GetString()!) ? Rejection.None : Rejection.DateTime;

    private static bool IsDateTime(string text)
    {
        Match match = DateTimePattern().Match(text);
        if (!match.Success) return false;
        int Group(int number) => int.Parse(match.Groups[number].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        (int year, int month, int day, int hour, int minute, int second) = (Group(1), Group(2), Group(3), Group(4), Group(5), Group(6));
        bool isLeapYear = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        if (month is < 1 or > 12 || day < 1 || day > DaysOfMonths[month - 1] + (month == 2 && isLeapYear ? 1 : 0)) return false;
        if (hour > 23 || minute > 59 || second > 60) return false;
        int offset = 0;
        if (match.Groups[7].Success)
        {
            int hours = int.Parse(match.Groups[7].ValueSpan[1..], System.Globalization.CultureInfo.InvariantCulture);
            int minutes = Group(8);
            if (hours > 23 || minutes > 59) return false;
            offset = ((60 * hours) + minutes) * (match.Groups[7].ValueSpan[0] == '-' ? -1 : 1);
        }

        // A leap second is the last second of a day in UTC.
        return second < 60 || ((60 * hour) + minute - offset + 2880) % 1440 == 1439;
    }

    private static bool IsInt32(string number)
    {
        Match match = NumberPattern().Match(number);
        BigInteger digits = BigInteger.Parse(match.Groups[1].Value + match.Groups[2].Value + match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture);
        if (digits.IsZero) return true;
        BigInteger exponent = (match.Groups[4].Success ? BigInteger.Parse(match.Groups[4].Value, System.Globalization.CultureInfo.InvariantCulture) : 0) - match.Groups[3].Length;
        if (exponent > 20 || exponent < -2000) return false;
        if (exponent < 0)
        {
            digits = BigInteger.DivRem(digits, BigInteger.Pow(10, (int)-exponent), out BigInteger rest);
            if (!rest.IsZero) return false;
        }
        else
        {
            digits *= BigInteger.Pow(10, (int)exponent);
        }

        return digits >= int.MinValue && digits <= int.MaxValue;
    }

    [GeneratedRegex(@"\A([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[Zz]|([+-][0-9]{2}):([0-9]{2}))\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateTimePattern();

    [GeneratedRegex(@"\A(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
