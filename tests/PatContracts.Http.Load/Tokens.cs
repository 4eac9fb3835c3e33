using System.Text;

namespace PatContracts.Http.Load;

/// <summary>Creates payloads with tokens.</summary>
public static class Tokens
{
    /// <summary>Returns a token that conforms to <c>v3</c>. Tokens with different numbers differ.</summary>
    public static string One(int number = 0) =>
        $$"""
        {"id":"{{Id(number)}}","name":"token {{number}}","scope":["sp:scopes:all"],"owner":{"type":"IDENTITY","id":"00000000000000000000000000000abc","name":"owner.of.tokens"},"created":"2024-05-06T07:08:09.010Z","lastUsed":null,"managed":false}
        """;

    /// <summary>Returns a list of tokens that conforms to <c>v3-list</c>.</summary>
    public static string List(int count)
    {
        var list = new StringBuilder("[");
        for (int i = 0; i < count; i++) list.Append(i == 0 ? "" : ",").Append(One(i));
        return list.Append(']').ToString();
    }

    /// <summary>Returns the id of a token.</summary>
    public static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
