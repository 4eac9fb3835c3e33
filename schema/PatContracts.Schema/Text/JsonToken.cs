namespace PatContracts.Schema.Text;

/// <summary>A token of an indexed text: a value, or the name of a member, which is followed by its value.</summary>
internal struct JsonToken
{
    private const int KindMask = 0x0F;
    private const int EscapedFlag = 0x10;
    private const int UnfinishedFlag = 0x20;

    private int _info;

    /// <summary>The offset of the first byte; for a string, of its opening quotation mark.</summary>
    public int Start;

    /// <summary>The offset after the last byte.</summary>
    public int End;

    /// <summary>For a value: the index of the token after it and everything in it. For a name: its hash (<see cref="NameHash"/>).</summary>
    public int Next;

    /// <summary>
    /// Sets all fields in place. Creating and copying a token would write it in parts and read it as a whole, which prevents store forwarding.
    /// </summary>
    public void Set(JsonKind kind, int start, int end, int next, bool isEscaped = false)
    {
        _info = (int)kind | (isEscaped ? EscapedFlag : 0);
        Start = start;
        End = end;
        Next = next;
    }

    public readonly JsonKind Kind => (JsonKind)(_info & KindMask);

    /// <summary>Whether a string has escape sequences.</summary>
    public readonly bool IsEscaped => (_info & EscapedFlag) != 0;

    /// <summary>Whether the text stopped being JSON inside this object or array.</summary>
    public readonly bool IsUnfinished => (_info & UnfinishedFlag) != 0;

    public readonly uint NameHash => (uint)Next;

    public readonly bool IsContainer => Kind >= JsonKind.Array;

    public readonly int Length => End - Start;

    public void MarkUnfinished() => _info |= UnfinishedFlag;

    /// <summary>Returns the content of a string or name as written, without its quotation marks.</summary>
    public readonly ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> json) => json.Slice(Start + 1, End - Start - 2);

    /// <summary>Returns the text of the value.</summary>
    public readonly ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json) => json.Slice(Start, End - Start);
}
