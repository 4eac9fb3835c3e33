using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// The white space in an array of strings. A program that indents its arrays writes the same bytes between all elements, so that they are compared in one step.
/// </summary>
internal sealed class ArraySpacing
{
    private readonly ShortText _open;
    private readonly ShortText _separator;
    private readonly ShortText _close;

    private ArraySpacing(ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        _open = new ShortText(open);
        // A copy of what separates the bracket from the first element.
        _separator = new ShortText([(byte)',', .. open.Slice(1)]);
        _close = new ShortText(close);
    }

    /// <summary>Whether the array is on several lines.</summary>
    public bool HasLineEnds => _open.HasLineEnd || _close.HasLineEnd;

    /// <summary>Returns the spacing of an array of plain strings, or null if it has no elements, no white space, or too much of it.</summary>
    public static ArraySpacing? Of(ReadOnlySpan<byte> array)
    {
        int first = array.IndexOf((byte)'"');
        if (first < 0) return null;
        ReadOnlySpan<byte> open = array.Slice(0, first);
        ReadOnlySpan<byte> close = array.Slice(array.LastIndexOf((byte)'"') + 1);
        bool isSpaced = open.Length + close.Length > 2;
        return isSpaced && open.Length <= ShortText.MaxLength && close.Length <= ShortText.MaxLength ? new ArraySpacing(open, close) : null;
    }

    /// <summary>Reads an array of plain strings with this spacing. Returns the offset after it; −1 if it is another value, or has other spacing.</summary>
    public int Read(ReadOnlySpan<byte> json, int position)
    {
        if (!_open.IsAt(json, position)) return -1;
        position = LeafReader.Text(json, position + _open.Length);
        while (position >= 0 && _separator.IsAt(json, position)) position = LeafReader.Text(json, position + _separator.Length);
        return position >= 0 && _close.IsAt(json, position) ? position + _close.Length : -1;
    }
}
