using PatContracts.Schema.Compilation;

namespace PatContracts.Schema.Execution.Gaps;

/// <summary>
/// What was learned of the objects of one schema, and whether it pays. Shared by all threads without locks: the table is replaced whole, and racing
/// counters only shift the moment at which something is tried again.
/// </summary>
internal sealed class GapMemory
{
    /// <summary>So many objects go the general way before anything is learned: who validates once shall not pay for the next time.</summary>
    private const int LearnsAfter = 3;

    /// <summary>How many ways one table may be made of before it is given up.</summary>
    private const int MaxWays = 24;

    private const int MissWeight = 4;
    private const int MostMisses = 32 * MissWeight;
    private const int ShortestRest = 256;
    private const int LongestRest = 1 << 20;

    private volatile GapTable? _table;
    private int _seen;
    private int _ways;
    // Rises with every miss and falls with every hit, so that it is zero, and nothing is written, while all goes well.
    private int _balance;
    private int _rest;
    private int _nextRest = ShortestRest;

    /// <summary>The memory of a schema that says something about objects.</summary>
    public static GapMemory? For(PlanNode node) =>
        (node.Types & JsonTypes.Object) != 0 && (node.Object is not null || node.Applicators.Length > 0) && node.NeverSite is null && node.Values.Length == 0
            ? new GapMemory()
            : null;

    /// <summary>The table to try on the next object, or null.</summary>
    public GapTable? Table
    {
        get
        {
            if (_rest == 0) return _table;
            _rest--;
            return null;
        }
    }

    public void Hit()
    {
        if (_balance > 0) _balance--;
    }

    /// <summary>Notes that the table did not serve. Too often in a row, and it rests; if it served too seldom, it is learned anew.</summary>
    public void Miss()
    {
        _balance += MissWeight;
        if (_balance < MostMisses) return;
        _balance = 0;
        _rest = _nextRest;
        _nextRest = Math.Min(_nextRest * 4, LongestRest);
        _table = null;
        _ways = 0;
    }

    /// <summary>Takes the way of an object that the general walk has found good.</summary>
    /// <param name="node">The object's schema.</param>
    /// <param name="json">The object's text.</param>
    public void Learn(PlanNode node, ReadOnlySpan<byte> json)
    {
        if (_rest > 0 || _ways >= MaxWays) return;
        if (_seen < LearnsAfter)
        {
            _seen++;
            return;
        }

        _ways++;
        var recorder = new GapRecorder(json);
        if (!recorder.TryRecord(node))
        {
            Miss();
            return;
        }

        _table = (_table ?? GapTable.Empty).With(recorder.Way, recorder.Depth);
    }
}
