using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>What a text is, by how it begins.</summary>
internal static class ContentShape
{
    /// <summary>The white space of JSON.</summary>
    public static ReadOnlySpan<byte> Whitespace => " \t\r\n"u8;

    /// <summary>Whether a text contains nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Whitespace) < 0;

    /// <summary>Whether a text is a HAR recording: an object whose first member is <c>log</c>, an object.</summary>
    public static bool IsHar(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        return cursor.TryEnter(JsonKind.Object)
            && cursor.MoveToMember(out JsonString name)
            && name.Raw.SequenceEqual("log"u8)
            && cursor.Peek() == JsonKind.Object;
    }

    /// <summary>Whether a text's value is an array.</summary>
    public static bool IsArray(ReadOnlySpan<byte> text) => new JsonCursor(text).Peek() == JsonKind.Array;
}
