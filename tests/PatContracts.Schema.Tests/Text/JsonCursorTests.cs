using System.Text;
using CsCheck;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class JsonCursorTests
{
    private const string Document = """ { "a" : [ 1, -2.5e3, "x\"\u00e9😀", true ,false,null, {} , [ ] ] , "\u0062":{"c":"}"}, "d":"" } """;

    [Fact]
    public void All_values_and_names_of_a_text_are_read_in_order() =>
        Assert.Equal(
            """{a=[1 -2.5e3 'x"é😀' True False Null {} []] b={c='}'} d=''}""",
            Read(Encoding.UTF8.GetBytes(Document), out bool isBroken) + (isBroken ? " broken" : ""));

    [Fact]
    public void Text_that_is_not_json_ends_the_reading_without_an_exception()
    {
        byte[] document = Encoding.UTF8.GetBytes(Document);
        for (int length = 0; length < document.Length - 2; length++)
        {
            Read(document.AsSpan(0, length), out bool isBroken);
            Assert.True(isBroken, Document[..Math.Min(length, Document.Length)]);
        }

        Gen.Select(Gen.Int[0, document.Length - 1], Gen.Byte, Gen.Int[0, document.Length - 1]).Sample((at, with, length) =>
        {
            byte[] changed = [.. document];
            changed[at] = with;
            Read(changed, out _);
            Read(changed.AsSpan(0, length), out _);
        });
    }

    [Fact]
    public void A_value_is_skipped_completely()
    {
        var cursor = new JsonCursor("[[1,[\"]\"]],{\"a\":{}},\"x\",12 ] rest"u8);
        Assert.True(cursor.TryEnter(JsonKind.Array));
        var ends = new List<int>();
        while (cursor.MoveToElement())
        {
            cursor.Skip();
            ends.Add(cursor.Position);
        }

        Assert.Equal([10, 19, 23, 26], ends);
        Assert.Equal((28, false), (cursor.Position, cursor.IsBroken));
    }

    [Theory]
    [InlineData("abc", 1, 1)]
    [InlineData("a\\nb", 1, 1)]
    [InlineData("a\\nb", 2, 3)]
    [InlineData("\\u00e9x", 1, 0)]
    [InlineData("\\u00e9x", 2, 6)]
    [InlineData("\\ud83d\\ude00x", 3, 0)]
    [InlineData("\\ud83d\\ude00x", 4, 12)]
    [InlineData("\\ud83dx", 3, 6)]
    [InlineData("\\ude00\\ud83d", 3, 6)]
    [InlineData("ab", 9, 2)]
    public void An_offset_in_the_content_is_found_in_the_token(string raw, int offset, int expected) =>
        Assert.Equal(expected, JsonStrings.RawOffset(Encoding.UTF8.GetBytes(raw), offset));

    [Theory]
    [InlineData("\\ud83d", new byte[] { 0xED, 0xA0, 0xBD })]
    [InlineData("\\ud83d\\n", new byte[] { 0xED, 0xA0, 0xBD, 10 })]
    [InlineData("\\ude00\\ud83d", new byte[] { 0xED, 0xB8, 0x80, 0xED, 0xA0, 0xBD })]
    [InlineData("\\ud83d\\u0061", new byte[] { 0xED, 0xA0, 0xBD, 97 })]
    public void A_lone_surrogate_becomes_bytes_that_are_not_utf8(string raw, byte[] content) =>
        Assert.Equal(content, JsonStrings.Unescape(Encoding.UTF8.GetBytes(raw)).ToArray());

    private static string Read(ReadOnlySpan<byte> json, out bool isBroken)
    {
        var cursor = new JsonCursor(json);
        var text = new StringBuilder();
        Read(ref cursor, text);
        isBroken = cursor.IsBroken;
        return text.ToString();
    }

    private static void Read(ref JsonCursor cursor, StringBuilder text)
    {
        JsonKind kind = cursor.Peek();
        string separator = "";
        switch (kind)
        {
            case JsonKind.Object:
                cursor.TryEnter(kind);
                text.Append('{');
                while (cursor.MoveToMember(out JsonString name))
                {
                    text.Append(separator).Append(JsonStrings.ToString(name.Raw)).Append('=');
                    Read(ref cursor, text);
                    separator = " ";
                }

                text.Append('}');
                break;
            case JsonKind.Array:
                cursor.TryEnter(kind);
                text.Append('[');
                while (cursor.MoveToElement())
                {
                    text.Append(separator);
                    Read(ref cursor, text);
                    separator = " ";
                }

                text.Append(']');
                break;
            case JsonKind.String:
                text.Append('\'').Append(JsonStrings.ToString(cursor.ReadString().Raw)).Append('\'');
                break;
            case JsonKind.Number:
                text.Append(Encoding.UTF8.GetString(cursor.ReadScalar()));
                break;
            case JsonKind.None:
                cursor.Skip();
                break;
            default:
                cursor.ReadScalar();
                text.Append(kind);
                break;
        }
    }
}
