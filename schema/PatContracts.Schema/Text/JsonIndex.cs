namespace PatContracts.Schema.Text;

/// <summary>
/// The tokens of one JSON value, in document order: what is evaluated by several schemas is scanned once, and every other look at it goes through its index.
/// Building one checks the text against RFC 8259. Reusable; not safe for several threads.
/// </summary>
internal sealed class JsonIndex
{
    /// <summary>A larger index is not kept for the next text: one large payload must not pin its memory to a thread.</summary>
    private const int MaxTokensKept = 1 << 16;

    private JsonToken[] _tokens = new JsonToken[64];
    // The indexes of the objects and arrays around the present token.
    private int[] _open = new int[16];
    private int _depth;

    /// <summary>How many tokens there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many objects there are.</summary>
    public int ObjectCount { get; private set; }

    public ReadOnlySpan<JsonToken> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>Offset after the value.</summary>
    public int End { get; private set; }

    /// <summary>Where the text is not JSON: whether the fault is in a value, and not in a name or between values.</summary>
    public bool IsFaultInValue { get; private set; }

    /// <summary>
    /// Indexes the value at a position. Where the text is not JSON, the index holds what precedes the fault, and the objects and arrays around it are marked as
    /// unfinished.
    /// </summary>
    /// <param name="json">The text, which may continue after the value.</param>
    /// <param name="position">Offset of the value's first byte.</param>
    /// <param name="maxDepth">How many objects and arrays may contain each other.</param>
    /// <param name="fault">Set where the result is false.</param>
    /// <returns>Whether the value is JSON.</returns>
    public bool TryBuild(ReadOnlySpan<byte> json, int position, int maxDepth, ref ScanFault fault)
    {
        Clear();
        End = position;
        bool isContainer = (uint)position < (uint)json.Length && json[position] is (byte)'{' or (byte)'[';
        position = isContainer ? Container(json, position, maxDepth, ref fault) : Lone(json, position, ref fault);
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

    /// <summary>A value that is neither object nor array.</summary>
    private int Lone(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        if ((uint)position >= (uint)json.Length) return FailInValue(ref fault, JsonProblem.Truncated, json.Length);
        position = Scalar(json, position, json[position], ref fault);
        IsFaultInValue = position < 0;
        return position;
    }

    // One loop without recursion: the state is whether a value or a name is next, and the stack of what is open.
    private int Container(ReadOnlySpan<byte> json, int position, int maxDepth, ref ScanFault fault)
    {
        bool isObject = false;
        bool isName = false;
        while (true)
        {
            if (Count == _tokens.Length) Grow();
            if (isName)
            {
                if ((uint)position >= (uint)json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
                position = Name(json, position, ref fault);
                if (position < 0) return -1;
                if (Count == _tokens.Length) Grow();
            }

            if ((uint)position >= (uint)json.Length) return FailInValue(ref fault, JsonProblem.Truncated, json.Length);
            byte first = json[position];
            if (first is (byte)'{' or (byte)'[')
            {
                if (!Open(position, first == (byte)'{', maxDepth)) return FailInValue(ref fault, JsonProblem.Depth, position);
                isObject = first == (byte)'{';
                position = JsonScan.SkipWhitespace(json, position + 1);
                isName = isObject;
                if ((uint)position >= (uint)json.Length)
                {
                    IsFaultInValue = !isObject;
                    return Fail(ref fault, JsonProblem.Truncated, json.Length);
                }

                // The closing brackets of ASCII follow their opening ones at a distance of two.
                if (json[position] != first + 2) continue;
            }
            else
            {
                position = Scalar(json, position, first, ref fault);
                if (position < 0) IsFaultInValue = true;
                if (position < 0) return -1;
                position = JsonScan.SkipWhitespace(json, position);
                if ((uint)position >= (uint)json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
            }

            while (json[position] != (byte)',')
            {
                if (json[position] != (isObject ? (byte)'}' : (byte)']'))
                {
                    return Fail(ref fault, isObject ? JsonProblem.ExpectedCommaOrBrace : JsonProblem.ExpectedCommaOrBracket, position);
                }

                position++;
                if (Close(position, out isObject)) return position;
                position = JsonScan.SkipWhitespace(json, position);
                if ((uint)position >= (uint)json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
            }

            position = JsonScan.SkipWhitespace(json, position + 1);
            isName = isObject;
            if (!isObject && (uint)position < (uint)json.Length && json[position] == (byte)']') return Fail(ref fault, JsonProblem.TrailingComma, position);
        }
    }

    /// <summary>A member's name and its colon; returns the offset of the value.</summary>
    private int Name(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        if (json[position] != (byte)'"')
        {
            bool isFirst = _open[_depth - 1] == Count - 1;
            return Fail(ref fault, json[position] == (byte)'}' && !isFirst ? JsonProblem.TrailingComma : JsonProblem.ExpectedName, position);
        }

        int quote = JsonScan.StringEnd(json, position + 1, out StringShape shape, ref fault);
        if (quote < 0) return -1;
        ReadOnlySpan<byte> raw = json.Slice(position + 1, quote - position - 1);
        bool isEscaped = (shape & StringShape.Escaped) != 0;
        _tokens[Count++] = new JsonToken(JsonKind.String, position, quote + 1, (int)(isEscaped ? HashEscaped(raw) : NameHash.Of(raw)), isEscaped);
        position = quote + 1;
        if ((uint)position >= (uint)json.Length || json[position] != (byte)':')
        {
            position = JsonScan.SkipWhitespace(json, position);
            if ((uint)position >= (uint)json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
            if (json[position] != (byte)':') return Fail(ref fault, JsonProblem.ExpectedColon, position);
        }

        return JsonScan.SkipWhitespace(json, position + 1);
    }

    private static uint HashEscaped(ReadOnlySpan<byte> raw)
    {
        using var name = new UnescapedString(raw);
        return NameHash.Of(name.Utf8);
    }

    private int Scalar(ReadOnlySpan<byte> json, int position, byte first, ref ScanFault fault)
    {
        JsonKind kind;
        bool isEscaped = false;
        int end;
        switch (first)
        {
            case (byte)'"':
                kind = JsonKind.String;
                end = JsonScan.StringEnd(json, position + 1, out StringShape shape, ref fault);
                if (end >= 0) end++;
                isEscaped = (shape & StringShape.Escaped) != 0;
                break;
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

        if (end < 0) return -1;
        _tokens[Count] = new JsonToken(kind, position, end, Count + 1, isEscaped);
        Count++;
        return end;
    }

    private bool Open(int position, bool isObject, int maxDepth)
    {
        if (_depth >= maxDepth) return false;
        if (_depth == _open.Length) Array.Resize(ref _open, _depth * 2);
        if (isObject) ObjectCount++;
        _open[_depth++] = Count;
        _tokens[Count++] = new JsonToken(isObject ? JsonKind.Object : JsonKind.Array, position, 0, 0);
        return true;
    }

    /// <summary>Ends the innermost object or array. Whether it was the value itself.</summary>
    private bool Close(int end, out bool isObject)
    {
        ref JsonToken container = ref _tokens[_open[--_depth]];
        container.End = end;
        container.Next = Count;
        isObject = _depth > 0 && _tokens[_open[_depth - 1]].Kind == JsonKind.Object;
        return _depth == 0;
    }

    private void Grow() => Array.Resize(ref _tokens, _tokens.Length * 2);

    private int FailInValue(ref ScanFault fault, JsonProblem problem, int offset)
    {
        IsFaultInValue = true;
        return Fail(ref fault, problem, offset);
    }

    private static int Fail(ref ScanFault fault, JsonProblem problem, int offset)
    {
        fault.Set(problem, offset);
        return -1;
    }
}
