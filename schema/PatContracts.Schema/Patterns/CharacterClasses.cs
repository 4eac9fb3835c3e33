using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Divides all characters into classes that a pattern does not distinguish, so that a table of transitions has one column for each class.</summary>
internal sealed class CharacterClasses
{
    private const int MaxClasses = 256;
    private const int MaxWork = 1 << 20;

    private readonly byte[] _ascii = new byte[128];
    private readonly int[] _starts;
    private readonly byte[] _classes;
    private readonly int[] _examples;

    private CharacterClasses(int[] starts, int[] classes, int count)
    {
        _starts = starts;
        _classes = [.. classes.Select(number => (byte)number)];
        _examples = new int[count];
        for (int i = starts.Length - 1; i >= 0; i--) _examples[classes[i]] = starts[i];
        for (int c = 0; c < _ascii.Length; c++) _ascii[c] = (byte)OfCodePoint(c);
    }

    public int Count => _examples.Length;

    /// <summary>Returns one character of a class.</summary>
    public int Example(int number) => _examples[number];

    /// <summary>Returns the class of the character at a position, and moves past it.</summary>
    public int Next(ReadOnlySpan<byte> utf8, ref int position)
    {
        byte b = utf8[position];
        if (b >= 0x80) return OfCodePoint(CodePoints.Next(utf8, ref position));
        position++;
        return _ascii[b];
    }

    /// <summary>Returns the class of a code point.</summary>
    public int OfCodePoint(int codePoint)
    {
        int found = Array.BinarySearch(_starts, codePoint);
        return _classes[found >= 0 ? found : ~found - 1];
    }

    /// <summary>Returns the classes that a list of sets distinguishes, or null if there are too many.</summary>
    public static CharacterClasses? TryBuild(IReadOnlyList<CodePointSet> sets)
    {
        // A class may begin or end where a set does.
        var bounds = new SortedSet<int> { 0 };
        long work = 0;
        foreach (CodePointSet set in sets)
        {
            if ((work += set.RangeCount) > MaxWork) return null;
            for (int range = 0; range < set.RangeCount; range++)
            {
                (int first, int last) = set.Range(range);
                bounds.Add(first);
                if (last < CodePoints.Largest) bounds.Add(last + 1);
            }
        }

        int[] starts = [.. bounds];
        int[] classes = new int[starts.Length];
        int count = 1;
        var parts = new Dictionary<int, int>();
        foreach (CodePointSet set in sets)
        {
            // The intersection of the set and the class becomes a new class.
            parts.Clear();
            for (int range = 0; range < set.RangeCount; range++)
            {
                (int first, int last) = set.Range(range);
                for (int i = Array.BinarySearch(starts, first); i < starts.Length && starts[i] <= last; i++)
                {
                    if (++work > MaxWork) return null;
                    if (!parts.TryGetValue(classes[i], out int part)) parts.Add(classes[i], part = count++);
                    classes[i] = part;
                }
            }
        }

        // Classes that were divided completely have no characters left.
        int[] used = [.. classes.Distinct()];
        if (used.Length > MaxClasses) return null;
        var numbers = new Dictionary<int, int>();
        foreach (int number in used) numbers.Add(number, numbers.Count);
        return new CharacterClasses(starts, [.. classes.Select(number => numbers[number])], used.Length);
    }
}
