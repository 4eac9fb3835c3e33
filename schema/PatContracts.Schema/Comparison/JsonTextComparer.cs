using System.Text;
using PatContracts.Schema.Text;
using PatContracts.Schema.Text.Numbers;

namespace PatContracts.Schema;

/// <summary>Compares JSON texts by value: <c>1.0</c> equals <c>1</c>; white space and the order of an object's members are ignored.</summary>
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

    /// <summary>Compares two numbers, whatever their size. Returns null if one of the texts is not a number.</summary>
    public static int? Order(string x, string y) =>
        IsNumber(x) && IsNumber(y) ? JsonNumber.Parse(Utf8Text.GetBytes(x)).CompareTo(JsonNumber.Parse(Utf8Text.GetBytes(y))) : null;

    /// <summary>Returns the text without white space between its tokens, for one-line messages.</summary>
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
