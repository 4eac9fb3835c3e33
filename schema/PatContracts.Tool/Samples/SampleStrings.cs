using System.Globalization;

namespace PatContracts.Tool.Samples;

/// <summary>Made-up strings for a format, and for what a member's name tells of its meaning.</summary>
internal static class SampleStrings
{
    /// <summary>A string of a format, or null for formats that ask for nothing known.</summary>
    public static string? OfFormat(string? format, string member, SampleRandom random) => format switch
    {
        "date-time" => SampleRandom.DateTime(MomentOf(member, random)),
        "date" => MomentOf(member, random).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "time" => random.Moment(2020, 1).ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "duration" => string.Create(CultureInfo.InvariantCulture, $"P{random.Between(1, 30)}DT{random.Between(1, 23)}H"),
        "email" or "idn-email" => $"{random.Words2()}@example.com",
        "hostname" or "idn-hostname" => $"{random.Words2()}.example.com",
        "ipv4" => string.Create(CultureInfo.InvariantCulture, $"192.0.2.{random.Between(1, 254)}"),
        "ipv6" => $"2001:db8::{random.Hex(4)}",
        "uri" or "iri" or "uri-reference" or "iri-reference" => $"https://example.com/{random.Words2()}",
        "uri-template" => "https://example.com/{id}",
        "uuid" => $"{random.Hex(8)}-{random.Hex(4)}-4{random.Hex(3)}-a{random.Hex(3)}-{random.Hex(12)}",
        "json-pointer" => $"/{random.Words2()}",
        "relative-json-pointer" => $"1/{random.Words2()}",
        "regex" => "^[a-z]+$",
        _ => null,
    };

    /// <summary>A string for a member of a name.</summary>
    public static string Of(string member, SampleRandom random)
    {
        if (member.Equals("id", StringComparison.OrdinalIgnoreCase) || member.EndsWith("Id", StringComparison.Ordinal)) return random.Hex(32);
        return member.Contains("scope", StringComparison.OrdinalIgnoreCase) ? $"demo:{random.Words2()}:read" : random.Words2();
    }

    // Things are created before they are used, and expire after both. Years far from now keep samples from aging.
    private static DateTimeOffset MomentOf(string member, SampleRandom random)
    {
        if (member.Contains("expir", StringComparison.OrdinalIgnoreCase)) return random.Moment(2090, 9);
        return member.Contains("creat", StringComparison.OrdinalIgnoreCase) ? random.Moment(2019, 3) : random.Moment(2022, 3);
    }
}
