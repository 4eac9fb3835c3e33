namespace PatContracts.Schema.Text;

/// <summary>Finds its way in text that is known to be JSON: nothing is checked again.</summary>
internal static class AcceptedJson
{
    /// <summary>The place behind the string whose opening quotation mark is at a place.</summary>
    public static int StringEnd(ReadOnlySpan<byte> json, int position)
    {
        position++;
        while (true)
        {
            position += json.Slice(position).IndexOfAny((byte)'"', (byte)'\\');
            if (json[position] == (byte)'"') return position + 1;
            position += 2;
        }
    }

    /// <summary>The place behind the value that begins at a place.</summary>
    public static int ValueEnd(ReadOnlySpan<byte> json, int position)
    {
        byte first = json[position];
        if (first == (byte)'"') return StringEnd(json, position);
        return first is (byte)'{' or (byte)'[' ? ContainerEnd(json, position) : ScalarEnd(json, position);
    }

    private static int ContainerEnd(ReadOnlySpan<byte> json, int position)
    {
        int depth = 0;
        while (true)
        {
            switch (json[position])
            {
                case (byte)'"':
                    position = StringEnd(json, position);
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
    }

    private static int ScalarEnd(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length && json[position] is not ((byte)',' or (byte)'}' or (byte)']' or <= (byte)' ')) position++;
        return position;
    }

    /// <summary>
    /// Moves to the next name of an object, from behind its opening brace or behind a member's value. Answers whether there is one; otherwise the
    /// place is behind the closing brace. The same serves arrays and their elements.
    /// </summary>
    public static bool MoveNext(ReadOnlySpan<byte> json, ref int position)
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

    /// <summary>The place of the value behind a member's name, whose token ends at a place.</summary>
    public static int MemberValue(ReadOnlySpan<byte> json, int nameEnd) => JsonScan.SkipWhitespace(json, JsonScan.SkipWhitespace(json, nameEnd) + 1);
}
