using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// What was recorded of valid payloads of one plan. It can confirm that a value is valid, or decline; that a value is invalid, and why, is for the evaluator to say.
/// Kept beside the plan; safe for several threads.
/// </summary>
/// <param name="nodeCount">Number of the plan's schemas.</param>
internal sealed class ShapeCache(int nodeCount)
{
    /// <summary>The value was not confirmed to be valid.</summary>
    public const int NotTaken = -1;

    /// <summary>Up to this many slots are there from the start. The contracts of one OpenAPI document share their schemas, and most are never asked.</summary>
    private const int Few = 256;

    // By the schema's number. A schema about which nothing can be recorded shares one object that says so.
    private RecordedShapes?[] _shapes = nodeCount <= Few ? new RecordedShapes?[nodeCount] : [];
    private static readonly RecordedShapes Useless = new();

    /// <summary>Begins to confirm the values of a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="onOneLine">Whether a value must not contain the end of a line.</param>
    /// <param name="options">Settings.</param>
    public ShapeRunner Run(ReadOnlySpan<byte> json, bool onOneLine, ValidationOptions options) => new(json, this, onOneLine, options);

    /// <summary>Records the shape of a value that the evaluator has found valid.</summary>
    /// <param name="node">The value's schema.</param>
    /// <param name="value">The value's text.</param>
    /// <param name="options">The settings with which it is valid.</param>
    /// <param name="context">For evaluating constants.</param>
    public void Record(PlanNode node, ReadOnlySpan<byte> value, ValidationOptions options, EvaluationContext context)
    {
        if (value[0] != (byte)'{' || options.UnknownProperties == RuleSeverity.Error) return;
        RecordedShapes shapes = ShapesOf(node);
        if (shapes == Useless) return;
        // What recording spends on patterns is not the document's to pay.
        PatternBudget before = context.Budget;
        shapes.Record(node, value, context);
        context.Budget = before;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RecordedShapes ShapesOf(PlanNode node)
    {
        // The schema true has no number.
        RecordedShapes?[] shapes = _shapes;
        return (uint)node.Id < (uint)shapes.Length ? shapes[node.Id] ?? Create(node) : Allocate(node);
    }

    // Racing threads at most forget what one of them has just recorded.
    private RecordedShapes Allocate(PlanNode node)
    {
        if (node.Id < 0 || _shapes.Length == nodeCount) return Useless;
        _shapes = new RecordedShapes?[nodeCount];
        return Create(node);
    }

    // Racing threads at most forget what one of them has just recorded.
    private RecordedShapes Create(PlanNode node) => _shapes[node.Id] = RecordedShapes.AreUseful(node) ? new RecordedShapes() : Useless;
}
