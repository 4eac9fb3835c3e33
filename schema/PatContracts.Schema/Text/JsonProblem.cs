namespace PatContracts.Schema.Text;

/// <summary>The reason that a text is not JSON (RFC 8259).</summary>
internal enum JsonProblem : byte
{
    None = 0,
    Truncated,
    Empty,
    ByteOrderMark,
    ExpectedValue,
    ExpectedName,
    ExpectedColon,
    ExpectedCommaOrBrace,
    ExpectedCommaOrBracket,
    TrailingComma,
    Literal,
    LeadingZero,
    Number,
    ControlCharacter,
    Escape,
    Surrogate,
    Utf8,
    TrailingData,
    Depth,
    Stack,
    TooLarge,
}

/// <summary>The location and reason of a JSON error.</summary>
internal struct ScanFault
{
    public JsonProblem Problem;
    public int Offset;

    public readonly bool IsSet => Problem != JsonProblem.None;

    public void Set(JsonProblem problem, int offset)
    {
        Problem = problem;
        Offset = offset;
    }
}

/// <summary>The rules and messages of JSON errors in findings.</summary>
internal static class JsonProblems
{
    public const string DuplicateNameRule = "json/duplicate-name";

    public const string DuplicateNameMessage = "The object already has a member with this name";

    public static string Rule(JsonProblem problem) => problem switch
    {
        JsonProblem.Truncated => "json/truncated",
        JsonProblem.Empty => "json/empty",
        JsonProblem.ByteOrderMark => "json/byte-order-mark",
        JsonProblem.Literal => "json/literal",
        JsonProblem.LeadingZero or JsonProblem.Number => "json/number",
        JsonProblem.ControlCharacter => "json/control-character",
        JsonProblem.Escape => "json/escape",
        JsonProblem.Surrogate => "json/surrogate",
        JsonProblem.Utf8 => "json/utf-8",
        JsonProblem.TrailingData => "json/trailing-data",
        JsonProblem.Depth or JsonProblem.Stack => "json/depth",
        JsonProblem.TooLarge => "json/too-large",
        _ => "json/syntax",
    };

    /// <summary>Returns the message for a problem, including a description of the text at the error if it is recognized.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="json">The text, or the element of a stream.</param>
    /// <param name="offset">Offset of the error.</param>
    public static string Message(JsonProblem problem, ReadOnlySpan<byte> json, int offset) =>
        ForeignSyntax.Describe(problem, json, offset) is { } known ? $"{Message(problem)}; {known}" : Message(problem);

    public static string Message(JsonProblem problem) => problem switch
    {
        JsonProblem.Truncated => "The text ends in the middle of a value",
        JsonProblem.Empty => "There is no JSON value",
        JsonProblem.ByteOrderMark => "JSON text must not begin with a byte order mark",
        JsonProblem.ExpectedValue => "Expected a value",
        JsonProblem.ExpectedName => "Expected a member name in quotation marks",
        JsonProblem.ExpectedColon => "Expected ':' after the member name",
        JsonProblem.ExpectedCommaOrBrace => "Expected ',' or '}' after the member",
        JsonProblem.ExpectedCommaOrBracket => "Expected ',' or ']' after the element",
        JsonProblem.TrailingComma => "A comma must be followed by another member or element",
        JsonProblem.Literal => "Expected true, false or null",
        JsonProblem.LeadingZero => "A number must not have leading zeros",
        JsonProblem.Number => "Expected a digit",
        JsonProblem.ControlCharacter => "Control characters must be escaped in a string",
        JsonProblem.Escape => "This escape sequence does not exist",
        JsonProblem.Surrogate => "A surrogate escape must be one half of a pair",
        JsonProblem.Utf8 => "These bytes are not valid UTF-8",
        JsonProblem.TrailingData => "Nothing may follow the value",
        JsonProblem.Depth => "Objects and arrays are nested too deeply",
        JsonProblem.Stack => "Objects and arrays are nested too deeply for this thread's stack",
        JsonProblem.TooLarge => "The value exceeds the size limit of the reader",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };
}
