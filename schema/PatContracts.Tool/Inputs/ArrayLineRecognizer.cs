using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Recognizes NDJSON whose first line is an array, without holding the line in memory: the line ends with a closing bracket, and the next line starts with
/// <c>[</c> or <c>{</c>. In a single JSON text, a comma would have to be between them.
/// </summary>
internal struct ArrayLineRecognizer
{
    private bool _hasBegun;
    private bool _isBelow;
    private byte _last;

    /// <summary>Continues with the next part of the text. Returns null while more text is needed.</summary>
    public bool? Recognize(ReadOnlySpan<byte> part)
    {
        if (!_hasBegun)
        {
            part = part.TrimStart(ContentDetection.Whitespace);
            if (part.IsEmpty) return null;
            _hasBegun = true;
        }

        if (!_isBelow)
        {
            int end = TextLines.IndexOfEnd(part);
            ReadOnlySpan<byte> line = (end < 0 ? part : part[..end]).TrimEnd(" \t"u8);
            if (!line.IsEmpty) _last = line[^1];
            if (end < 0) return null;
            if (_last != (byte)']') return false;
            _isBelow = true;
            part = part[end..];
        }

        part = part.TrimStart(ContentDetection.Whitespace);
        return part.IsEmpty ? null : part[0] is (byte)'[' or (byte)'{';
    }
}
