using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class JsonEqualityTests
{
    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "true", false)]
    [InlineData("0", "false", false)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("\"\\ud83d\\ude00\"", "\"\U0001F600\"", true)]
    [InlineData("\"a\"", "\"b\"", false)]
    [InlineData("[]", "{}", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("[1,2]", "[1,2,3]", false)]
    [InlineData("{\"a\":1,\"b\":2}", " { \"b\" : 2.0 , \"\\u0061\" : 1 } ", true)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"a\":1}", false)]
    [InlineData("{\"a\":1}", "{\"a\":1,\"b\":2}", false)]
    [InlineData("{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":3,\"b\":2}", false)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":1,\"a\":2}", false)]
    [InlineData("{\"a\":{\"x\":[],\"y\":null}}", "{\"a\":{\"y\":null,\"x\":[]}}", true)]
    public void Equality_does_not_depend_on_spelling(string left, string right, bool expected)
    {
        Assert.Equal(expected, AreEqual(left, right));
        Assert.Equal(expected, AreEqual(right, left));
    }

    [Fact]
    public void Names_that_occur_twice_are_matched_in_their_order()
    {
        Assert.True(AreEqual("{\"a\":1,\"a\":2,\"b\":3}", "{\"b\":3,\"a\":1,\"a\":2}"));
        Assert.False(AreEqual("{\"a\":1,\"a\":2,\"b\":3}", "{\"b\":3,\"a\":2,\"a\":1}"));
    }

    [Fact]
    public void Equality_agrees_with_another_implementation() =>
        Gen.Select(RandomJson.Value, RandomJson.Value).Sample((left, right) =>
            AreEqual(Json(left), Json(right)) == JsonElement.DeepEquals(JsonSerializer.SerializeToElement(left), JsonSerializer.SerializeToElement(right)));

    [Fact]
    public void Another_spelling_of_a_value_is_equal_and_has_the_same_hash() =>
        Gen.Select(RandomJson.Value, Gen.Int).Sample((value, seed) =>
        {
            string respelled = RandomJson.Respell(value, new Random(seed));
            return AreEqual(Json(value), respelled) && JsonHash.Of(Utf8(Json(value))) == JsonHash.Of(Utf8(respelled));
        });

    [Fact]
    public void Large_objects_in_opposite_orders_are_equal()
    {
        string[] members = [.. Enumerable.Range(0, 20_000).Select(i => $"\"name{i}\":{i}")];
        string forwards = "{" + string.Join(',', members) + "}";
        string backwards = "{" + string.Join(',', members.Reverse()) + "}";
        Assert.True(AreEqual(forwards, backwards));
        Assert.False(AreEqual(forwards, backwards.Replace("\"name7\":7", "\"name7\":8", StringComparison.Ordinal)));
    }

    [Fact]
    public void Values_nested_up_to_the_limit_are_compared()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"b\":0,\"a\":", 512)) + "1" + new string('}', 512);
        string other = string.Concat(Enumerable.Repeat("{\"a\":", 512)) + "1" + string.Concat(Enumerable.Repeat(",\"b\":0}", 512));
        Assert.True(AreEqual(deep, other));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("a\\u00e9\\n\\\"\\/", "a\u00E9\n\"/")]
    [InlineData("\\ud83d\\ude00", "\U0001F600")]
    public void A_string_is_unescaped(string raw, string expected)
    {
        using var content = new UnescapedString(Utf8(raw));
        Assert.Equal(expected, Encoding.UTF8.GetString(content.Utf8));
    }

    private static bool AreEqual(string left, string right) => JsonEquality.AreEqual(Utf8(left), Utf8(right));

    private static string Json(JsonNode? value) => value is null ? "null" : value.ToJsonString();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
