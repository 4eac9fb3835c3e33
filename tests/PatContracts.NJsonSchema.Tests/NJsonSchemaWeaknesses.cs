namespace PatContracts.NJsonSchema.Tests;

/// <summary>The outcome of validating a payload.</summary>
internal enum Outcome
{
    Rejects = 0,
    Accepts,
    Throws,
}

/// <summary>
/// The known differences of NJsonSchema from JSON Schema and RFC 8259, each with its reason and a case that still demonstrates it. If the differential tests
/// find another difference, the engine has a defect or the list is incomplete.
/// </summary>
internal sealed record NJsonSchemaWeakness(string Name, string Reason, string Schema, string Payload, Outcome Outcome)
{
    private const string DateTime = """{"properties":{"a":{"type":"string","format":"date-time"}}}""";
    private const string Int32 = """{"properties":{"a":{"type":"integer","format":"int32"}}}""";

    public static readonly NJsonSchemaWeakness DateWithoutTime =
        Of("a date without a time", "date-time uses .NET's date parsing, which supplies missing parts", DateTime, """{"a":"2017-07-11"}""");

    public static readonly NJsonSchemaWeakness NoOffset = Of("a date-time without an offset", "as above", DateTime, """{"a":"2017-07-11T18:45:37"}""");

    public static readonly NJsonSchemaWeakness OtherSeparators = Of("a space instead of T", "as above", DateTime, """{"a":"2017-07-11 18:45:37Z"}""");

    public static readonly NJsonSchemaWeakness OffsetWithoutColon = Of("an offset without a colon", "as above", DateTime, """{"a":"2017-07-11T18:45:37+0000"}""");

    public static readonly NJsonSchemaWeakness NoFractionDigits = Of("a decimal point without digits", "as above", DateTime, """{"a":"2017-07-11T18:45:37.Z"}""");

    public static readonly NJsonSchemaWeakness DayThatDoesNotExist =
        Of("a day that the month doesn't have", "a text that looks like a date-time is only matched by its digits", DateTime, """{"a":"2017-02-30T18:45:37.098Z"}""");

    public static readonly NJsonSchemaWeakness MonthThatDoesNotExist = Of("month 13", "as above", DateTime, """{"a":"2017-13-11T18:45:37.098Z"}""");

    public static readonly NJsonSchemaWeakness TimeThatDoesNotExist = Of("hour 24 or minute 60", "as above", DateTime, """{"a":"2017-07-11T24:00:00Z"}""");

    public static readonly NJsonSchemaWeakness LeapSecondAtNoon = Of("a leap second within the day", "as above", DateTime, """{"a":"2017-07-11T12:00:60Z"}""");

    public static readonly NJsonSchemaWeakness OffsetThatDoesNotExist = Of("an offset of 24 hours", "as above", DateTime, """{"a":"2017-07-11T12:00:00+24:00"}""");

    public static readonly NJsonSchemaWeakness Int32Range = Of("integers beyond int32", "the format is an annotation", Int32, """{"a":2147483648}""");

    public static readonly NJsonSchemaWeakness Int64Range = new(
        "integers beyond int64", "a BigInteger is converted to a type that cannot represent it, and the conversion throws an exception", Int32, """{"a":9223372036854775808}""", Outcome.Throws);

    public static readonly NJsonSchemaWeakness IntegralNumbers = new(
        "1.0 and 1e2 as integers", "the notation of the number decides, not its value", Int32, """{"a":1.0}""", Outcome.Rejects);

    public static readonly NJsonSchemaWeakness Const =
        Of("const", "the keyword is preserved but not evaluated", """{"properties":{"a":{"const":1}}}""", """{"a":2}""");

    public static readonly NJsonSchemaWeakness Condition =
        Of("if", "the keywords are preserved but not evaluated", """{"if":{"required":["a"]},"then":{"required":["b"]}}""", """{"a":2}""");

    public static readonly NJsonSchemaWeakness ReferenceSiblings = Of(
        "keywords next to $ref",
        "a schema with a reference is replaced by the target",
        """{"properties":{"a":{"$ref":"#/$defs/s","minLength":3}},"$defs":{"s":{"type":"string"}}}""",
        """{"a":"x"}""");

    public static readonly NJsonSchemaWeakness TrailingText = Of("text after the value", "Newtonsoft.Json stops reading at the end of the value", "{}", "{} and more");

    public static readonly NJsonSchemaWeakness SingleQuotes = Of("single quotation marks", "Newtonsoft.Json accepts JavaScript literals", "{}", "{'a':'b'}");

    public static readonly NJsonSchemaWeakness BareNames = Of("names without quotation marks", "as above", "{}", "{a:1}");

    public static readonly NJsonSchemaWeakness Comments = Of("comments", "as above", "{}", "{/* c */}");

    public static readonly NJsonSchemaWeakness TrailingCommas = Of("trailing commas", "as above", "{}", """{"a":1,}""");

    public static readonly NJsonSchemaWeakness OtherNumbers = Of("hexadecimal numbers", "as above", "{}", """{"a":0x10}""");

    public static readonly NJsonSchemaWeakness ControlCharacters = Of("raw control characters", "Newtonsoft.Json doesn't validate the characters of a string", "{}", "{\"a\":\"\t\"}");

    public static readonly NJsonSchemaWeakness Surrogates = Of("a lone surrogate", "as above", "{}", """{"a":"\ud83d"}""");

    public static readonly NJsonSchemaWeakness DuplicateNames = Of("the same name twice", "the last one wins without an error", "{}", """{"a":1,"a":1}""");

    public static readonly IReadOnlyList<NJsonSchemaWeakness> All =
    [
        DateWithoutTime, NoOffset, OtherSeparators, OffsetWithoutColon, NoFractionDigits, DayThatDoesNotExist, MonthThatDoesNotExist, TimeThatDoesNotExist, LeapSecondAtNoon,
        OffsetThatDoesNotExist, Int32Range, Int64Range, IntegralNumbers, Const, Condition, ReferenceSiblings, TrailingText, SingleQuotes, BareNames, Comments,
        TrailingCommas, OtherNumbers, ControlCharacters, Surrogates, DuplicateNames,
    ];

    private static NJsonSchemaWeakness Of(string name, string reason, string schema, string payload) => new(name, reason, schema, payload, Outcome.Accepts);
}
