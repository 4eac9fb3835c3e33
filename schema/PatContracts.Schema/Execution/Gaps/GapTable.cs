namespace PatContracts.Schema.Execution.Gaps;

/// <summary>
/// The ways that objects of one schema took, as a tree: a way begins at step 0, goes on at the next step where a gap is met, at the alternative where it
/// is not. Never changed; a new way makes a new table.
/// </summary>
internal sealed class GapTable
{
    /// <summary>More steps than a processor keeps at hand make no text faster.</summary>
    public const int MaxSteps = 256;

    /// <summary>How many ways may part at one place before it is cheaper to look names up.</summary>
    private const int MaxAlternatives = 12;

    public static readonly GapTable Empty = new([], 0);

    private GapTable(GapStep[] steps, int depth)
    {
        Steps = steps;
        Depth = depth;
        foreach (ref readonly GapStep step in steps.AsSpan()) HasLineEnds |= step.HasLineEnd;
    }

    public GapStep[] Steps { get; }

    /// <summary>How many objects and arrays deeper than the object itself some way reaches.</summary>
    public int Depth { get; }

    /// <summary>Whether the bytes of some gap end a line.</summary>
    public bool HasLineEnds { get; }

    /// <summary>This table with one more way, or the same table where the way is known or there is no room.</summary>
    public GapTable With(ReadOnlySpan<GapStep> way, int depth)
    {
        if (Steps.Length + way.Length > MaxSteps) return this;
        if (Steps.Length == 0) return new GapTable(way.ToArray(), depth);
        int at = 0;
        int passed = 0;
        int alternatives = 0;
        while (true)
        {
            if (Steps[at].IsLike(way[passed]))
            {
                if (way[passed].Leaf == GapLeaf.End) return this;
                at++;
                passed++;
                alternatives = 0;
            }
            else if (Steps[at].Alternative >= 0)
            {
                at = Steps[at].Alternative;
                if (++alternatives >= MaxAlternatives) return this;
            }
            else
            {
                GapStep[] steps = [.. Steps, .. way.Slice(passed)];
                steps[at].Alternative = Steps.Length;
                return new GapTable(steps, Math.Max(Depth, depth));
            }
        }
    }
}
