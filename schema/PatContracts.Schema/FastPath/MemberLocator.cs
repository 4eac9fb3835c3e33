using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// Finds where the members of an object probably begin, without reading their values: at each name that is followed by a colon and not in a nested object. The
/// processor can then read the values in an order that it can predict, and does not wait for the end of one value before it reads the next. Braces in strings
/// and objects nested twice or more mislead the locator, so the caller confirms what it finds.
/// </summary>
internal sealed class MemberLocator
{
    /// <summary>The maximum number of members.</summary>
    public const int MaxMembers = 24;

    /// <summary>The number of names in a block of text that are noted without a branch.</summary>
    private const int Batch = 3;

    /// <summary>The number of bytes that are read at once. An object is found only where more bytes than these follow its beginning.</summary>
    public const int BlockLength = 64;
    private const int WordLength = ObjectSpacing.WordLength;
    private const byte NoMember = byte.MaxValue;
    private const int MaxAttempts = 32;

    private readonly ObjectSpacing _spacing;
    // By the number of the member.
    private readonly int[] _nameLengths;
    // A perfect hash table of the last bytes of the names.
    private readonly byte[] _slots = [];
    // Whether these are as many bytes as each name has, at most eight. Otherwise, as many as the shortest has, which takes fewer steps.
    private readonly bool _usesAllBytes;
    private readonly int _droppedBits;
    private readonly ulong _factor = 0x9E3779B97F4A7C15;
    private readonly int _shift;

    /// <param name="names">The names, with quotation marks, as in the text.</param>
    /// <param name="spacing">The bytes around the members.</param>
    public MemberLocator(byte[][] names, ObjectSpacing spacing)
    {
        _spacing = spacing;
        _nameLengths = Array.ConvertAll(names, name => name.Length);
        _droppedBits = 8 * Math.Max(WordLength - _nameLengths.Min(), 0);
        int bits = 3;
        while (1 << bits < 4 * names.Length) bits++;
        _shift = 64 - bits;
        for (int attempt = 0; attempt < 2 * MaxAttempts && !IsUsable; attempt++)
        {
            _usesAllBytes = attempt >= MaxAttempts;
            _factor = (_factor * 0xD1342543DE82EF95) | 1;
            byte[] slots = new byte[1 << bits];
            Array.Fill(slots, NoMember);
            if (TryFill(slots, names)) _slots = slots;
        }
    }

    /// <summary>Whether a table without collisions was found.</summary>
    public bool IsUsable => _slots.Length > 0;

    private bool TryFill(byte[] slots, byte[][] names)
    {
        for (int member = 0; member < names.Length; member++)
        {
            ulong word = 0;
            foreach (byte character in names[member]) word = (word >> 8) | ((ulong)character << 56);
            ref byte slot = ref slots[SlotOf(word)];
            if (slot != NoMember) return false;
            slot = (byte)member;
        }

        return true;
    }

    /// <summary>Returns the slot of a name whose last bytes are those of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong word) => (int)(((_usesAllBytes ? NameBytes(word) : word >> _droppedBits) * _factor) >> _shift);

    /// <summary>Clears the bytes before a name that begins with one of the eight bytes and ends with the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NameBytes(ulong word)
    {
        const ulong LowerBits = 0x7F7F7F7F7F7F7F7F;
        ulong other = word ^ 0x2222222222222222;
        // The highest bit of each quotation mark but the last one; and of the first byte, in case the name begins before it.
        ulong marks = (~(((other & LowerBits) + LowerBits) | other | LowerBits) & (ulong.MaxValue >> 8)) | 0x80;
        return word & (ulong.MaxValue << (BitOperations.Log2(marks) & ~7));
    }

    /// <summary>Returns the member whose name may have the last bytes of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int MemberOf(ulong word)
    {
        byte[] slots = _slots;
        int slot = SlotOf(word);
        return (uint)slot < (uint)slots.Length ? slots[slot] : NoMember;
    }

    /// <summary>Finds the members of an object. Returns false if it has others, other bytes are between them, or the text is too short.</summary>
    /// <param name="json">The text.</param>
    /// <param name="position">Offset of the opening brace.</param>
    /// <param name="members">The members.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLocate(ReadOnlySpan<byte> json, int position, ref MemberLocations members)
    {
        // position <= Length - 65: the last 65 bytes of the text are in bounds, and so is the word at the position.
        if (position > json.Length - BlockLength - 1 || !_spacing.IsOpenAt(json, position)) return false;
        var notes = new Notes();
        Span<int> quotes = notes;
        int count = 0;
        // All ones if a block begins within a nested object.
        ulong within = 0;
        int end;
        for (int block = position + 1; ; block += BlockLength)
        {
            ulong names;
            ulong opening;
            ulong closing;
            bool isLast = block > json.Length - BlockLength - 1;
            if (!isLast)
            {
                names = Names(json, block);
                opening = Mask(json, block, (byte)'{');
                closing = Mask(json, block, (byte)'}');
            }
            else
            {
                // The first block begins at most 64 bytes before the end, and each other one after a block in bounds, so 0 <= passed <= 63.
                int last = json.Length - BlockLength;
                int passed = block - last;
                names = Names(json, last - 1) >> 1 >> passed;
                opening = Mask(json, last, (byte)'{') >> passed;
                closing = Mask(json, last, (byte)'}') >> passed;
            }

            ulong nested = Parity(opening | closing) ^ within;
            closing &= nested;
            names &= ~nested;
            // Only the names before the closing brace.
            if (closing != 0) names &= (closing ^ (closing - 1)) >> 1;
            int found = BitOperations.PopCount(names);
            if (count + found > MaxMembers) return false;
            // Noting some offsets in vain costs less than a mispredicted branch.
            quotes[count] = block + BitOperations.TrailingZeroCount(names);
            names &= names - 1;
            quotes[count + 1] = block + BitOperations.TrailingZeroCount(names);
            names &= names - 1;
            quotes[count + 2] = block + BitOperations.TrailingZeroCount(names);
            names &= names - 1;
            for (int i = count + Batch; names != 0; i++)
            {
                quotes[i] = block + BitOperations.TrailingZeroCount(names);
                names &= names - 1;
            }

            count += found;
            if (closing != 0)
            {
                end = block + BitOperations.TrailingZeroCount(closing) + 1;
                break;
            }

            if (isLast) return false;
            within = (ulong)((long)nested >> 63);
        }

        return Identify(json, position, quotes.Slice(0, count), end, ref members);
    }

    /// <summary>Determines the members whose names end at the quotation marks, and compares the bytes between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Identify(ReadOnlySpan<byte> json, int position, ReadOnlySpan<int> quotes, int end, ref MemberLocations members)
    {
        // end <= Length: the eight bytes before it are in bounds.
        if (end < WordLength || !_spacing.IsCloseBefore(json, end)) return false;
        int[] nameLengths = _nameLengths;
        // Only before the first quotation mark, there can be fewer than eight bytes.
        if (quotes.Length == 0 || (quotes.Length > 1 && quotes[1] < WordLength)) return false;
        int missing = Math.Max(WordLength - 1 - quotes[0], 0);
        int previous = MemberOf(Unchecked.Word64(json, quotes[0] + 1 - WordLength + missing) << (8 * missing));
        if ((uint)previous >= (uint)nameLengths.Length) return false;
        members.Begin(previous, position + _spacing.OpenLength);
        // In a local: in the structure, it would wait for its own stores.
        ulong found = 1UL << previous;
        for (int i = 1; i < quotes.Length; i++)
        {
            int quote = quotes[i];
            // 8 <= quote <= Length - 1: the eight bytes up to it are in bounds.
            int member = MemberOf(Unchecked.Word64(json, quote + 1 - WordLength));
            if ((uint)member >= (uint)nameLengths.Length) return false;
            int start = quote + 1 - nameLengths[member];
            // start <= Length - 1: the eight bytes before it are in bounds.
            if (start < WordLength || !_spacing.IsSeparatorBefore(json, start)) return false;
            members.End(previous, start - _spacing.SeparatorLength);
            members.Begin(member, start);
            found |= 1UL << member;
            previous = member;
        }

        if (BitOperations.PopCount(found) != quotes.Length) return false;
        members.End(previous, end - _spacing.CloseLength);
        members.Members = found;
        members.ObjectEnd = end;
        return true;
    }

    /// <summary>Returns a mask of the quotation marks that a colon follows: 0 &lt;= position &lt;= Length - 65.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Names(ReadOnlySpan<byte> json, int position) => Mask(json, position, (byte)'"') & Mask(json, position + 1, (byte)':');

    /// <summary>Returns a mask of the bytes of a block that have a value: 0 &lt;= position &lt;= Length - 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(ReadOnlySpan<byte> json, int position, byte value)
    {
        if (Vector512.IsHardwareAccelerated) return Vector512.Equals(Unchecked.Block512(json, position), Vector512.Create(value)).ExtractMostSignificantBits();
        uint lower = Vector256.Equals(Unchecked.Block256(json, position), Vector256.Create(value)).ExtractMostSignificantBits();
        uint upper = Vector256.Equals(Unchecked.Block256(json, position + Vector256<byte>.Count), Vector256.Create(value)).ExtractMostSignificantBits();
        return lower | ((ulong)upper << Vector256<byte>.Count);
    }

    /// <summary>Returns a mask in which each bit is the parity of the bits up to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Parity(ulong bits)
    {
        if (Pclmulqdq.IsSupported) return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        for (int shift = 1; shift < BlockLength; shift <<= 1) bits ^= bits << shift;
        return bits;
    }

    [InlineArray(MaxMembers + Batch)]
    private struct Notes
    {
        private int _first;
    }
}
