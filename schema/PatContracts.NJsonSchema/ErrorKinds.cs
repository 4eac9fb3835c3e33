using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>
/// Maps the rules of findings to NJsonSchema's kinds of errors. Rules without a corresponding kind are <see cref="ValidationErrorKind.Unknown"/>.
/// </summary>
internal static class ErrorKinds
{
    public static ValidationErrorKind Of(Finding finding, KeywordValues keywords) => finding.Rule switch
    {
        _ when finding.MissingProperty is not null => ValidationErrorKind.PropertyRequired,
        "schema/type" => OfType(keywords.Find(finding.SchemaPointer)),
        "schema/format" => OfFormat(keywords.Find(finding.SchemaPointer)),
        "schema/enum" or "schema/const" => ValidationErrorKind.NotInEnumeration,
        "schema/pattern" => ValidationErrorKind.PatternMismatch,
        "schema/minLength" => ValidationErrorKind.StringTooShort,
        "schema/maxLength" => ValidationErrorKind.StringTooLong,
        "schema/minimum" or "schema/exclusiveMinimum" => ValidationErrorKind.NumberTooSmall,
        "schema/maximum" or "schema/exclusiveMaximum" => IsInteger(finding, keywords) ? ValidationErrorKind.IntegerTooBig : ValidationErrorKind.NumberTooBig,
        "schema/multipleOf" => IsInteger(finding, keywords) ? ValidationErrorKind.IntegerNotMultipleOf : ValidationErrorKind.NumberNotMultipleOf,
        "schema/minItems" => ValidationErrorKind.TooFewItems,
        "schema/maxItems" => ValidationErrorKind.TooManyItems,
        "schema/uniqueItems" => ValidationErrorKind.ItemsNotUnique,
        "schema/items" or "schema/additionalItems" or "schema/unevaluatedItems" => ValidationErrorKind.TooManyItemsInTuple,
        "schema/minProperties" => ValidationErrorKind.TooFewProperties,
        "schema/maxProperties" => ValidationErrorKind.TooManyProperties,
        "schema/additionalProperties" or "schema/unevaluatedProperties" => ValidationErrorKind.NoAdditionalPropertiesAllowed,
        "schema/anyOf" => ValidationErrorKind.NotAnyOf,
        "schema/allOf" => ValidationErrorKind.NotAllOf,
        "schema/oneOf" => ValidationErrorKind.NotOneOf,
        "schema/not" => ValidationErrorKind.ExcludedSchemaValidates,
        _ => ValidationErrorKind.Unknown,
    };

    private static bool IsInteger(Finding finding, KeywordValues keywords) =>
        keywords.FindSibling(finding.SchemaPointer, "type") is JValue { Type: JTokenType.String } type && (string?)type == "integer";

    private static ValidationErrorKind OfType(JToken? type) => type is not JValue { Type: JTokenType.String } single
        ? ValidationErrorKind.NoTypeValidates
        : (string?)single switch
        {
            "string" => ValidationErrorKind.StringExpected,
            "number" => ValidationErrorKind.NumberExpected,
            "integer" => ValidationErrorKind.IntegerExpected,
            "boolean" => ValidationErrorKind.BooleanExpected,
            "object" => ValidationErrorKind.ObjectExpected,
            "array" => ValidationErrorKind.ArrayExpected,
            "null" => ValidationErrorKind.NullExpected,
            _ => ValidationErrorKind.NoTypeValidates,
        };

    private static ValidationErrorKind OfFormat(JToken? format) => (format as JValue)?.Value switch
    {
        "date-time" => ValidationErrorKind.DateTimeExpected,
        "date" => ValidationErrorKind.DateExpected,
        "time" => ValidationErrorKind.TimeExpected,
        "duration" => ValidationErrorKind.TimeSpanExpected,
        "uri" => ValidationErrorKind.UriExpected,
        "ipv4" => ValidationErrorKind.IpV4Expected,
        "ipv6" => ValidationErrorKind.IpV6Expected,
        "email" => ValidationErrorKind.EmailExpected,
        "hostname" => ValidationErrorKind.HostnameExpected,
        "uuid" => ValidationErrorKind.UuidExpected,
        "int32" or "int64" => ValidationErrorKind.IntegerTooBig,
        _ => ValidationErrorKind.Unknown,
    };
}
