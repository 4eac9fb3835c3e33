using System.Text;
using PatContracts.Schema.Text;
using PatContracts.Schema.Text.Numbers;

namespace PatContracts.Schema;

/// <summary>Compares JSON texts by their values: <c>1.0</c> equals <c>1</c>, and neither white space nor the order of an object's members matters.</summary>
internal sealed class JsonTextComparer : IEqualityComparer<string>
{
    private JsonTextComparer()
    {
    }

    public static JsonTextComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(string? x, string? y) =>
        string.Equals(x, y, StringComparison.Ordinal) || (x is not null && y is not null && JsonEquality.AreEqual(Utf8Text.GetBytes(x), Utf8Text.GetBytes(y)));

    /// <inheritdoc/>
    public int GetHashCode(string obj) => JsonHash.Of(Utf8Text.GetBytes(obj)).GetHashCode();

    /// <summary>How two numbers compare, whatever their size; null if one of the texts is not a number.</summary>
    public static int? Order(string x, string y) =>
        IsNumber(x) && IsNumber(y) ? JsonNumber.Parse(Utf8Text.GetBytes(x)).CompareTo(JsonNumber.Parse(Utf8Text.GetBytes(y))) : null;

    /// <summary>The text without white space between its tokens, for messages of one line.</summary>
    public static string Compact(string json)
    {
        var compact = new StringBuilder(json.Length);
        bool isInString = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (c == '"') isInString = !isInString;
            else if (!isInString && c is (' ' or '\t' or '\r' or '\n')) continue;
            compact.Append(c);
            if (isInString && c == '\\') compact.Append(json[++i]);
        }

        return compact.ToString();
    }

    private static bool IsNumber(string json) => json[0] is '-' or (>= '0' and <= '9');
}
