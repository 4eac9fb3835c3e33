using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Patterns;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// Replays recorded shapes on a value. If the bytes between the values of an object equal the recorded ones, its names and structure are equal too, so each
/// value is subject to the same schema as the recorded one. The recorded bytes themselves, names and constants, are known to be valid. Members may be in any
/// order if their locations are known (<see cref="MemberLocations"/>).
/// </summary>
internal ref struct ShapeRunner(ReadOnlySpan<byte> json, ShapeCache cache, bool onOneLine, ValidationOptions options)
{
    private const int NotTaken = ShapeCache.NotTaken;

    /// <summary>The orders of members are counted only in objects whose end has none of these bits set, as a sample.</summary>
    private const int SampleMask = 0xF;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly int _maxDepth = options.MaxDepth;
    // Rented when the evaluator is first needed: most values are confirmed without it.
    private EvaluationContext? _context;

    /// <summary>The working memory of the evaluator, shared by all values of the text.</summary>
    public EvaluationContext Context => _context ??= EvaluationContext.Rent(_json.Length);

    /// <summary>
    /// The offset up to which all elements confirmed by <see cref="AcceptElements"/> are ASCII without line ends, which is known without looking at the bytes
    /// if they had the recorded shapes.
    /// </summary>
    public int PlainEnd { get; private set; } = int.MaxValue;

    /// <summary>Returns the rented context.</summary>
    public readonly void Dispose() => _context?.Return();

    /// <summary>Tries to confirm that a value is valid.</summary>
    /// <param name="node">The value's schema.</param>
    /// <param name="position">Offset of the value's first byte; there may be none.</param>
    /// <param name="depth">The number of objects and arrays around the value.</param>
    /// <returns>The offset after the value, or <see cref="ShapeCache.NotTaken"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TryAccept(PlanNode node, int position, int depth)
    {
        if ((uint)position >= (uint)_json.Length || options.UnknownProperties == RuleSeverity.Error) return NotTaken;
        byte first = _json[position];
        RecordedShapes shapes = cache.ShapesOf(node);
        if (first == (byte)'{') return shapes.Program is { } program ? TryAcceptObject(program, shapes, position, depth) : NotTaken;
        if (first != (byte)'[' || !node.IsElementwiseArray) return NotTaken;
        PatternBudget? before = _context?.Budget;
        int end = TryAcceptArray(node, position, depth);
        if (end < 0) Refund(before);
        return end;
    }

    /// <summary>Confirms elements of an array that are objects, starting after an element, until one is not confirmed.</summary>
    /// <param name="node">The schema of the elements.</param>
    /// <param name="position">Offset after an element.</param>
    /// <param name="depth">The number of objects and arrays around the elements.</param>
    /// <param name="count">Incremented by the number of confirmed elements.</param>
    /// <returns>The offset after the last confirmed element.</returns>
    public int AcceptElements(PlanNode node, int position, int depth, ref int count)
    {
        ReadOnlySpan<byte> json = _json;
        RecordedShapes shapes = cache.ShapesOf(node);
        while (true)
        {
            int element = JsonScan.SkipWhitespace(json, position);
            if ((uint)element >= (uint)json.Length || json[element] != (byte)',') return position;
            element = JsonScan.SkipWhitespace(json, element + 1);
            if ((uint)element >= (uint)json.Length || json[element] != (byte)'{' || shapes.Program is not { } program) return position;
            int end = TryAcceptObject(program, shapes, element, depth);
            if (end < 0) return position;
            if (element != position + 1 || !program.IsPlain) PlainEnd = Math.Min(PlainEnd, position);
            position = end;
            count++;
        }
    }

    /// <summary>Confirms lines that contain objects, until one is not confirmed. Skips blank lines.</summary>
    /// <param name="node">The schema of the lines.</param>
    /// <param name="position">Offset at which a line begins or ends.</param>
    /// <param name="count">Incremented for each line that was confirmed.</param>
    /// <param name="isDeclined">Whether the next line was tried and not confirmed.</param>
    /// <returns>The offset after the last line that was confirmed, before its end.</returns>
    public int AcceptLines(PlanNode node, int position, ref int count, out bool isDeclined)
    {
        isDeclined = false;
        ReadOnlySpan<byte> json = _json;
        RecordedShapes shapes = cache.ShapesOf(node);
        while (options.UnknownProperties != RuleSeverity.Error)
        {
            int line = JsonScan.SkipWhitespace(json, position);
            if ((uint)line >= (uint)json.Length || json[line] != (byte)'{' || shapes.Program is not { } program) break;
            int end = TryAcceptObject(program, shapes, line, depth: 0);
            while ((uint)end < (uint)json.Length && json[end] is (byte)' ' or (byte)'\t') end++;
            isDeclined = end < 0 || (end < json.Length && json[end] is not ((byte)'\n' or (byte)'\r'));
            if (isDeclined) break;
            position = end;
            count++;
        }

        return position;
    }

    // Steps spent on a value that is then evaluated in full are not charged: otherwise the outcome could depend on what was recorded.
    private readonly void Refund(PatternBudget? before)
    {
        if (_context is not null) _context.Budget = before ?? PatternBudget.ForDocument(_json.Length);
    }

    /// <summary>Tries a program on an object, and counts whether it matches.</summary>
    private int TryAcceptObject(ShapeProgram program, RecordedShapes shapes, int position, int depth)
    {
        PatternBudget? before = _context?.Budget;
        var inOrder = new RecordedOrder();
        int end = program is UnorderedShapes unordered ? Run(unordered, shapes, position, depth + 1) : Run(program, position, depth + 1, ref inOrder);
        if (end >= 0)
        {
            shapes.Hit();
            return end;
        }

        shapes.Miss();
        Refund(before);
        return NotTaken;
    }

    /// <summary>Tries an array whose elements are evaluated independently.</summary>
    private int TryAcceptArray(PlanNode node, int position, int depth)
    {
        ReadOnlySpan<byte> json = _json;
        ArrayPlan array = node.Array ?? ArrayPlan.Empty;
        if ((node.Types & JsonTypes.Array) == 0 || array.Prefix.Length > 0 || ++depth > _maxDepth || !MachineStack.IsSufficient) return NotTaken;
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

    /// <summary>Runs a program on an object whose members are in any order.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Run(UnorderedShapes shapes, RecordedShapes recorded, int position, int depth)
    {
        var members = new MemberLocations();
        if (!shapes.Locator.TryLocate(_json, position, ref members) || !shapes.Allows(members.Members)) return NotTaken;
        int end = Run(shapes, position, depth, ref members);
        // If threads wrote each order, they would wait for each other.
        if ((end & SampleMask) == 0) recorded.CountOrder(members.Order);
        return end;
    }

    /// <summary>Runs a program on an object.</summary>
    /// <param name="program">The program.</param>
    /// <param name="position">Offset of the opening brace.</param>
    /// <param name="depth">The number of objects and arrays around the members.</param>
    /// <param name="order">Where the members are.</param>
    /// <returns>The offset after the object, or <see cref="ShapeCache.NotTaken"/>.</returns>
    // Not inlined itself: it already inlines as much as the JIT compiler accepts.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Run<TOrder>(ShapeProgram program, int position, int depth, ref TOrder order)
        where TOrder : struct, IMemberOrder
    {
        ReadOnlySpan<byte> json = _json;
        ShapeInstruction[] instructions = program.Instructions;
        if (depth + program.Depth > _maxDepth || (onOneLine && program.HasLineEnds)) return NotTaken;
        int at = 0;
        int memberEnd = position;
        while ((uint)at < (uint)instructions.Length)
        {
            ref ShapeInstruction instruction = ref instructions[at];
            if (TOrder.IsAny && instruction.Member >= 0)
            {
                if (instruction.Value == ShapeValue.End) return position == memberEnd ? order.ObjectEnd : NotTaken;
                int start = order.StartOf(instruction.Member);
                if (start == 0)
                {
                    at = instruction.Alternative;
                    continue;
                }

                // The previous member must end where it was expected to end.
                if (position != memberEnd) return NotTaken;
                position = start;
                memberEnd = order.EndOf(instruction.Member);
            }

            // In two branches: as one condition, the JIT compiler would store the result of the comparison before it tests it.
            if (ShortText.HasBlock(json, position))
            {
                if (!instruction.Text.IsAtBlock(json, position))
                {
                    if (TOrder.IsAny) return NotTaken;
                    at = instruction.Alternative;
                    continue;
                }
            }
            else if (!instruction.Text.IsNearEnd(json, position))
            {
                if (TOrder.IsAny) return NotTaken;
                at = instruction.Alternative;
                continue;
            }

            position += instruction.Text.Length;
            at++;
            int end;
            switch (instruction.Value)
            {
                case ShapeValue.None:
                    continue;
                case ShapeValue.End:
                    return position;
                case ShapeValue.DateTime:
                    end = LeafReader.DateTime(json, position);
                    if (end < 0) break;
                    position = end;
                    continue;
                case ShapeValue.Boolean:
                    end = LeafReader.Boolean(json, position);
                    if (end < 0) break;
                    position = end;
                    continue;
                case ShapeValue.Text:
                    end = LeafReader.Text(json, position);
                    break;
                case ShapeValue.SizedText:
                    end = LeafReader.SizedText(json, position, instruction.Leaf.Minimum, instruction.Leaf.Maximum);
                    break;
                case ShapeValue.Texts:
                    end = instruction.Spacing is null ? LeafReader.CompactTexts(json, position) : SpacedTexts(instruction.Spacing, position);
                    break;
                default:
                    end = OtherForm(in instruction.Leaf, position);
                    break;
            }

            if (TOrder.IsAny)
            {
                // The processor doesn't wait for the end: it knows where the next member begins.
                if (end < 0) end = Value(in instruction, position, depth + instruction.Depth);
                if (end < 0) return NotTaken;
                position = end;
                continue;
            }

            // Many values always have the same length. Continuing from there instead of the end of the scan lets the processor run ahead of the scan. The
            // length is read once, because another thread may change it.
            int expected = position + instruction.ExpectedLength;
            if (end == expected)
            {
                position = expected;
                instruction.CountExpected();
                continue;
            }

            if (end < 0) end = Value(in instruction, position, depth + instruction.Depth);
            else instruction.CountSurprise();
            if (end < 0) return NotTaken;
            position = end;
        }

        return NotTaken;
    }

    private readonly int SpacedTexts(ArraySpacing spacing, int position) => onOneLine && spacing.HasLineEnds ? NotTaken : spacing.Read(_json, position);

    /// <summary>Confirms a value whose usual form has no case of its own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int OtherForm(in Leaf leaf, int position) => onOneLine && leaf.IsArray ? NotTaken : Leaves.Read(_json, position, in leaf);

    /// <summary>Confirms a value that is not of the usual form.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Value(in ShapeInstruction instruction, int position, int depth)
    {
        int end = Leaves.ReadNull(_json, position, in instruction.Leaf);
        if (end >= 0) return end;
        PlainEnd = Math.Min(PlainEnd, position);
        if (instruction.Value == ShapeValue.Texts) end = OtherForm(in instruction.Leaf, position);
        return end >= 0 ? end : Value(instruction.Node, position, depth);
    }

    private int Value(PlanNode node, int position, int depth) => Value(node, cache.ShapesOf(node), position, depth);

    /// <summary>Confirms a value of any form: by its own shapes if there are any, otherwise by the evaluator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Value(PlanNode node, RecordedShapes shapes, int position, int depth)
    {
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)'{' && shapes.Program is { } program)
        {
            int accepted = TryAcceptObject(program, shapes, position, depth);
            if (accepted >= 0) return accepted;
        }

        return EvaluatedValue(node, position, depth);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int EvaluatedValue(PlanNode node, int position, int depth)
    {
        ReadOnlySpan<byte> json = _json;
        // White space makes it another shape, not another value.
        if ((uint)position >= (uint)json.Length || json[position] <= (byte)' ') return NotTaken;
        if (json[position] == (byte)'[' && node.IsElementwiseArray) return TryAcceptArray(node, position, depth);
        var evaluator = new Evaluator<ScanningMode>(json, options, Context, depth);
        int end = evaluator.Evaluate(node, position);
        if (end >= 0) cache.Record(node, json.Slice(position, end - position), options, Context);
        return end < 0 ? NotTaken : End(position, end);
    }

    /// <summary>Returns the offset after a value; <see cref="ShapeCache.NotTaken"/> if the value must be on one line but is not.</summary>
    private int End(int start, int end) =>
        onOneLine && _json.Slice(start, end - start).IndexOfAny((byte)'\n', (byte)'\r') >= 0 ? NotTaken : end;
}
