using System.Text;

namespace PatContracts.Http.Load;

/// <summary>Payloads of made-up tokens.</summary>
public static class Tokens
{
    /// <summary>One token of contract <c>v3</c>. The number makes it differ from others.</summary>
    public static string One(int number = 0) =>
        $$"""
        {"id":"{{Id(number)}}","name":"token {{number}}","scope":["sp:scopes:all"],"owner":{"type":"IDENTITY","id":"00000000000000000000000000000abc","name":"owner.of.tokens"},"created":"2024-05-06T07:08:09.010Z","lastUsed":null,"managed":false}
        """;

    /// <summary>A list of tokens of contract <c>v3-list</c>.</summary>
    public static string List(int count)
    {
        var list = new StringBuilder("[");
        for (int i = 0; i < count; i++) list.Append(i == 0 ? "" : ",").Append(One(i));
        return list.Append(']').ToString();
    }

    /// <summary>The id of a token.</summary>
    public static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
