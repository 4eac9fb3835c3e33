using System.Runtime.CompilerServices;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Compilation;

/// <summary>A name of <see cref="QuotedNames"/>.</summary>
/// <param name="text">The name with its quotation marks and, for a member, the colon. Empty if the name is not compared in this form.</param>
/// <param name="index">The index of the name in its table; −1 for the beginning of an object.</param>
internal sealed class QuotedName(ReadOnlySpan<byte> text, int index)
{
    // At a quotation mark, where guesses are compared, there is no zero. A lookup finds no empty name.
    private readonly ShortText _text = new(text.IsEmpty ? [0] : text);

    /// <summary>The index of the name in its table.</summary>
    public int Index { get; } = index;

    /// <summary>The number of bytes, including quotation marks and, for a member, the colon.</summary>
    public int Length => _text.Length;

    /// <summary>The name that last followed this one in an object. Races only cause wrong guesses.</summary>
    public QuotedName Follower { get; set; } = null!;

    /// <summary>Whether the name is at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ReadOnlySpan<byte> json, int position) => _text.IsAt(json, position);
}
