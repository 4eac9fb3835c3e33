namespace PatContracts.Schema.Evaluation;

/// <summary>The members or elements of a value that have been evaluated, by their ordinal in the value: <c>unevaluated*</c> does not apply to them.</summary>
internal sealed class EvaluatedSet
{
    private ulong[] _words = new ulong[1];
    private bool _all;

    public bool Contains(int index) => _all || ((index >> 6) < _words.Length && (_words[index >> 6] >> (index & 63) & 1) != 0);

    public void Add(int index)
    {
        Reserve((index >> 6) + 1);
        _words[index >> 6] |= 1UL << (index & 63);
    }

    public void AddAll() => _all = true;

    public void Merge(EvaluatedSet other)
    {
        _all |= other._all;
        Reserve(other._words.Length);
        for (int i = 0; i < other._words.Length; i++) _words[i] |= other._words[i];
    }

    public EvaluatedSet Copy()
    {
        var copy = new EvaluatedSet();
        copy.Merge(this);
        return copy;
    }

    public void Clear()
    {
        _all = false;
        if (_words.Length > 1024) _words = new ulong[1];
        else Array.Clear(_words, 0, _words.Length);
    }

    private void Reserve(int words)
    {
        if (words > _words.Length) Array.Resize(ref _words, Math.Max(words, _words.Length * 2));
    }
}
