using PatContracts.Schema.Text.Numbers;

namespace PatContracts.Schema.Formats;

/// <summary>The number formats of OpenAPI. Whether a number is an integer depends on its value: <c>1.0</c> and <c>1e2</c> are.</summary>
internal static class NumberRanges
{
    public static bool IsInt32(ReadOnlySpan<byte> token) => JsonNumber.Parse(token).TryGetInt64(out long value) && value is >= int.MinValue and <= int.MaxValue;

    public static bool IsInt64(ReadOnlySpan<byte> token) => JsonNumber.Parse(token).TryGetInt64(out _);

    // Halfway between the largest finite number and the next power of two (2^128 − 2^103): larger numbers round to infinity.
    public static bool IsSingle(ReadOnlySpan<byte> token) => IsWithin(JsonNumber.Parse(token), "340282356779733661637539395458142568448"u8);

    // The same for double precision: 2^1024 − 2^970.
    public static bool IsDouble(ReadOnlySpan<byte> token)
    {
        JsonNumber number = JsonNumber.Parse(token);
        // Most numbers need not be compared with a number of 309 digits.
        return IsWithin(number, "1e308"u8) || IsWithin(number, DoubleLimit);
    }

    private static ReadOnlySpan<byte> DoubleLimit =>
        "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070963"u8
        + "3028641669288791094655554785194040263065748867150582068190890200070838367627385484581771153176447573027"u8
        + "0069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792"u8;

    private static bool IsWithin(JsonNumber number, ReadOnlySpan<byte> limit) => number.CompareMagnitudeTo(JsonNumber.Parse(limit)) < 0;
}
