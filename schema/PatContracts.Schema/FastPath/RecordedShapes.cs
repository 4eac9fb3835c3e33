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

    /// <summary>The maximum number of shapes that are recorded for a program.</summary>
    private const int MaxShapes = 24;

    private const int MissWeight = 4;
    private const int MaxMisses = 32 * MissWeight;
    private const int ShortestRest = 256;
    private const int LongestRest = 1 << 20;

    /// <summary>The number of recorded shapes with the members of an earlier one in another order after which members are expected in any order.</summary>
    private const int MaxReorderings = 5;

    private const int FewestSameOrders = 16;

    private volatile ShapeProgram? _program;
    private int _seen;
    private int _shapes;
    // Increases with every miss and decreases with every hit, so that it stays zero, without writes, while every object is confirmed.
    private int _balance;
    private int _rest;
    private int _nextRest = ShortestRest;

    // Hashes of the names of the recorded shapes, as sets and in their orders.
    private int[] _names = [];
    private int[] _orderedNames = [];
    private int _reorderings;
    // Whether shapes without an order did not confirm enough objects, or cannot be used.
    private bool _staysOrdered;
    // Whether nested objects have shapes of their own, because their members are in different orders as well.
    private bool _excludesNested;
    // The number of objects in a row whose members had the same order, and the number after which this order is recorded.
    private ulong _order;
    private int _sameOrders;
    private int _maxSameOrders = FewestSameOrders;

    /// <summary>Returns whether anything can be recorded for a schema.</summary>
    public static bool AreUseful(PlanNode node) =>
        (node.Types & JsonTypes.Object) != 0 && (node.Object is not null || node.Applicators.Length > 0) && node.FalseSchema is null && node.Values.Length == 0;

    /// <summary>The program to try on the next object, or null.</summary>
    public ShapeProgram? Program
    {
        get
        {
            if (_rest <= 0) return _program;
            _rest--;
            return null;
        }
    }

    public void Hit()
    {
        if (_balance > 0) _balance--;
    }

    /// <summary>
    /// Counts an object that the program did not confirm. After too many in a row, the program is suspended and recorded anew; shapes without an order are
    /// replaced by ordered ones first.
    /// </summary>
    public void Miss()
    {
        _balance += MissWeight;
        if (_balance < MaxMisses) return;
        _staysOrdered = _program is UnorderedShapes;
        Restart();
        if (_staysOrdered) return;
        _rest = _nextRest;
        _nextRest = Math.Min(_nextRest * 4, LongestRest);
    }

    /// <summary>
    /// Counts the order of an object's members. Called for a sample of the objects that shapes without an order confirm, to notice if members are always in the
    /// same order again.
    /// </summary>
    /// <param name="order">A number for the order.</param>
    public void CountOrder(ulong order)
    {
        if (order != _order)
        {
            (_order, _sameOrders) = (order, 0);
        }
        else if (++_sameOrders > _maxSameOrders)
        {
            // The more often, the later: otherwise, objects of which most have the same order would lead back and forth.
            _maxSameOrders = Math.Min(_maxSameOrders * 4, LongestRest);
            Restart();
        }
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
        ShapeProgram? program = _program is UnorderedShapes unordered ? With(unordered, node, json, context) : RecordOrdered(node, json, context);
        if (program is null) Miss();
        else _program = program;
    }

    private ShapeProgram? RecordOrdered(PlanNode node, ReadOnlySpan<byte> json, EvaluationContext context)
    {
        if (ObjectShape.Of(json, 0) is not { } shape) return null;
        OrderedShapes? ordered = new ShapeRecorder(json, context).Record(node, shape, _program as OrderedShapes);
        if (ordered is null || _staysOrdered || !IsReorderedTooOften(shape)) return ordered;
        UnorderedShapes? unordered = RecordUnordered(node, json, context);
        _staysOrdered = unordered?.CanLocate(json) != true;
        return _staysOrdered ? ordered : unordered;
    }

    private bool IsReorderedTooOften(ObjectShape shape)
    {
        (int names, int orderedNames) = shape.HashNames();
        if (Array.IndexOf(_orderedNames, orderedNames) >= 0) return false;
        if (Array.IndexOf(_names, names) >= 0) _reorderings++;
        _names = [.. _names, names];
        _orderedNames = [.. _orderedNames, orderedNames];
        // If most shapes have other members, it is not the order that varies.
        return _reorderings >= MaxReorderings && 2 * _reorderings > _names.Length;
    }

    private UnorderedShapes? RecordUnordered(PlanNode node, ReadOnlySpan<byte> json, EvaluationContext context) =>
        ObjectShape.Of(json, 0) is { } shape ? new ShapeRecorder(json, context) { IncludesNested = !_excludesNested }.RecordUnordered(node, shape) : null;

    private UnorderedShapes? With(UnorderedShapes earlier, PlanNode node, ReadOnlySpan<byte> json, EvaluationContext context)
    {
        if (RecordUnordered(node, json, context) is not { } shape) return null;
        if (_excludesNested || !earlier.HasOtherNested(shape)) return earlier.With(shape);
        _excludesNested = true;
        return RecordUnordered(node, json, context);
    }

    private void Restart()
    {
        _balance = 0;
        _shapes = 0;
        _reorderings = 0;
        _sameOrders = 0;
        _names = [];
        _orderedNames = [];
        _program = null;
    }
}
