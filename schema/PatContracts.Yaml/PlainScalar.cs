namespace PatContracts.Yaml;

/// <summary>The type of an unquoted scalar in the JSON schema of YAML 1.2.</summary>
internal static class PlainScalar
{
    public static ScalarKind KindOf(string text) => text switch
    {
        "" or "null" => ScalarKind.Null,
        "true" => ScalarKind.True,
        "false" => ScalarKind.False,
        _ => IsNumber(text) ? ScalarKind.Number : ScalarKind.String,
    };

    /// <summary>Returns whether a number has neither fraction nor exponent.</summary>
    public static bool IsInteger(string number) => number.IndexOfAny(['.', 'e', 'E']) < 0;

    /// <summary>Returns a number in JSON syntax, with at least one digit after the point.</summary>
    public static string ToJson(string number)
    {
        int point = number.IndexOf('.');
        return point >= 0 && (point + 1 == number.Length || !IsDigit(number[point + 1])) ? number.Insert(point + 1, "0") : number;
    }

    // -? (0 | [1-9][0-9]*) (\. [0-9]*)? ([eE] [-+]? [0-9]+)?
    private static bool IsNumber(string text)
    {
        int i = text[0] == '-' ? 1 : 0;
        int digits = Digits(text, i);
        if (digits == 0 || (digits > 1 && text[i] == '0')) return false;
        i += digits;
        if (i < text.Length && text[i] == '.') i += 1 + Digits(text, i + 1);
        if (i == text.Length) return true;
        if (text[i] is not ('e' or 'E')) return false;
        i++;
        if (i < text.Length && text[i] is '-' or '+') i++;
        int exponent = Digits(text, i);
        return exponent > 0 && i + exponent == text.Length;
    }

    private static int Digits(string text, int start)
    {
        int end = start;
        while (end < text.Length && IsDigit(text[end])) end++;
        return end - start;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}

/// <summary>The type of a scalar.</summary>
internal enum ScalarKind : byte
{
    String,
    Null,
    True,
    False,
    Number,
}
