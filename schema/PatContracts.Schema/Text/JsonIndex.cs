namespace PatContracts.Schema.Text;

/// <summary>
/// The tokens of one JSON value in document order, for values that several schemas evaluate: they are scanned once. Building the index checks the text against
/// RFC 8259. Reusable; not thread-safe.
/// </summary>
internal sealed class JsonIndex
{
    /// <summary>A larger index is not kept for the next text: a large payload must not keep memory allocated for a thread.</summary>
    private const int MaxTokensKept = 1 << 16;

    private JsonToken[] _tokens = new JsonToken[64];
    // The indexes of the objects and arrays around the current token.
    private int[] _open = new int[16];
    private int _depth;

    /// <summary>The number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>The number of objects.</summary>
    public int ObjectCount { get; private set; }

    public ReadOnlySpan<JsonToken> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>The offset after the value.</summary>
    public int End { get; private set; }

    /// <summary>If the text is not JSON: whether the error is in a value, rather than in a name or between values.</summary>
    public bool IsFaultInValue { get; private set; }

    /// <summary>
    /// Indexes the value at a position. If the text is not JSON, the index contains the tokens before the error, and the objects and arrays around it are
    /// marked as unfinished.
    /// </summary>
    /// <param name="json">The text, which may continue after the value.</param>
    /// <param name="position">Offset of the value's first byte.</param>
    /// <param name="maxDepth">The maximum nesting depth of objects and arrays.</param>
    /// <param name="fault">Set if the method returns false.</param>
    /// <returns>Whether the value is JSON.</returns>
    public bool TryBuild(ReadOnlySpan<byte> json, int position, int maxDepth, ref ScanFault fault)
    {
        Clear();
        End = position;
        bool isContainer = (uint)position < (uint)json.Length && json[position] is (byte)'{' or (byte)'[';
        position = isContainer ? Container(json, position, 0, maxDepth, ref fault) : Lone(json, position, ref fault);
        if (position >= 0)
        {
            End = position;
            return true;
        }

        for (; _depth > 0; _depth--)
        {
            ref JsonToken container = ref _tokens[_open[_depth - 1]];
            container.End = json.Length;
            container.Next = Count;
            container.MarkUnfinished();
        }

        return false;
    }

    /// <summary>Begins the index of selected members of an object.</summary>
    /// <param name="position">Offset of the object's first byte.</param>
    public void BeginObject(int position)
    {
        Clear();
        _tokens[0].Set(JsonKind.Object, position, 0, 0);
        Count = 1;
        ObjectCount = 1;
    }

    /// <summary>Adds a member to the current object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">Offset of the member's name, which is known to be valid.</param>
    /// <param name="position">Offset of the value's first byte.</param>
    /// <param name="maxDepth">The maximum nesting depth of objects and arrays in the value.</param>
    /// <param name="fault">Set if the value is not JSON.</param>
    /// <returns>The offset after the value; −1 if it is not JSON.</returns>
    public int AddMember(ReadOnlySpan<byte> json, int name, int position, int maxDepth, ref ScanFault fault)
    {
        // A scalar needs one more token; containers check for themselves.
        if (Count + 2 > _tokens.Length) Grow();
        if (Name(json, name, (byte)'"', ref _tokens[Count], isFirst: false, ref fault) < 0) return -1;
        Count++;
        if ((uint)position < (uint)json.Length && json[position] is (byte)'{' or (byte)'[') return Container(json, position, Count, maxDepth, ref fault);
        int end = Scalar(json, position, ref _tokens[Count], Count + 1, ref fault);
        if (end >= 0) Count++;
        return end;
    }

    /// <summary>Ends the current object.</summary>
    public void EndObject(int end)
    {
        _tokens[0].End = end;
        _tokens[0].Next = Count;
        End = end;
    }

    /// <summary>Returns the index of the token that begins at an offset.</summary>
    public int TokenAt(int offset)
    {
        int first = 0;
        int last = Count - 1;
        while (first < last)
        {
            int middle = (int)(((uint)first + (uint)last + 1) / 2);
            if (_tokens[middle].Start <= offset) first = middle;
            else last = middle - 1;
        }

        return first;
    }

    public void Clear()
    {
        Count = 0;
        ObjectCount = 0;
        _depth = 0;
        IsFaultInValue = false;
    }

    /// <summary>Drops a large index, so that its memory can be collected.</summary>
    public void Trim()
    {
        if (_tokens.Length > MaxTokensKept) _tokens = new JsonToken[64];
    }

    /// <summary>Indexes a value that is neither object nor array.</summary>
    private int Lone(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        int end = Scalar(json, position, ref _tokens[0], 1, ref fault);
        IsFaultInValue = end < 0;
        if (end >= 0) Count = 1;
        return end;
    }

    // One loop without recursion. Its state is whether a value or a name comes next, and the stack of open containers. State that changes with every token is
    // in locals.
    private int Container(ReadOnlySpan<byte> json, int position, int count, int maxDepth, ref ScanFault fault)
    {
        JsonToken[] tokens = _tokens;
        int open = -1;
        bool isObject = false;
        while (true)
        {
            // A member takes two tokens.
            if (count + 2 > tokens.Length) tokens = Grow();
            byte first = (uint)position < (uint)json.Length ? json[position] : (byte)0;
            if (isObject)
            {
                position = Name(json, position, first, ref tokens[count], isFirst: open == count - 1, ref fault);
                if (position < 0) return Stop(count, inValue: false);
                count++;
                first = (uint)position < (uint)json.Length ? json[position] : (byte)0;
            }

            if (first is (byte)'{' or (byte)'[')
            {
                if (!Open(count, maxDepth))
                {
                    fault.Set(JsonProblem.Depth, position);
                    return Stop(count, inValue: true);
                }

                open = count;
                isObject = first == (byte)'{';
                if (isObject) ObjectCount++;
                tokens[count++].Set(isObject ? JsonKind.Object : JsonKind.Array, position, 0, 0);
                position = JsonScan.SkipWhitespace(json, position + 1);
                if ((uint)position >= (uint)json.Length)
                {
                    fault.Set(JsonProblem.Truncated, json.Length);
                    return Stop(count, inValue: !isObject);
                }

                // In ASCII, each closing bracket follows its opening bracket at a distance of two.
                if (json[position] != first + 2) continue;
            }
            else
            {
                position = Scalar(json, position, ref tokens[count], count + 1, ref fault);
                if (position < 0) return Stop(count, inValue: true);
                count++;
                position = JsonScan.SkipWhitespace(json, position);
            }

            while ((uint)position >= (uint)json.Length || json[position] != (byte)',')
            {
                if ((uint)position >= (uint)json.Length || json[position] != (isObject ? (byte)'}' : (byte)']'))
                {
                    fault = AfterValue(json, position, isObject);
                    return Stop(count, inValue: false);
                }

                position++;
                ref JsonToken container = ref tokens[open];
                container.End = position;
                container.Next = count;
                if (--_depth == 0)
                {
                    Count = count;
                    return position;
                }

                open = _open[_depth - 1];
                isObject = tokens[open].Kind == JsonKind.Object;
                position = JsonScan.SkipWhitespace(json, position);
            }

            position = JsonScan.SkipWhitespace(json, position + 1);
            if (!isObject && (uint)position < (uint)json.Length && json[position] == (byte)']')
            {
                fault.Set(JsonProblem.TrailingComma, position);
                return Stop(count, inValue: false);
            }
        }
    }

    private static ScanFault AfterValue(ReadOnlySpan<byte> json, int position, bool isObject)
    {
        ScanFault fault = default;
        if (position >= json.Length) fault.Set(JsonProblem.Truncated, json.Length);
        else fault.Set(isObject ? JsonProblem.ExpectedCommaOrBrace : JsonProblem.ExpectedCommaOrBracket, position);
        return fault;
    }

    private int Stop(int count, bool inValue)
    {
        Count = count;
        IsFaultInValue = inValue;
        return -1;
    }

    /// <summary>Reads a member's name and colon. Returns the offset of the value.</summary>
    private static int Name(ReadOnlySpan<byte> json, int position, byte first, ref JsonToken token, bool isFirst, ref ScanFault fault)
    {
        if (first != (byte)'"') return NoName(json, position, first, isFirst, ref fault);
        int quote = JsonScan.StringEnd(json, position + 1, out StringShape shape, ref fault);
        if (quote < 0) return -1;
        ReadOnlySpan<byte> raw = json.Slice(position + 1, quote - position - 1);
        bool isEscaped = (shape & StringShape.Escaped) != 0;
        token.Set(JsonKind.String, position, quote + 1, (int)(isEscaped ? HashEscaped(raw) : NameHash.Of(raw)), isEscaped);
        position = quote + 1;
        if ((uint)position >= (uint)json.Length || json[position] != (byte)':')
        {
            position = JsonScan.SkipWhitespace(json, position);
            if ((uint)position >= (uint)json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
            if (json[position] != (byte)':') return Fail(ref fault, JsonProblem.ExpectedColon, position);
        }

        return JsonScan.SkipWhitespace(json, position + 1);
    }

    private static int NoName(ReadOnlySpan<byte> json, int position, byte first, bool isFirst, ref ScanFault fault)
    {
        if (position >= json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
        return Fail(ref fault, first == (byte)'}' && !isFirst ? JsonProblem.TrailingComma : JsonProblem.ExpectedName, position);
    }

    private static uint HashEscaped(ReadOnlySpan<byte> raw)
    {
        using var name = new UnescapedString(raw);
        return NameHash.Of(name.Utf8);
    }

    private static int Scalar(ReadOnlySpan<byte> json, int position, ref JsonToken token, int next, ref ScanFault fault)
    {
        if ((uint)position >= (uint)json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
        JsonKind kind;
        int end;
        switch (json[position])
        {
            case (byte)'"':
                end = JsonScan.StringEnd(json, position + 1, out StringShape shape, ref fault);
                if (end < 0) return -1;
                end++;
                token.Set(JsonKind.String, position, end, next, (shape & StringShape.Escaped) != 0);
                return end;
            case (byte)'t':
                kind = JsonKind.True;
                end = JsonScan.LiteralEnd(json, position, "true"u8, ref fault);
                break;
            case (byte)'f':
                kind = JsonKind.False;
                end = JsonScan.LiteralEnd(json, position, "false"u8, ref fault);
                break;
            case (byte)'n':
                kind = JsonKind.Null;
                end = JsonScan.LiteralEnd(json, position, "null"u8, ref fault);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                kind = JsonKind.Number;
                end = JsonScan.NumberEnd(json, position, ref fault);
                break;
            default:
                return Fail(ref fault, JsonProblem.ExpectedValue, position);
        }

        if (end >= 0) token.Set(kind, position, end, next);
        return end;
    }

    private bool Open(int container, int maxDepth)
    {
        if (_depth >= maxDepth) return false;
        if (_depth == _open.Length) Array.Resize(ref _open, _depth * 2);
        _open[_depth++] = container;
        return true;
    }

    private JsonToken[] Grow()
    {
        Array.Resize(ref _tokens, _tokens.Length * 2);
        return _tokens;
    }

    private static int Fail(ref ScanFault fault, JsonProblem problem, int offset)
    {
        fault.Set(problem, offset);
        return -1;
    }
}
