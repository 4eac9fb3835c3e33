using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// The recorded shapes of the objects of one schema, and whether using them pays. Shared by all threads without locks: the program is replaced as a whole, and
/// races on counters only affect when something is tried again.
/// </summary>
internal sealed class RecordedShapes
{
    /// <summary>The number of objects that are evaluated in full before a shape is recorded, so that one-off validation does not pay for it.</summary>
    private const int RecordsAfter = 3;

    /// <summary>The maximum number of shapes in a program.</summary>
    private const int MaxShapes = 24;

    private const int MissWeight = 4;
    private const int MaxMisses = 32 * MissWeight;
    private const int ShortestRest = 256;
    private const int LongestRest = 1 << 20;

    private volatile ShapeProgram? _program;
    private int _seen;
    private int _shapes;
    // Increases with every miss and decreases with every hit, so that it stays zero, without writes, while every object is confirmed.
    private int _balance;
    private int _rest;
    private int _nextRest = ShortestRest;

    /// <summary>Returns whether anything can be recorded for a schema.</summary>
    public static bool AreUseful(PlanNode node) =>
        (node.Types & JsonTypes.Object) != 0 && (node.Object is not null || node.Applicators.Length > 0) && node.FalseSchema is null && node.Values.Length == 0;

    /// <summary>The program to try on the next object, or null.</summary>
    public ShapeProgram? Program
    {
        get
        {
            if (_rest == 0) return _program;
            _rest--;
            return null;
        }
    }

    public void Hit()
    {
        if (_balance > 0) _balance--;
    }

    /// <summary>Counts an object that the program did not confirm. After too many in a row, the program is suspended and recorded anew.</summary>
    public void Miss()
    {
        _balance += MissWeight;
        if (_balance < MaxMisses) return;
        _balance = 0;
        _rest = _nextRest;
        _nextRest = Math.Min(_nextRest * 4, LongestRest);
        _program = null;
        _shapes = 0;
    }

    /// <summary>Records the shape of an object that the evaluator has found valid.</summary>
    /// <param name="node">The object's schema.</param>
    /// <param name="json">The object's text.</param>
    /// <param name="context">The context for evaluating constants.</param>
    public void Record(PlanNode node, ReadOnlySpan<byte> json, EvaluationContext context)
    {
        if (_rest > 0 || _shapes >= MaxShapes) return;
        if (_seen < RecordsAfter)
        {
            _seen++;
            return;
        }

        _shapes++;
        var recorder = new ShapeRecorder(json, context);
        if (!recorder.TryRecord(node))
        {
            Miss();
            return;
        }

        _program = (_program ?? ShapeProgram.Empty).With(recorder.Instructions, recorder.Depth);
    }
}
