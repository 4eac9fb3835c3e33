namespace PatContracts.Schema.Text;

/// <summary>
/// Recognizes the text at which JSON stops: comments, words of programming languages, YAML, XML. It examines one byte, or a word and the byte after it, because
/// more of a stream may not have arrived and every overload must have the same message.
/// </summary>
internal static class ForeignSyntax
{
    private const string Comment = "JSON has no comments";
    private const string Quotes = "JSON uses double quotation marks only";
    private const string NotANumber = "JSON has no NaN or Infinity";
    private const string LowerCase = "true, false and null are in lower case";
    private const string Null = "JSON uses null for a missing value";
    private const string Unquoted = "strings must be in double quotation marks";
    private const string Yaml = "this looks like YAML";
    private const string Xml = "this looks like XML or HTML";

    /// <summary>Returns a description of the text at an error that does not quote it; null if it is not recognized.</summary>
    /// <param name="problem">The reason that the text is not JSON.</param>
    /// <param name="json">The text, or the element of a stream.</param>
    /// <param name="offset">Offset of the error.</param>
    public static string? Describe(JsonProblem problem, ReadOnlySpan<byte> json, int offset)
    {
        if (offset >= json.Length) return null;
        ReadOnlySpan<byte> rest = json.Slice(offset);
        return problem switch
        {
            JsonProblem.ExpectedValue => OfByte(rest[0]) ?? OfWord(rest, IsLetter(rest[0]) ? Unquoted : null),
            JsonProblem.ExpectedName => OfByte(rest[0]),
            JsonProblem.Literal => OfWord(rest, null),
            JsonProblem.Number when rest[0] is (byte)' ' or (byte)'-' or (byte)'\n' or (byte)'\r' => IsMinusSign(json, offset - 1) ? Yaml : null,
            JsonProblem.Number => OfWord(rest, null),
            JsonProblem.TrailingData when rest[0] == (byte)':' => Yaml,
            JsonProblem.TrailingData or JsonProblem.ExpectedColon or JsonProblem.ExpectedCommaOrBrace or JsonProblem.ExpectedCommaOrBracket =>
                IsComment(rest[0]) ? Comment : null,
            _ => null,
        };
    }

    // The sign of a number, not of an exponent.
    private static bool IsMinusSign(ReadOnlySpan<byte> json, int offset) =>
        offset >= 0 && json[offset] == (byte)'-' && (offset == 0 || json[offset - 1] is not ((byte)'e' or (byte)'E'));

    private static string? OfByte(byte first) => first switch
    {
        _ when IsComment(first) => Comment,
        (byte)'\'' or (byte)'`' => Quotes,
        (byte)'<' => Xml,
        (byte)'%' => Yaml,
        _ => null,
    };

    private static bool IsComment(byte first) => first is (byte)'/' or (byte)'#';

    private static string? OfWord(ReadOnlySpan<byte> rest, string? other)
    {
        int length = 0;
        while (length < rest.Length && IsWord(rest[length])) length++;
        if (length == 0) return null;
        if (length < rest.Length && rest[length] == (byte)':') return Yaml;
        ReadOnlySpan<byte> word = rest.Slice(0, length);
        if (Is(word, "nan"u8) || Is(word, "infinity"u8) || Is(word, "inf"u8)) return NotANumber;
        if (Is(word, "true"u8) || Is(word, "false"u8) || Is(word, "null"u8)) return LowerCase;
        if (Is(word, "none"u8) || Is(word, "nil"u8) || Is(word, "undefined"u8)) return Null;
        return other;
    }

    // Includes digits and signs, with which a scalar in a stream can continue.
    private static bool IsWord(byte b) => IsLetter(b) || b is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.' or (byte)'+';

    private static bool IsLetter(byte b) => (b | 0x20) is >= 'a' and <= 'z';

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> lowerCase)
    {
        if (word.Length != lowerCase.Length) return false;
        for (int i = 0; i < word.Length; i++)
        {
            if ((word[i] | 0x20) != lowerCase[i]) return false;
        }

        return true;
    }
}
