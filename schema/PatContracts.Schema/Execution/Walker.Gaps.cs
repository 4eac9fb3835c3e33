using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Execution.Gaps;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution;

internal ref partial struct Walker<TMode>
{
    /// <summary>The text left the ways that were learned: the object is walked from its beginning.</summary>
    private const int OffTheWay = -2;

    /// <summary>What was learned of objects of a schema, where it may be used: where the walk only answers, and nobody asks for single members.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly GapMemory? Memory(PlanNode node, EvaluatedSet? evaluated) =>
        Collects || evaluated is not null || _options.UnknownProperties == FindingSeverity.Error ? null : node.Gaps;

    /// <summary>A value that may well be an object that was learned: tried at once, without the way through its schema.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Element(GapMemory? memory, PlanNode node, int position)
    {
        if (memory is not null && (uint)position < (uint)_json.Length && _json[position] == (byte)'{')
        {
            int end = Learned(memory, position);
            if (end != OffTheWay) return end;
            _tried = position;
        }

        return Value(node, position, inPlace: false);
    }

    /// <summary>
    /// Tries what was learned on an object. Returns the offset after the object, or <see cref="OffTheWay"/>. Never a violation: what a member has to meet can
    /// depend on what follows it, so an object that leaves the learned ways is evaluated in full.
    /// </summary>
    private int Learned(GapMemory memory, int position)
    {
        if (_tried == position)
        {
            _tried = -1;
            return OffTheWay;
        }

        if (memory.Table is not { } table) return OffTheWay;
        _depth++;
        int end = AlongGaps(table, position);
        _depth--;
        if (end != OffTheWay) memory.Hit();
        else memory.Miss();
        return end;
    }

    /// <summary>
    /// Runs an object down the ways that others took. Where gap after gap is the same, the text means the same as theirs did, so each value stands before
    /// the schema that it would stand before in a general walk; what the gaps hold themselves, names and constants, was found good then.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int AlongGaps(GapTable table, int position)
    {
        // Not inlined itself, and the mode compared in place: what is inlined here is all that the JIT is willing to take.
        ReadOnlySpan<byte> json = _json;
        GapStep[] steps = table.Steps;
        int depth = _depth;
        int again = _again;
        if (depth + table.Depth > _maxDepth || (typeof(TMode) == typeof(LineMode) && table.HasLineEnds)) return OffTheWay;
        int at = 0;
        while ((uint)at < (uint)steps.Length)
        {
            ref readonly GapStep step = ref steps[at];
            if (!Blocks.StartsWith(json, position, in step))
            {
                at = step.Alternative;
                continue;
            }

            position += step.Length;
            at++;
            if (step.Leaf <= GapLeaf.End)
            {
                if (step.Leaf == GapLeaf.End) return position;
                continue;
            }

            int end = typeof(TMode) == typeof(LineMode) && step.Leaf >= GapLeaf.Texts ? LeafOnLine(json, position, step.Leaf) : Leaf(json, position, in step);
            // Many values have always the same length. To go on from there, not from where the scan ended, lets the processor run ahead of the scan.
            if (end == position + step.ValueLength)
            {
                position += step.ValueLength;
                continue;
            }

            if (end < 0)
            {
                // White space here is a gap of another form, not a value.
                if ((uint)position < (uint)json.Length && json[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') return OffTheWay;
                _depth = depth + step.Depth;
                end = Value(step.Node, position, inPlace: false);
                _depth = depth;
                if (end < 0 || (typeof(TMode) == typeof(LineMode) && SpansLines(position, end)))
                {
                    _fault = default;
                    _again = again;
                    return OffTheWay;
                }
            }

            position = end;
        }

        return OffTheWay;
    }

    /// <summary>The place behind a value of the usual form; −1 where the general walk has to judge it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Leaf(ReadOnlySpan<byte> json, int position, in GapStep step) => step.Leaf switch
    {
        GapLeaf.Text => Blocks.Text(json, position),
        GapLeaf.DateTime => Blocks.DateTime(json, position),
        GapLeaf.Boolean => Blocks.Boolean(json, position),
        GapLeaf.Texts => Blocks.Texts(json, position),
        GapLeaf.SizedText => Blocks.SizedText(json, position, in step.Limits),
        GapLeaf.Choice => Blocks.Choice(json, position, in step.Limits),
        GapLeaf.Integer => Blocks.Integer(json, position, in step.Limits),
        GapLeaf.Number => Blocks.Number(json, position, in step.Limits),
        GapLeaf.List => Blocks.List(json, position, in step.Limits),
        _ => -1,
    };

    /// <summary>The same for the values that may hold white space, where it must not end a line.</summary>
    private static int LeafOnLine(ReadOnlySpan<byte> json, int position, GapLeaf leaf) => leaf == GapLeaf.Texts ? Blocks.CompactTexts(json, position) : -1;

    /// <summary>The members of an object in whatever order, each name confirmed and each usual value judged as learned ways do it.</summary>
    private int MembersByTable(PlanNode node, ObjectPlan plan, MemberTable table, ref ObjectState state, bool inPlace)
    {
        ReadOnlySpan<byte> json = _json;
        int position = JsonScan.SkipWhitespace(json, state.Start + 1);
        if ((uint)position < (uint)json.Length && json[position] == (byte)'}') return position + 1;
        // One level deeper than this object an array of strings still has to be allowed.
        bool isRoomy = _depth < _maxDepth;
        bool guesses = table.StartsGuessing();
        int wrong = 0;
        int previous = 0;
        while (true)
        {
            int index = guesses ? table.Guess(json, position, previous, ref wrong) : table.Find(json, position);
            if (index >= 0)
            {
                ulong bit = 1UL << index;
                ref readonly GapStep step = ref table[index];
                if ((state.Seen & bit) != 0 && !Duplicate(position + 1, step.Length - 3)) return -1;
                state.Seen |= bit;
                state.Count++;
                previous = index + 1;
                position = JsonScan.SkipWhitespace(json, position + step.Length);
                int end = isRoomy ? Leaf(json, position, in step) : -1;
                position = end >= 0 ? end : Element(Memory(step.Node, null), step.Node, position);
            }
            else
            {
                state.Previous = -1;
                position = Member(node, plan, ref state, position, null, inPlace);
            }

            if (position < 0) return -1;
            position = JsonScan.SkipWhitespace(json, position);
            if ((uint)position >= (uint)json.Length) return Fail(JsonProblem.Truncated, json.Length);
            byte next = json[position];
            if (next == (byte)'}')
            {
                if (guesses) table.NoteGuesses(wrong, state.Count);
                return position + 1;
            }

            if (next != (byte)',') return Fail(JsonProblem.ExpectedCommaOrBrace, position);
            position = JsonScan.SkipWhitespace(json, position + 1);
        }
    }
}
