using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;

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

    // By the schema's number. A schema about which nothing can be recorded shares one object that says so.
    private readonly RecordedShapes?[] _shapes = new RecordedShapes?[nodeCount];
    private static readonly RecordedShapes Useless = new();

    /// <summary>Tries to confirm that a value is valid.</summary>
    /// <param name="node">The value's schema.</param>
    /// <param name="json">The text.</param>
    /// <param name="position">Offset of the value's first byte; there may be none.</param>
    /// <param name="depth">How many objects and arrays are around the value.</param>
    /// <param name="onOneLine">Whether the value must not contain the end of a line.</param>
    /// <param name="options">Settings.</param>
    /// <param name="context">For the parts that the evaluator has to evaluate.</param>
    /// <returns>The offset after the value, or <see cref="NotTaken"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TryAccept(
        PlanNode node, ReadOnlySpan<byte> json, int position, int depth, bool onOneLine, ValidationOptions options, EvaluationContext context)
    {
        if ((uint)position >= (uint)json.Length || options.UnknownProperties == FindingSeverity.Error) return NotTaken;
        byte first = json[position];
        if (first == (byte)'{') return ShapesOf(node).Program is { } program ? new ShapeRunner(json, this, onOneLine, options, context).TryAcceptObject(program, ShapesOf(node), position, depth) : NotTaken;
        return first == (byte)'[' && node.IsElementwiseArray ? new ShapeRunner(json, this, onOneLine, options, context).TryAcceptArray(node, position, depth) : NotTaken;
    }

    /// <summary>Records the shape of a value that the evaluator has found valid.</summary>
    /// <param name="node">The value's schema.</param>
    /// <param name="value">The value's text.</param>
    /// <param name="options">The settings with which it is valid.</param>
    /// <param name="context">For evaluating constants.</param>
    public void Record(PlanNode node, ReadOnlySpan<byte> value, ValidationOptions options, EvaluationContext context)
    {
        if (value[0] != (byte)'{' || options.UnknownProperties == FindingSeverity.Error) return;
        RecordedShapes shapes = ShapesOf(node);
        if (shapes != Useless) shapes.Record(node, value, context);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RecordedShapes ShapesOf(PlanNode node)
    {
        // The schema true has no number.
        RecordedShapes?[] shapes = _shapes;
        return (uint)node.Id < (uint)shapes.Length ? shapes[node.Id] ?? Create(node) : Useless;
    }

    // Racing threads at most forget what one of them has just recorded.
    private RecordedShapes Create(PlanNode node) => _shapes[node.Id] = RecordedShapes.AreUseful(node) ? new RecordedShapes() : Useless;
}
