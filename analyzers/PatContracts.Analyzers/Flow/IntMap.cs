namespace PatContracts.Analyzers.Flow;

/// <summary>
/// An immutable map keyed by small, dense numbers: a radix tree whose versions share subtrees. The cost of a change is the depth of the tree; that of a join is
/// proportional to the subtrees that differ.
/// </summary>
internal readonly struct IntMap<T>
    where T : class
{
    private const int Bits = 4;
    private const int Width = 1 << Bits;
    private const int Mask = Width - 1;

    private readonly object?[]? _root;
    private readonly int _shift;

    private IntMap(object?[]? root, int shift)
    {
        _root = root;
        _shift = shift;
    }

    public T? this[int key]
    {
        get
        {
            if (_root is null || key >> (_shift + Bits) != 0) return null;

            object?[]? node = _root;
            for (int shift = _shift; shift > 0 && node is not null; shift -= Bits) node = (object?[]?)node[(key >> shift) & Mask];
            return (T?)node?[key & Mask];
        }
    }

    public IntMap<T> With(int key, T? value)
    {
        if (value is null && this[key] is null) return this;

        object?[] root = _root ?? new object?[Width];
        int shift = _shift;
        for (; key >> (shift + Bits) != 0; shift += Bits) root = Above(root);
        return new(Set(root, shift, key, value), shift);
    }

    /// <summary>Whether two maps are the same version.</summary>
    public bool IsSame(IntMap<T> other) => _root == other._root;

    /// <summary>
    /// Joins two maps. <paramref name="join"/> is called for entries that are not the same instance in both; if it always returns the left one, the result is
    /// the left map itself.
    /// </summary>
    public static IntMap<T> Join(IntMap<T> left, IntMap<T> right, Func<int, T?, T?, T?> join)
    {
        if (left._root == right._root || right._root is null) return left._root == right._root ? left : JoinRoots(left, new(null, left._shift), join);

        return JoinRoots(left, right, join);
    }

    public IEnumerable<KeyValuePair<int, T>> Entries => _root is null ? [] : In(_root, _shift, 0);

    private static IntMap<T> JoinRoots(IntMap<T> left, IntMap<T> right, Func<int, T?, T?, T?> join)
    {
        (object?[]? mine, int shift) = (left._root, left._shift);
        object?[]? theirs = right._root;
        for (int level = left._shift; level < right._shift; level += Bits) (mine, shift) = (mine is null ? null : Above(mine), level + Bits);
        for (int level = right._shift; level < left._shift; level += Bits) theirs = theirs is null ? null : Above(theirs);

        object?[]? joined = Join(mine, theirs, shift, 0, join);
        return joined == mine ? left : new(joined, shift);
    }

    private static object?[]? Join(object?[]? left, object?[]? right, int shift, int prefix, Func<int, T?, T?, T?> join)
    {
        if (left == right) return left;

        object?[]? result = null;
        for (int i = 0; i < Width; i++)
        {
            (object? mine, object? theirs) = (left?[i], right?[i]);
            if (mine == theirs) continue;

            int key = (prefix << Bits) | i;
            object? joined = shift == 0 ? join(key, (T?)mine, (T?)theirs) : Join((object?[]?)mine, (object?[]?)theirs, shift - Bits, key, join);
            if (joined == mine) continue;

            result ??= left is null ? new object?[Width] : (object?[])left.Clone();
            result[i] = joined;
        }

        return result ?? left;
    }

    private static object?[] Above(object?[] node)
    {
        var above = new object?[Width];
        above[0] = node;
        return above;
    }

    private static object?[] Set(object?[]? node, int shift, int key, object? value)
    {
        object?[] copy = node is null ? new object?[Width] : (object?[])node.Clone();
        int index = (key >> shift) & Mask;
        copy[index] = shift == 0 ? value : Set((object?[]?)copy[index], shift - Bits, key, value);
        return copy;
    }

    private static IEnumerable<KeyValuePair<int, T>> In(object?[] node, int shift, int prefix)
    {
        for (int i = 0; i < Width; i++)
        {
            int key = (prefix << Bits) | i;
            if (node[i] is T value && shift == 0) yield return new(key, value);
            if (shift == 0 || node[i] is not object?[] inner) continue;

            foreach (KeyValuePair<int, T> entry in In(inner, shift - Bits, key)) yield return entry;
        }
    }
}
