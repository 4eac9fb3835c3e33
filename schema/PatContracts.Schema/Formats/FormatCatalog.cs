namespace PatContracts.Schema.Formats;

/// <summary>The formats that are asserted, by name. Other formats assert nothing.</summary>
internal static class FormatCatalog
{
    private const string DateTime = "date-time";

    /// <summary>Returns the string format with a name, or null.</summary>
    public static StringFormat? FindString(string name, DateTimeProfile profile) => name == DateTime ? OfDateTime(profile) : FindString(name);

    /// <summary>Returns the string format that OpenAPI defines under a name, or null. <c>binary</c> and <c>password</c> assert nothing.</summary>
    public static StringFormat? FindOpenApiString(string name) => name == "byte" ? new(name, "base64 (RFC 4648)", static utf8 => Base64.IsBase64(utf8)) : null;

    // Lambdas rather than method groups: a delegate to a static method costs an extra jump on every call.
    private static StringFormat OfDateTime(DateTimeProfile profile) => profile == DateTimeProfile.Lenient
        ? new(DateTime, "an RFC 3339 date-time, or one without seconds", static utf8 => Rfc3339.IsDateTime(utf8, DateTimeProfile.Lenient))
        : new(DateTime, "an RFC 3339 date-time", static utf8 => Rfc3339.IsDateTime(utf8, DateTimeProfile.Strict));

    private static StringFormat? FindString(string name) => name switch
    {
        "date" => new(name, "an RFC 3339 date, YYYY-MM-DD", static utf8 => Rfc3339.IsDate(utf8)),
        "time" => new(name, "an RFC 3339 time with its offset", static utf8 => Rfc3339.IsTime(utf8)),
        "duration" => new(name, "a duration such as P3DT12H", static utf8 => Durations.IsDuration(utf8)),
        "email" => new(name, "an e-mail address", static utf8 => EmailAddresses.IsAddress(utf8, international: false)),
        "idn-email" => new(name, "an internationalized e-mail address", static utf8 => EmailAddresses.IsAddress(utf8, international: true)),
        "hostname" => new(name, "a host name", static utf8 => HostNames.IsHostName(utf8)),
        "idn-hostname" => new(name, "an internationalized host name", static utf8 => IdnHostNames.IsHostName(utf8)),
        "ipv4" => new(name, "an IPv4 address", static utf8 => IpAddresses.IsIPv4(utf8)),
        "ipv6" => new(name, "an IPv6 address", static utf8 => IpAddresses.IsIPv6(utf8)),
        "uri" => new(name, "a URI", static utf8 => UriSyntax.IsUri(utf8, international: false)),
        "uri-reference" => new(name, "a URI reference", static utf8 => UriSyntax.IsReference(utf8, international: false)),
        "iri" => new(name, "an IRI", static utf8 => UriSyntax.IsUri(utf8, international: true)),
        "iri-reference" => new(name, "an IRI reference", static utf8 => UriSyntax.IsReference(utf8, international: true)),
        "uri-template" => new(name, "a URI template", static utf8 => UriTemplates.IsTemplate(utf8)),
        "uuid" => new(name, "a UUID", static utf8 => Uuids.IsUuid(utf8)),
        "json-pointer" => new(name, "a JSON Pointer", static utf8 => JsonPointers.IsPointer(utf8)),
        "relative-json-pointer" => new(name, "a relative JSON Pointer", static utf8 => JsonPointers.IsRelativePointer(utf8)),
        "regex" => new(name, "a regular expression of ECMA-262", static utf8 => Patterns.JsonPattern.IsValid(utf8)),
        _ => null,
    };

    /// <summary>Returns the number format with a name, or null.</summary>
    public static NumberFormat? FindNumber(string name) => name switch
    {
        "int32" => new(name, "a 32-bit integer", static token => NumberRanges.IsInt32(token)),
        "int64" => new(name, "a 64-bit integer", static token => NumberRanges.IsInt64(token)),
        "float" => new(name, "a number in the range of single precision", static token => NumberRanges.IsSingle(token)),
        "double" => new(name, "a number in the range of double precision", static token => NumberRanges.IsDouble(token)),
        _ => null,
    };
}
