using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// Replays recorded shapes on a value. If the bytes between the values of an object equal the recorded ones, its names and structure are equal too, so each value
/// is subject to the same schema as then; what the recorded bytes hold themselves, names and constants, was valid then.
/// </summary>
internal readonly ref struct ShapeRunner(ReadOnlySpan<byte> json, ShapeCache cache, bool onOneLine, ValidationOptions options, EvaluationContext context)
{
    private const int NotTaken = ShapeCache.NotTaken;

    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Tries a program on an object, and keeps account of whether that pays.</summary>
    public int TryAcceptObject(ShapeProgram program, RecordedShapes shapes, int position, int depth)
    {
        int end = Run(program, position, depth + 1);
        if (end >= 0) shapes.Hit();
        else shapes.Miss();
        return end;
    }

    /// <summary>Tries an array whose elements are evaluated one by one.</summary>
    public int TryAcceptArray(PlanNode node, int position, int depth)
    {
        ReadOnlySpan<byte> json = _json;
        ArrayPlan array = node.Array ?? ArrayPlan.Empty;
        if ((node.Types & JsonTypes.Array) == 0 || array.Prefix.Length > 0 || ++depth > options.MaxDepth || !MachineStack.IsSufficient) return NotTaken;
        PlanNode item = array.Items?.Node ?? PlanNode.Unconstrained;
        RecordedShapes shapes = cache.ShapesOf(item);
        int start = position;
        position = JsonScan.SkipWhitespace(json, position + 1);
        if ((uint)position < (uint)json.Length && json[position] == (byte)']') return array.IsCountAllowed(0) ? End(start, position + 1) : NotTaken;
        int count = 0;
        while (true)
        {
            position = Value(item, shapes, position, depth);
            count++;
            if (position < 0) return NotTaken;
            position = JsonScan.SkipWhitespace(json, position);
            if ((uint)position >= (uint)json.Length) return NotTaken;
            if (json[position] == (byte)']') return array.IsCountAllowed(count) ? End(start, position + 1) : NotTaken;
            if (json[position] != (byte)',') return NotTaken;
            position = JsonScan.SkipWhitespace(json, position + 1);
        }
    }

    // Not inlined itself: what is inlined here is all that the JIT is willing to take.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Run(ShapeProgram program, int position, int depth)
    {
        ReadOnlySpan<byte> json = _json;
        ShapeInstruction[] instructions = program.Instructions;
        if (depth + program.Depth > options.MaxDepth || (onOneLine && program.HasLineEnds)) return NotTaken;
        int at = 0;
        while ((uint)at < (uint)instructions.Length)
        {
            ref readonly ShapeInstruction instruction = ref instructions[at];
            if (!VectorizedLeaves.StartsWith(json, position, in instruction))
            {
                at = instruction.Alternative;
                continue;
            }

            position += instruction.Length;
            at++;
            if (instruction.Leaf <= LeafKind.End)
            {
                if (instruction.Leaf == LeafKind.End) return position;
                continue;
            }

            int end = Leaf(json, position, in instruction);
            // Many values have always the same length. To continue from there, not from where the scan ended, lets the processor run ahead of the scan.
            if (end == position + instruction.ValueLength)
            {
                position += instruction.ValueLength;
                continue;
            }

            if (end < 0) end = Value(instruction.Node, position, depth + instruction.Depth);
            if (end < 0) return NotTaken;
            position = end;
        }

        return NotTaken;
    }

    /// <summary>The offset after a value of the usual form; −1 for any other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Leaf(ReadOnlySpan<byte> json, int position, in ShapeInstruction instruction) => instruction.Leaf switch
    {
        LeafKind.Text => VectorizedLeaves.Text(json, position),
        LeafKind.DateTime => VectorizedLeaves.DateTime(json, position),
        LeafKind.Boolean => VectorizedLeaves.Boolean(json, position),
        LeafKind.Texts => onOneLine ? VectorizedLeaves.CompactTexts(json, position) : VectorizedLeaves.Texts(json, position),
        LeafKind.SizedText => VectorizedLeaves.SizedText(json, position, in instruction.Limits),
        LeafKind.Choice => VectorizedLeaves.Choice(json, position, in instruction.Limits),
        LeafKind.Integer => VectorizedLeaves.Integer(json, position, in instruction.Limits),
        LeafKind.Number => VectorizedLeaves.Number(json, position, in instruction.Limits),
        LeafKind.List => onOneLine ? -1 : VectorizedLeaves.List(json, position, in instruction.Limits),
        _ => -1,
    };

    private int Value(PlanNode node, int position, int depth) => Value(node, cache.ShapesOf(node), position, depth);

    /// <summary>A value of any form: by its own shapes where it has some, otherwise by the evaluator.</summary>
    private int Value(PlanNode node, RecordedShapes shapes, int position, int depth)
    {
        ReadOnlySpan<byte> json = _json;
        if ((uint)position >= (uint)json.Length) return NotTaken;
        byte first = json[position];
        // White space is another shape, not a value.
        if (first <= (byte)' ') return NotTaken;
        if (first == (byte)'{' && shapes.Program is { } program)
        {
            int accepted = TryAcceptObject(program, shapes, position, depth);
            if (accepted >= 0) return accepted;
        }

        if (first == (byte)'[' && node.IsElementwiseArray) return TryAcceptArray(node, position, depth);
        int end = new Evaluator<ScanningMode>(json, options, context, depth).Evaluate(node, position);
        if (end >= 0) cache.Record(node, json.Slice(position, end - position), options, context);
        return end < 0 ? NotTaken : End(position, end);
    }

    /// <summary>The end of a value, where it is on one line if it has to be.</summary>
    private int End(int start, int end) =>
        onOneLine && _json.Slice(start, end - start).IndexOfAny((byte)'\n', (byte)'\r') >= 0 ? NotTaken : end;
}
