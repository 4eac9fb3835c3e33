namespace PatContracts.Schema.Formats;

/// <summary>The formats that are asserted, by name. Names that are not here assert nothing.</summary>
internal static class FormatCatalog
{
    // Lambdas rather than method groups: a delegate to a static method costs an extra jump on every call.
    private static readonly Dictionary<string, StringFormat> Strings = new StringFormat[]
    {
        new("date-time", "an RFC 3339 date-time", static utf8 => Rfc3339.IsDateTime(utf8, DateTimeProfile.Strict)),
        new("date", "an RFC 3339 date, YYYY-MM-DD", static utf8 => Rfc3339.IsDate(utf8)),
        new("time", "an RFC 3339 time with its offset", static utf8 => Rfc3339.IsTime(utf8)),
        new("duration", "a duration such as P3DT12H", static utf8 => Durations.IsDuration(utf8)),
        new("email", "an e-mail address", static utf8 => EmailAddresses.IsAddress(utf8, international: false)),
        new("idn-email", "an internationalised e-mail address", static utf8 => EmailAddresses.IsAddress(utf8, international: true)),
        new("hostname", "a host name", static utf8 => HostNames.IsHostName(utf8)),
        new("idn-hostname", "an internationalised host name", static utf8 => IdnHostNames.IsHostName(utf8)),
        new("ipv4", "an IPv4 address", static utf8 => IpAddresses.IsIPv4(utf8)),
        new("ipv6", "an IPv6 address", static utf8 => IpAddresses.IsIPv6(utf8)),
        new("uri", "a URI", static utf8 => UriSyntax.IsUri(utf8, international: false)),
        new("uri-reference", "a URI reference", static utf8 => UriSyntax.IsReference(utf8, international: false)),
        new("iri", "an IRI", static utf8 => UriSyntax.IsUri(utf8, international: true)),
        new("iri-reference", "an IRI reference", static utf8 => UriSyntax.IsReference(utf8, international: true)),
        new("uri-template", "a URI template", static utf8 => UriTemplates.IsTemplate(utf8)),
        new("uuid", "a UUID", static utf8 => Uuids.IsUuid(utf8)),
        new("json-pointer", "a JSON Pointer", static utf8 => JsonPointers.IsPointer(utf8)),
        new("relative-json-pointer", "a relative JSON Pointer", static utf8 => JsonPointers.IsRelativePointer(utf8)),
        new("regex", "a regular expression of ECMA-262", static utf8 => Patterns.JsonPattern.IsValid(utf8)),
    }.ToDictionary(format => format.Name, StringComparer.Ordinal);

    private static readonly StringFormat LenientDateTime = new(
        "date-time", "an RFC 3339 date-time, or one without seconds", static utf8 => Rfc3339.IsDateTime(utf8, DateTimeProfile.Lenient));

    private static readonly Dictionary<string, NumberFormat> Numbers = new NumberFormat[]
    {
        new("int32", "a 32-bit integer", static token => NumberRanges.IsInt32(token)),
        new("int64", "a 64-bit integer", static token => NumberRanges.IsInt64(token)),
        new("float", "a number in the range of single precision", static token => NumberRanges.IsSingle(token)),
        new("double", "a number in the range of double precision", static token => NumberRanges.IsDouble(token)),
    }.ToDictionary(format => format.Name, StringComparer.Ordinal);

    /// <summary>The string format of that name, or null.</summary>
    public static StringFormat? FindString(string name, DateTimeProfile profile) =>
        profile == DateTimeProfile.Lenient && name == LenientDateTime.Name ? LenientDateTime
        : Strings.TryGetValue(name, out StringFormat? format) ? format
        : null;

    /// <summary>The number format of that name, or null.</summary>
    public static NumberFormat? FindNumber(string name) => Numbers.TryGetValue(name, out NumberFormat? format) ? format : null;
}
