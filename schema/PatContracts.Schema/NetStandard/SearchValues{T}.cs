namespace System.Buffers;

/// <inheritdoc cref="SearchValues"/>
/// <typeparam name="T">Only <see cref="byte"/>.</typeparam>
internal sealed class SearchValues<T>
{
    private readonly bool[] _contained = new bool[256];

    internal SearchValues(byte[] values)
    {
        foreach (byte value in values) _contained[value] = true;
    }

    /// <summary>Returns whether the set contains a byte.</summary>
    public bool Contains(byte value) => _contained[value];
}
