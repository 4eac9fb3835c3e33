using System.Globalization;
using PatContracts.Schema.Numbers;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Formats;

/// <summary>A format of strings.</summary>
internal sealed class StringFormat(string expectation, Func<string, bool> matches)
{
    public string Expectation { get; } = expectation;

    public bool Matches(ReadOnlySpan<byte> utf8) => matches(JsonStrings.Decode(utf8));
}

/// <summary>A format of numbers.</summary>
internal sealed class NumberFormat(string expectation, long minimum, long maximum)
{
    public string Expectation { get; } = expectation;

    public bool Matches(ReadOnlySpan<byte> token)
    {
        JsonNumber number = JsonNumber.Parse(token);
        return number.IsInteger && number.TryGetInt64(out long value) && value >= minimum && value <= maximum;
    }
}

/// <summary>The formats by name.</summary>
internal static class FormatCatalog
{
    public static StringFormat? FindString(string name, DateTimeProfile profile) => name != "date-time" ? null : new StringFormat(
        "an RFC 3339 date-time",
        text => text.Length >= 17
            && text[10] is 'T' or 't'
            && (profile == DateTimeProfile.Lenient || (text.Length >= 20 && text[16] == ':'))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && (text[text.Length - 1] is 'Z' or 'z' || text[text.Length - 6] is '+' or '-'));

    public static NumberFormat? FindNumber(string name) => name switch
    {
        "int32" => new NumberFormat("a 32-bit integer", int.MinValue, int.MaxValue),
        "int64" => new NumberFormat("a 64-bit integer", long.MinValue, long.MaxValue),
        _ => null,
    };
}
