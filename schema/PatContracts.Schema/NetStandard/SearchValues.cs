namespace System.Buffers;

/// <summary>The members of the framework's classes of this name that the engine uses; .NET Standard 2.0 lacks the classes.</summary>
internal static class SearchValues
{
    /// <summary>Returns a set of bytes to search for.</summary>
    public static SearchValues<byte> Create(ReadOnlySpan<byte> values) => new(values.ToArray());

    /// <summary>Returns the index of the first byte of the set; -1 if there is none.</summary>
    public static int IndexOfAny(this ReadOnlySpan<byte> text, SearchValues<byte> values)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (values.Contains(text[i])) return i;
        }

        return -1;
    }
}
