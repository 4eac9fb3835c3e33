using System.Runtime.CompilerServices;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// The brackets, commas and white space around the members of an object. A program that indents its objects writes the same bytes between all members, so that
/// they are compared in one step.
/// </summary>
internal sealed class ObjectSpacing
{
    /// <summary>The number of bytes that are compared at once.</summary>
    public const int WordLength = sizeof(ulong);

    private readonly Bytes _open;
    private readonly Bytes _separator;
    private readonly Bytes _close;

    private ObjectSpacing(ReadOnlySpan<byte> open, ReadOnlySpan<byte> separator, ReadOnlySpan<byte> close)
    {
        _open = new Bytes(open);
        _separator = new Bytes(separator);
        _close = new Bytes(close);
        HasLineEnds = HasLineEnd(open) || HasLineEnd(separator) || HasLineEnd(close);
    }

    /// <summary>Whether the object is on several lines.</summary>
    public bool HasLineEnds { get; }

    /// <summary>The number of bytes from the beginning of the object to its first member.</summary>
    public int OpenLength => _open.Length;

    /// <summary>The number of bytes between two members.</summary>
    public int SeparatorLength => _separator.Length;

    /// <summary>The number of bytes from the last member to the end of the object.</summary>
    public int CloseLength => _close.Length;

    /// <summary>Returns the spacing of an object, or null if it has fewer than two members, or the bytes around them differ or are too long.</summary>
    /// <param name="json">The text, beginning with the object.</param>
    /// <param name="shape">The members.</param>
    public static ObjectSpacing? Of(ReadOnlySpan<byte> json, ObjectShape shape)
    {
        List<ShapeMember> members = shape.Members;
        if (members.Count < 2) return null;
        ReadOnlySpan<byte> separator = Between(json, members[0], members[1]);
        for (int i = 2; i < members.Count; i++)
        {
            if (!Between(json, members[i - 1], members[i]).SequenceEqual(separator)) return null;
        }

        ReadOnlySpan<byte> open = json.Slice(0, members[0].Start);
        ReadOnlySpan<byte> close = json.Slice(members[^1].ValueEnd, shape.End - members[^1].ValueEnd);
        return open.Length <= WordLength && separator.Length <= WordLength && close.Length <= WordLength ? new ObjectSpacing(open, separator, close) : null;
    }

    private static bool HasLineEnd(ReadOnlySpan<byte> bytes) => bytes.ContainsAny((byte)'\n', (byte)'\r');

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> json, ShapeMember member, ShapeMember next) =>
        json.Slice(member.ValueEnd, next.Start - member.ValueEnd);

    /// <summary>Whether the bytes before the first member begin at an offset: 0 &lt;= position &lt;= Length - 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOpenAt(ReadOnlySpan<byte> json, int position) => ((Unchecked.Word64(json, position) ^ _open.First) & _open.FirstMask) == 0;

    /// <summary>Whether the bytes between two members end at an offset: 8 &lt;= end &lt;= Length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsSeparatorBefore(ReadOnlySpan<byte> json, int end) =>
        ((Unchecked.Word64(json, end - WordLength) ^ _separator.Last) & _separator.LastMask) == 0;

    /// <summary>Whether the bytes after the last member end at an offset: 8 &lt;= end &lt;= Length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsCloseBefore(ReadOnlySpan<byte> json, int end) => ((Unchecked.Word64(json, end - WordLength) ^ _close.Last) & _close.LastMask) == 0;

    /// <summary>Returns whether the bytes are the same.</summary>
    public bool IsLike(ObjectSpacing other) => _open == other._open && _separator == other._separator && _close == other._close;

    /// <summary>Up to eight bytes, as the first and as the last ones of a word.</summary>
    private readonly record struct Bytes
    {
        public Bytes(ReadOnlySpan<byte> bytes)
        {
            Length = bytes.Length;
            for (int i = bytes.Length - 1; i >= 0; i--)
            {
                First = (First << 8) | bytes[i];
                FirstMask = (FirstMask << 8) | byte.MaxValue;
            }

            int shift = 8 * (WordLength - Length);
            Last = First << shift;
            LastMask = FirstMask << shift;
        }

        public int Length { get; }

        public ulong First { get; }

        public ulong FirstMask { get; }

        public ulong Last { get; }

        public ulong LastMask { get; }
    }
}
