namespace PatContracts.Analyzers.Flow;

/// <summary>A point at which a path can continue in more than one direction.</summary>
internal sealed class PathDecision(int count)
{
    /// <summary>The index of the chosen continuation.</summary>
    public int Chosen { get; set; }

    public bool IsLast => Chosen + 1 >= count;
}
