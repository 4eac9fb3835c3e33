using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// The shapes recorded from valid payloads of one plan. The cache can confirm that a value is valid, or decline; only the evaluator determines that a value is
/// invalid, and why. Stored with the plan; safe for several threads.
/// </summary>
/// <param name="nodeCount">The number of schemas in the plan.</param>
internal sealed class ShapeCache(int nodeCount)
{
    /// <summary>The value was not confirmed to be valid.</summary>
    public const int NotTaken = -1;

    /// <summary>
    /// The maximum number of slots allocated from the start. The contracts of an OpenAPI document share their schemas, and most are never used.
    /// </summary>
    private const int Few = 256;

    // By the number of the schema. Schemas for which nothing can be recorded share one object.
    private RecordedShapes?[] _shapes = nodeCount <= Few ? new RecordedShapes?[nodeCount] : [];
    private static readonly RecordedShapes Useless = new();

    /// <summary>Creates a runner that confirms the values of a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="onOneLine">Whether values must not contain a line end.</param>
    /// <param name="options">Settings.</param>
    public ShapeRunner Run(ReadOnlySpan<byte> json, bool onOneLine, ValidationOptions options) => new(json, this, onOneLine, options);

    /// <summary>Records the shape of a value that the evaluator has found valid.</summary>
    /// <param name="node">The value's schema.</param>
    /// <param name="value">The value's text.</param>
    /// <param name="options">The settings with which it is valid.</param>
    /// <param name="context">The context for evaluating constants.</param>
    public void Record(PlanNode node, ReadOnlySpan<byte> value, ValidationOptions options, EvaluationContext context)
    {
        if (value[0] != (byte)'{' || options.UnknownProperties == RuleSeverity.Error) return;
        RecordedShapes shapes = ShapesOf(node);
        if (shapes == Useless) return;
        // The steps that recording spends on patterns are not charged to the document.
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

    // At worst, racing threads lose what one of them has just recorded.
    private RecordedShapes Allocate(PlanNode node)
    {
        if (node.Id < 0 || _shapes.Length == nodeCount) return Useless;
        _shapes = new RecordedShapes?[nodeCount];
        return Create(node);
    }

    // At worst, racing threads lose what one of them has just recorded.
    private RecordedShapes Create(PlanNode node) => _shapes[node.Id] = RecordedShapes.AreUseful(node) ? new RecordedShapes() : Useless;
}
