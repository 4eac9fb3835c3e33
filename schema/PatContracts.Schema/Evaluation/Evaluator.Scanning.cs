using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Flag output while the text is scanned: positions are offsets, and every byte is looked at once.</summary>
internal ref partial struct Evaluator<TMode>
{
    private int ScannedToken(PlanNode node, int position)
    {
        if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
        switch (_json[position])
        {
            case (byte)'"':
                return ScannedString(node, position);
            case (byte)'{':
                return ScannedObject(node, position);
            case (byte)'[':
                return ScannedArray(node, position);
            case (byte)'t':
                return ScannedLiteral(node, JsonTypes.Boolean, position, JsonScan.LiteralEnd(_json, position, "true"u8, ref _fault));
            case (byte)'f':
                return ScannedLiteral(node, JsonTypes.Boolean, position, JsonScan.LiteralEnd(_json, position, "false"u8, ref _fault));
            case (byte)'n':
                return ScannedLiteral(node, JsonTypes.Null, position, JsonScan.LiteralEnd(_json, position, "null"u8, ref _fault));
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                int end = JsonScan.NumberEnd(_json, position, ref _fault);
                return end >= 0 && Number(node, _json.Slice(position, end - position), position) ? end : -1;
            default:
                return Fail(JsonProblem.ExpectedValue, position);
        }
    }

    private static int ScannedLiteral(PlanNode node, JsonTypes type, int position, int end) => end >= 0 && (node.Types & type) != 0 ? end : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ScannedString(PlanNode node, int position)
    {
        int quote = JsonScan.StringEnd(_json, position + 1, out StringShape shape, ref _fault);
        if (quote < 0 || (node.Types & JsonTypes.String) == 0) return -1;
        if (node.Strings.Length == 0) return quote + 1;
        return Content(node, _json.Slice(position + 1, quote - position - 1), (shape & StringShape.Escaped) != 0, position) ? quote + 1 : -1;
    }

    private int ScannedObject(PlanNode node, int position)
    {
        if ((node.Types & JsonTypes.Object) == 0) return -1;
        ObjectPlan plan = node.Object ?? ObjectPlan.Empty;
        if (_depth >= _options.MaxDepth) return Fail(JsonProblem.Depth, position);
        if (!Enter()) return Fail(JsonProblem.Stack, position);
        var state = new ObjectState(position, _context);
        if (plan.Names.Count > 64) _context.PushWords(plan.RequiredMask.Length);
        int end = ScannedMembers(node, plan, ref state, position);
        bool isValid = end >= 0 && !_context.HasDuplicateName(_json, state.OtherNames) && ObjectEnd(plan, ref state);
        state.Release(_context);
        _depth--;
        return isValid ? end : -1;
    }

    private int ScannedMembers(PlanNode node, ObjectPlan plan, ref ObjectState state, int position)
    {
        position = JsonScan.SkipWhitespace(_json, position + 1);
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)'}') return position + 1;
        while (true)
        {
            position = ScannedMember(node, plan, ref state, position);
            if (position < 0) return -1;
            position = JsonScan.SkipWhitespace(_json, position);
            if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
            byte next = _json[position];
            if (next == (byte)'}') return position + 1;
            if (next != (byte)',') return Fail(JsonProblem.ExpectedCommaOrBrace, position);
            position = JsonScan.SkipWhitespace(_json, position + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ScannedMember(PlanNode node, ObjectPlan plan, ref ObjectState state, int position)
    {
        if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
        if (_json[position] != (byte)'"') return Fail(JsonProblem.ExpectedName, position);
        int name = position;
        int index = plan.Names.FindExpected(_json.Slice(name + 1), ref state.Previous, out int length);
        if (index < 0)
        {
            index = ScannedName(plan, ref state, name, out length);
            if (length < 0) return -1;
        }

        if (index >= 0 && !See(ref state, plan, index) && ReportsDuplicates) return -1;
        state.Count++;
        position = name + length + 2;
        if ((uint)position >= (uint)_json.Length || _json[position] != (byte)':')
        {
            position = JsonScan.SkipWhitespace(_json, position);
            if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
            if (_json[position] != (byte)':') return Fail(JsonProblem.ExpectedColon, position);
        }

        position = JsonScan.SkipWhitespace(_json, position + 1);
        if (plan.PropertyNames is { } names && Value(names.Node, name, inPlace: false) < 0) return -1;
        PlanNode? property = index >= 0 ? plan.Properties[index]?.Node : null;
        return property is not null ? Value(property, position, inPlace: false) : ScannedOther(node, plan, name, length, position);
    }

    /// <summary>The index of a name that was not the expected one, or −1. The length is −1 where it is not JSON.</summary>
    private int ScannedName(ObjectPlan plan, ref ObjectState state, int name, out int length)
    {
        int quote = JsonScan.StringEnd(_json, name + 1, out StringShape shape, ref _fault);
        length = quote - name - 1;
        if (quote < 0)
        {
            length = -1;
            return -1;
        }

        ReadOnlySpan<byte> raw = _json.Slice(name + 1, length);
        if ((shape & StringShape.Escaped) == 0) return ScannedName(plan, ref state, name, length, raw);
        using var content = new UnescapedString(raw);
        return ScannedName(plan, ref state, name, length, content.Utf8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int ScannedName(ObjectPlan plan, ref ObjectState state, int name, int length, ReadOnlySpan<byte> content)
    {
        uint hash = NameHash.Of(content);
        int index = plan.Names.Find(content, hash, ref state.Previous);
        if (index < 0 && ReportsDuplicates) _context.PushName(name + 1, length, hash);
        return index;
    }

    private readonly bool ReportsDuplicates => _options.DuplicateNames == FindingSeverity.Error;

    /// <summary>A member that <c>properties</c> does not name.</summary>
    private int ScannedOther(PlanNode node, ObjectPlan plan, int name, int length, int position)
    {
        if (plan.Patterns.Length > 0)
        {
            using var content = new UnescapedString(_json.Slice(name + 1, length));
            // Where several schemas could apply to the value, the object is indexed.
            PatternProperty pattern = plan.Patterns[0];
            if (IsMatch(pattern.Pattern, content.Utf8)) return Value(pattern.Edge.Node, position, inPlace: false);
            if (_context.IsUndecided) return -1;
        }

        if (plan.Additional is { } additional) return additional.Node.FalseSchema is null ? Value(additional.Node, position, inPlace: false) : -1;
        if (_options.UnknownProperties == FindingSeverity.Error && DeclaredNames.Of(node).IsUndeclared(_json.Slice(name + 1, length), _context)) return -1;
        return Value(PlanNode.Unconstrained, position, inPlace: false);
    }

    private int ScannedArray(PlanNode node, int position)
    {
        if ((node.Types & JsonTypes.Array) == 0) return -1;
        ArrayPlan plan = node.Array ?? ArrayPlan.Empty;
        if (_depth >= _options.MaxDepth) return Fail(JsonProblem.Depth, position);
        if (!Enter()) return Fail(JsonProblem.Stack, position);
        int elements = _context.IntCount;
        int end = ScannedElements(plan, position, out int count);
        bool isValid = end >= 0 && ArrayEnd(plan, position, elements, count, contained: 0);
        _context.DropInts(elements);
        _depth--;
        return isValid ? end : -1;
    }

    private int ScannedElements(ArrayPlan plan, int position, out int count)
    {
        count = 0;
        position = JsonScan.SkipWhitespace(_json, position + 1);
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)']') return position + 1;
        while (true)
        {
            PlanNode node = (count < plan.Prefix.Length ? plan.Prefix[count] : plan.Items)?.Node ?? PlanNode.Unconstrained;
            int end = Value(node, position, inPlace: false);
            if (end < 0) return -1;
            if (plan.UniqueLocation is not null) _context.PushInts(position, end);
            count++;
            position = JsonScan.SkipWhitespace(_json, end);
            if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
            byte next = _json[position];
            if (next == (byte)']') return position + 1;
            if (next != (byte)',') return Fail(JsonProblem.ExpectedCommaOrBracket, position);
            position = JsonScan.SkipWhitespace(_json, position + 1);
        }
    }

    /// <summary>A value that several schemas are applied to: indexed, and evaluated over its index.</summary>
    private int Indexed(PlanNode node, int position)
    {
        JsonIndex index = _context.Index;
        if (!index.TryBuild(_json, position, _options.MaxDepth - _depth, ref _fault)) return -1;
        _context.BeginIndex();
        if (ReportsDuplicates && DuplicateNameDetector.HasDuplicate(_json, index, _context)) return -1;
        var evaluator = new Evaluator<FlagMode>(_json, index.Tokens, _options, _context, null);
        int end = evaluator.Evaluate(node, 0);
        if (end < 0)
        {
            _fault = evaluator._fault;
            return -1;
        }

        return index.End;
    }
}
