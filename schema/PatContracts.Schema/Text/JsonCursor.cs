namespace PatContracts.Schema.Text;

/// <summary>
/// Reads validated JSON forwards without validating it again. Text that is not JSON ends the reading early; it never causes an exception or a read out of
/// bounds.
/// </summary>
public ref struct JsonCursor
{
    private readonly ReadOnlySpan<byte> _json;

    /// <summary>Creates a cursor at the start of a text.</summary>
    /// <param name="json">The text.</param>
    public JsonCursor(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>The complete text.</summary>
    public readonly ReadOnlySpan<byte> Json => _json;

    /// <summary>The current offset.</summary>
    public int Position { get; private set; }

    /// <summary>Whether reading ended early because the text is not JSON.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Moves to the next value and returns its type.</summary>
    public JsonKind Peek()
    {
        Position = JsonScan.SkipWhitespace(_json, Position);
        return (uint)Position < (uint)_json.Length ? KindOf(_json[Position]) : JsonKind.None;
    }

    /// <summary>Enters the object or array at the cursor. Returns false, without moving, for a value of another type.</summary>
    public bool TryEnter(JsonKind container)
    {
        if (Peek() != container) return false;
        Position++;
        return true;
    }

    /// <summary>Moves to the value of the next member of the current object. At the end of the object, moves past it and returns false.</summary>
    public bool MoveToMember(out JsonString name)
    {
        if (MoveToNext((byte)'}'))
        {
            name = ReadString();
            Position = JsonScan.SkipWhitespace(_json, Position);
            if ((uint)Position < (uint)_json.Length && _json[Position] == (byte)':')
            {
                Position++;
                return true;
            }

            Break();
        }

        name = default;
        return false;
    }

    /// <summary>Moves to the next element of the current array. At the end of the array, moves past it and returns false.</summary>
    public bool MoveToElement() => MoveToNext((byte)']');

    /// <summary>Reads the string at the cursor.</summary>
    public JsonString ReadString()
    {
        int start = Position;
        ScanFault fault = default;
        StringShape shape = StringShape.Plain;
        int end = (uint)start < (uint)_json.Length && _json[start] == (byte)'"' ? JsonScan.StringEnd(_json, start + 1, out shape, ref fault) : -1;
        if (end < 0)
        {
            Break();
            return default;
        }

        Position = end + 1;
        return new JsonString(start, _json.Slice(start + 1, end - start - 1), shape);
    }

    /// <summary>Reads the number or literal at the cursor.</summary>
    public ReadOnlySpan<byte> ReadScalar()
    {
        int start = Position;
        Position = ScalarEnd(_json, start);
        return _json.Slice(start, Position - start);
    }

    /// <summary>Skips the value at the cursor.</summary>
    public void Skip()
    {
        int end = Peek() == JsonKind.None ? -1 : ValueEnd(_json, Position);
        if (end < 0) Break();
        else Position = end;
    }

    /// <summary>Moves back to an earlier offset of the cursor.</summary>
    public void Rewind(int position) => Position = position;

    private bool MoveToNext(byte close)
    {
        Position = JsonScan.SkipWhitespace(_json, Position);
        if ((uint)Position < (uint)_json.Length && _json[Position] == (byte)',') Position = JsonScan.SkipWhitespace(_json, Position + 1);
        if ((uint)Position >= (uint)_json.Length)
        {
            Break();
            return false;
        }

        if (_json[Position] != close) return true;
        Position++;
        return false;
    }

    private void Break()
    {
        IsBroken = true;
        Position = _json.Length;
    }

    private static JsonKind KindOf(byte first) => first switch
    {
        (byte)'{' => JsonKind.Object,
        (byte)'[' => JsonKind.Array,
        (byte)'"' => JsonKind.String,
        (byte)'t' => JsonKind.True,
        (byte)'f' => JsonKind.False,
        (byte)'n' => JsonKind.Null,
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => JsonKind.Number,
        _ => JsonKind.None,
    };

    /// <summary>Returns the offset after the string whose opening quotation mark is at <paramref name="position"/>, or −1 if the text is not JSON.</summary>
    internal static int StringEnd(ReadOnlySpan<byte> json, int position)
    {
        ScanFault fault = default;
        int end = JsonScan.StringEnd(json, position + 1, out _, ref fault);
        return end < 0 ? -1 : end + 1;
    }

    /// <summary>Returns the offset after the value that begins at <paramref name="position"/>, or −1 if the text is not JSON.</summary>
    internal static int ValueEnd(ReadOnlySpan<byte> json, int position) => json[position] switch
    {
        (byte)'"' => StringEnd(json, position),
        (byte)'{' or (byte)'[' => ContainerEnd(json, position),
        _ => ScalarEnd(json, position),
    };

    // Byte by byte outside strings: between two strings there is usually a single byte.
    private static int ContainerEnd(ReadOnlySpan<byte> json, int position)
    {
        int depth = 0;
        while ((uint)position < (uint)json.Length)
        {
            switch (json[position])
            {
                case (byte)'"':
                    position = StringEnd(json, position);
                    if (position < 0) return -1;
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    if (--depth == 0) return position + 1;
                    break;
            }

            position++;
        }

        return -1;
    }

    private static int ScalarEnd(ReadOnlySpan<byte> json, int position)
    {
        while ((uint)position < (uint)json.Length && json[position] is not ((byte)',' or (byte)'}' or (byte)']' or <= (byte)' ')) position++;
        return position;
    }

    /// <summary>
    /// Moves to the next name of an object, from after its opening brace or after a member's value, and returns whether there is one; otherwise
    /// <paramref name="position"/> is after the closing brace. Serves arrays and their elements as well.
    /// </summary>
    internal static bool MoveNext(ReadOnlySpan<byte> json, ref int position)
    {
        position = JsonScan.SkipWhitespace(json, position);
        if (json[position] is (byte)'}' or (byte)']')
        {
            position++;
            return false;
        }

        if (json[position] == (byte)',') position = JsonScan.SkipWhitespace(json, position + 1);
        return true;
    }

    /// <summary>Returns the offset of a member's value from the offset after its name.</summary>
    internal static int MemberValue(ReadOnlySpan<byte> json, int nameEnd) => JsonScan.SkipWhitespace(json, JsonScan.SkipWhitespace(json, nameEnd) + 1);
}
