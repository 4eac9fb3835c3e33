using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>Recognizes the kind of a text by its content.</summary>
internal static class ContentDetection
{
    /// <summary>The whitespace characters of JSON.</summary>
    public static ReadOnlySpan<byte> Whitespace => " \t\r\n"u8;

    /// <summary>Returns whether a text consists of whitespace only.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Whitespace) < 0;

    /// <summary>Returns whether a text is a HAR recording: an object whose first member is the object <c>log</c>.</summary>
    public static bool IsHar(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        return cursor.TryEnter(JsonKind.Object)
            && cursor.MoveToMember(out JsonString name)
            && name.Raw.SequenceEqual("log"u8)
            && cursor.Peek() == JsonKind.Object;
    }

    /// <summary>Returns whether a text is an array.</summary>
    public static bool IsArray(ReadOnlySpan<byte> text) => new JsonCursor(text).Peek() == JsonKind.Array;
}
