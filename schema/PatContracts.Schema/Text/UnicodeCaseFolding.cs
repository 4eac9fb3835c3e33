namespace PatContracts.Schema.Text;

/// <summary>
/// The code points that differ only by case, as ECMA-262 compares them with the flags <c>i</c> and <c>u</c>: by Unicode's simple case folding.
/// </summary>
internal sealed class UnicodeCaseFolding
{
    private static readonly Lazy<UnicodeCaseFolding> Shared = new(() => new UnicodeCaseFolding());

    // All code points that have case variants, in order, and the lowest variant of each.
    private readonly int[] _codePoints;
    private readonly int[] _least;
    private readonly Dictionary<int, List<int>> _kinds = [];

    private UnicodeCaseFolding()
    {
        foreach ((int codePoint, int least) in UnicodeData.CaseFoldings())
        {
            if (!_kinds.TryGetValue(least, out List<int>? kind)) _kinds.Add(least, kind = [least]);
            kind.Add(codePoint);
        }

        var pairs = new List<(int CodePoint, int Least)>();
        foreach (KeyValuePair<int, List<int>> kind in _kinds) pairs.AddRange(kind.Value.Select(codePoint => (codePoint, kind.Key)));
        pairs.Sort();
        _codePoints = [.. pairs.Select(pair => pair.CodePoint)];
        _least = [.. pairs.Select(pair => pair.Least)];
    }

    /// <summary>Returns the code point that represents all that differ only by case from this one.</summary>
    public static int Fold(int codePoint)
    {
        int index = Array.BinarySearch(Shared.Value._codePoints, codePoint);
        return index < 0 ? codePoint : Shared.Value._least[index];
    }

    /// <summary>Returns a set extended by all code points that differ only by case from one in it.</summary>
    public static CodePointSet Close(CodePointSet set)
    {
        UnicodeCaseFolding folding = Shared.Value;
        var closed = new CodePointSetBuilder();
        closed.Add(set);
        for (int range = 0; range < set.RangeCount; range++)
        {
            (int first, int last) = set.Range(range);
            int index = Array.BinarySearch(folding._codePoints, first);
            if (index < 0) index = ~index;
            for (; index < folding._codePoints.Length && folding._codePoints[index] <= last; index++)
            {
                foreach (int other in folding._kinds[folding._least[index]]) closed.Add(other, other);
            }
        }

        return closed.Build();
    }
}
