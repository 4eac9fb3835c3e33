namespace PatContracts.Schema.FastPath;

/// <summary>Members in the recorded order: each begins where the previous one ends.</summary>
internal readonly struct RecordedOrder : IMemberOrder
{
    public static bool IsAny => false;

    public int ObjectEnd => 0;

    public int StartOf(int member) => 0;

    public int EndOf(int member) => 0;
}
