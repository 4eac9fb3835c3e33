using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>
/// Walks the members of one object, or the elements of one array, forwards, over text that was validated before: values in which nobody is
/// interested are stepped over by their brackets. Text that is not JSON ends the walk; it never throws.
/// </summary>
internal ref struct JsonForward
{
    private readonly ReadOnlySpan<byte> _json;
    private int _position;
    private ScanFault _fault;

    private JsonForward(ReadOnlySpan<byte> json, int position)
    {
        _json = json;
        _position = position;
    }

    /// <summary>Begins behind the opening bracket of an object or array.</summary>
    public static JsonForward Into(ReadOnlySpan<byte> json, in JsonPiece container) => new(json, container.Offset + 1);

    /// <summary>The one value of a text.</summary>
    public static bool TryReadRoot(ReadOnlySpan<byte> json, out JsonPiece value)
    {
        var walk = new JsonForward(json, 0);
        return walk.TryReadValue(0, 0, out value);
    }

    /// <summary>The next member, or false at the object's end.</summary>
    public bool TryReadMember(out JsonPiece member)
    {
        member = default;
        SkipComma();
        if (!At((byte)'"')) return false;
        int name = _position;
        int nameEnd = JsonScan.StringEnd(_json, name + 1, out _, ref _fault);
        if (nameEnd < 0) return false;
        _position = JsonScan.SkipWhitespace(_json, nameEnd + 1);
        if (!At((byte)':')) return false;
        _position++;
        return TryReadValue(name, nameEnd + 1 - name, out member);
    }

    /// <summary>The next element, or false at the array's end.</summary>
    public bool TryReadElement(out JsonPiece element)
    {
        SkipComma();
        return TryReadValue(0, 0, out element);
    }

    private readonly bool At(byte expected) => (uint)_position < (uint)_json.Length && _json[_position] == expected;

    private void SkipComma()
    {
        _position = JsonScan.SkipWhitespace(_json, _position);
        if (At((byte)',')) _position = JsonScan.SkipWhitespace(_json, _position + 1);
    }

    private bool TryReadValue(int nameOffset, int nameLength, out JsonPiece value)
    {
        value = default;
        int start = JsonScan.SkipWhitespace(_json, _position);
        if (start >= _json.Length) return false;
        PieceKind kind = _json[start] switch
        {
            (byte)'{' => PieceKind.Object,
            (byte)'[' => PieceKind.Array,
            (byte)'"' => PieceKind.String,
            (byte)'t' => PieceKind.True,
            (byte)'f' => PieceKind.False,
            (byte)'n' => PieceKind.Null,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => PieceKind.Number,
            _ => PieceKind.None,
        };
        int end = ValueEnd(kind, start);
        if (end < 0) return false;
        _position = end;
        value = new JsonPiece(nameOffset, nameLength, start, end - start, kind);
        return true;
    }

    private int ValueEnd(PieceKind kind, int start) => kind switch
    {
        PieceKind.String => JsonScan.StringEnd(_json, start + 1, out _, ref _fault) is var end and >= 0 ? end + 1 : -1,
        PieceKind.Number => JsonScan.NumberEnd(_json, start, ref _fault),
        PieceKind.True => JsonScan.LiteralEnd(_json, start, "true"u8, ref _fault),
        PieceKind.False => JsonScan.LiteralEnd(_json, start, "false"u8, ref _fault),
        PieceKind.Null => JsonScan.LiteralEnd(_json, start, "null"u8, ref _fault),
        PieceKind.Object or PieceKind.Array => ContainerEnd(start),
        _ => -1,
    };

    // Byte by byte outside of strings: between two of them there is mostly one byte, for which a vector would only be late.
    private int ContainerEnd(int position)
    {
        int depth = 0;
        while ((uint)position < (uint)_json.Length)
        {
            switch (_json[position])
            {
                case (byte)'"':
                    position = JsonScan.StringEnd(_json, position + 1, out _, ref _fault);
                    if (position < 0) return -1;
                    break;
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
}
