using System.Globalization;

namespace PatContracts.Schema.Text;

/// <summary>A set of Unicode code points as sorted ranges that neither touch nor overlap.</summary>
internal sealed class CodePointSet : IEquatable<CodePointSet>
{
    public static readonly CodePointSet Empty = new([]);
    public static readonly CodePointSet All = new([0, CodePoints.Largest]);

    // The first and last code point of each range, alternating.
    private readonly int[] _bounds;

    private CodePointSet(int[] bounds) => _bounds = bounds;

    public bool IsEmpty => _bounds.Length == 0;

    public int RangeCount => _bounds.Length / 2;

    public (int First, int Last) Range(int index) => (_bounds[2 * index], _bounds[(2 * index) + 1]);

    public static CodePointSet Of(int first, int last) => new([first, last]);

    public static CodePointSet Of(int codePoint) => Of(codePoint, codePoint);

    /// <summary>Parses ranges such as <c>41-5A 61-7A B5</c>, in hexadecimal and in any order.</summary>
    public static CodePointSet Parse(string ranges)
    {
        var builder = new CodePointSetBuilder();
        foreach (string range in ranges.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] bounds = range.Split('-');
            builder.Add(Hexadecimal(bounds[0]), Hexadecimal(bounds[bounds.Length - 1]));
        }

        return builder.Build();
    }

    private static int Hexadecimal(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Returns the set with these bounds, which must be sorted and not adjacent.</summary>
    public static CodePointSet FromBounds(int[] bounds) => new(bounds);

    public bool Contains(int codePoint)
    {
        int found = Array.BinarySearch(_bounds, codePoint);
        // A bound itself is included; between the bounds of a range, the next bound has an odd index.
        return found >= 0 || (~found & 1) == 1;
    }

    public CodePointSet Union(CodePointSet other)
    {
        var builder = new CodePointSetBuilder();
        builder.Add(this);
        builder.Add(other);
        return builder.Build();
    }

    public CodePointSet Complement()
    {
        var bounds = new List<int>(_bounds.Length + 2);
        int next = 0;
        for (int i = 0; i < _bounds.Length; i += 2)
        {
            if (_bounds[i] > next) bounds.AddRange([next, _bounds[i] - 1]);
            next = _bounds[i + 1] + 1;
        }

        if (next <= CodePoints.Largest) bounds.AddRange([next, CodePoints.Largest]);
        return new CodePointSet([.. bounds]);
    }

    public CodePointSet Intersect(CodePointSet other) => Complement().Union(other.Complement()).Complement();

    public bool Overlaps(CodePointSet other)
    {
        int left = 0;
        int right = 0;
        while (left < RangeCount && right < other.RangeCount)
        {
            if (Range(left).Last < other.Range(right).First) left++;
            else if (other.Range(right).Last < Range(left).First) right++;
            else return true;
        }

        return false;
    }

    public bool Equals(CodePointSet? other) => other is not null && _bounds.AsSpan().SequenceEqual(other._bounds);

    public override bool Equals(object? obj) => Equals(obj as CodePointSet);

    public override int GetHashCode() => _bounds.Length == 0 ? 0 : (_bounds.Length * 397) ^ (_bounds[0] * 31) ^ _bounds[_bounds.Length - 1];
}

/// <summary>Collects ranges in any order.</summary>
internal sealed class CodePointSetBuilder
{
    private readonly List<(int First, int Last)> _ranges = [];

    public void Add(int first, int last) => _ranges.Add((first, last));

    public void Add(CodePointSet set)
    {
        for (int i = 0; i < set.RangeCount; i++) _ranges.Add(set.Range(i));
    }

    public CodePointSet Build()
    {
        if (_ranges.Count == 0) return CodePointSet.Empty;
        _ranges.Sort();
        var bounds = new List<int>(_ranges.Count * 2);
        (int first, int last) = _ranges[0];
        foreach ((int nextFirst, int nextLast) in _ranges)
        {
            if (nextFirst <= last + 1)
            {
                last = Math.Max(last, nextLast);
                continue;
            }

            bounds.AddRange([first, last]);
            (first, last) = (nextFirst, nextLast);
        }

        bounds.AddRange([first, last]);
        return CodePointSet.FromBounds([.. bounds]);
    }
}
