using System.Globalization;

namespace PatContracts.Tool.Samples;

/// <summary>Generates strings for a format, or for the likely meaning of a property name.</summary>
internal static class SampleStrings
{
    /// <summary>Returns a string of a format, or null if the format is unknown.</summary>
    public static string? OfFormat(string? format, string member, SampleRandom random) => format switch
    {
        "date-time" => SampleRandom.DateTime(TimestampOf(member, random)),
        "date" => TimestampOf(member, random).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "time" => random.Timestamp(2020, 1).ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "duration" => string.Create(CultureInfo.InvariantCulture, $"P{random.Between(1, 30)}DT{random.Between(1, 23)}H"),
        "email" or "idn-email" => $"{random.TwoWords()}@example.com",
        "hostname" or "idn-hostname" => $"{random.TwoWords()}.example.com",
        "ipv4" => string.Create(CultureInfo.InvariantCulture, $"192.0.2.{random.Between(1, 254)}"),
        "ipv6" => $"2001:db8::{random.Hex(4)}",
        "uri" or "iri" or "uri-reference" or "iri-reference" => $"https://example.com/{random.TwoWords()}",
        "uri-template" => "https://example.com/{id}",
        "uuid" => $"{random.Hex(8)}-{random.Hex(4)}-4{random.Hex(3)}-a{random.Hex(3)}-{random.Hex(12)}",
        "json-pointer" => $"/{random.TwoWords()}",
        "relative-json-pointer" => $"1/{random.TwoWords()}",
        "regex" => "^[a-z]+$",
        _ => null,
    };

    /// <summary>Returns a string for a property with a name.</summary>
    public static string Of(string member, SampleRandom random)
    {
        if (member.Equals("id", StringComparison.OrdinalIgnoreCase) || member.EndsWith("Id", StringComparison.Ordinal)) return random.Hex(32);
        return member.Contains("scope", StringComparison.OrdinalIgnoreCase) ? $"demo:{random.TwoWords()}:read" : random.TwoWords();
    }

    // Resources are created before they are used and expire afterwards. The years are far enough from now for samples to remain valid.
    private static DateTimeOffset TimestampOf(string member, SampleRandom random)
    {
        if (member.Contains("expir", StringComparison.OrdinalIgnoreCase)) return random.Timestamp(2090, 9);
        return member.Contains("creat", StringComparison.OrdinalIgnoreCase) ? random.Timestamp(2019, 3) : random.Timestamp(2022, 3);
    }
}
