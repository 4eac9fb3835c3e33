using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Flag output while the text is scanned: positions are offsets, and every byte is read once.</summary>
internal ref partial struct Evaluator<TMode>
{
    private int ScannedValue(PlanNode node, int position)
    {
        ref readonly Leaf leaf = ref node.Leaf;
        if (leaf.Kind != LeafKind.None && (!leaf.IsArray || _depth < _options.MaxDepth))
        {
            int usual = Leaves.Read(_json, position, in leaf);
            if (usual >= 0) return usual;
        }

        return ScannedInFull(node, position);
    }

    private int ScannedInFull(PlanNode node, int position)
    {
        if (node.IsCompound) return ScannedCompound(node, position);
        int end = ScannedToken(node, position);
        return end < 0 || node.Values.Length == 0 || HasValue(node, position, end) ? end : -1;
    }

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
        bool isValid = end >= 0
            && (_context.NameCount == state.OtherNames || !DuplicateNameDetector.HasDuplicate(_json, _context, state.OtherNames))
            && (plan.AssertsOnlyRequired ? HasRequired(plan, in state) : ObjectEnd(plan, ref state));
        state.Release(_context);
        _depth--;
        return isValid ? end : -1;
    }

    /// <summary>Whether an object whose schema asserts nothing else of it as a whole has its required members.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasRequired(ObjectPlan plan, in ObjectState state) => (state.Seen & plan.RequiredMask[0]) == plan.RequiredMask[0];

    // Not inlined: the JIT compiler generates worse code for it inside its callers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScannedMembers(PlanNode node, ObjectPlan plan, ref ObjectState state, int position)
    {
        ReadOnlySpan<byte> json = _json;
        position = JsonScan.SkipWhitespace(json, position + 1);
        if ((uint)position < (uint)json.Length && json[position] == (byte)'}') return position + 1;
        QuotedNames quoted = plan.Names.Quoted;
        // Empty if the object is as deep as allowed: an array of strings would be one level deeper.
        PlanNode?[] nodes = _depth < _options.MaxDepth ? plan.OnlyNodes : [];
        bool guesses = quoted.StartsGuessing();
        const ushort CommaAndQuote = ',' | ('"' << 8);
        int wrong = 0;
        QuotedName previous = quoted.Start;
        // Kept in locals, since nothing else changes them while the members are evaluated.
        int small = plan.Names.Count <= 64 ? plan.Names.Count : 0;
        ulong seen = 0;
        int count = 0;
        while (true)
        {
            if ((uint)position >= (uint)json.Length) return Fail(JsonProblem.Truncated, json.Length);
            // In bounds, as just compared: in a method this large, the JIT compiler would compare again.
            if (Unchecked.Byte(json, position) != (byte)'"') return Fail(JsonProblem.ExpectedName, position);
            int name = position;
            int index;
            if ((guesses ? quoted.Guess(json, position, previous, ref wrong) : quoted.Find(json, position)) is { } known)
            {
                position += known.Length;
                index = known.Index;
                previous = known;
            }
            else
            {
                position = ScannedName(plan, name, ref state);
                if (position < 0) return -1;
                index = state.Name;
                if (index >= 0 && guesses) previous = quoted.Follow(previous, index);
            }

            count++;
            if ((uint)index < (uint)small)
            {
                ulong bit = 1UL << index;
                if ((seen & bit) != 0 && ReportsDuplicates) return -1;
                seen |= bit;
            }
            else if (index >= 0 && !See(ref state, plan, index) && ReportsDuplicates)
            {
                return -1;
            }

            position = JsonScan.SkipWhitespace(json, position);
            if ((uint)index < (uint)nodes.Length && nodes[index] is { } property)
            {
                int usual = Leaves.Read(json, position, in property.Leaf);
                position = usual >= 0 ? usual : ScannedInFull(property, position);
            }
            else
            {
                position = ScannedMember(node, plan, index, name, position);
            }

            // position <= Length - 2, and not -1: both bytes are in bounds. Without white space, they are the comma and the quotation mark of the next name.
            if ((uint)position < (uint)(json.Length - 1) && Unchecked.Word16(json, position) == CommaAndQuote)
            {
                position++;
                continue;
            }

            if (position < 0) return -1;
            position = JsonScan.SkipWhitespace(json, position);
            if ((uint)position >= (uint)json.Length) return Fail(JsonProblem.Truncated, json.Length);
            // In bounds, as just compared.
            byte next = Unchecked.Byte(json, position);
            if (next == (byte)'}') break;
            if (next != (byte)',') return Fail(JsonProblem.ExpectedCommaOrBrace, position);
            position = JsonScan.SkipWhitespace(json, position + 1);
        }

        if (small > 0) state.Seen = seen;
        state.Count = count;
        if (guesses) quoted.CountGuesses(wrong, count);
        return position + 1;
    }

    /// <summary>Scans a name and its colon; returns the offset after the colon. Sets the state's <see cref="ObjectState.Name"/>.</summary>
    private int ScannedName(ObjectPlan plan, int name, ref ObjectState state)
    {
        int quote = JsonScan.StringEnd(_json, name + 1, out StringShape shape, ref _fault);
        if (quote < 0) return -1;
        ReadOnlySpan<byte> raw = _json.Slice(name + 1, quote - name - 1);
        if ((shape & StringShape.Escaped) == 0)
        {
            state.Name = ScannedName(plan, name, raw);
        }
        else
        {
            using var content = new UnescapedString(raw);
            state.Name = ScannedName(plan, name, content.Utf8);
        }

        int position = quote + 1;
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)':') return position + 1;
        position = JsonScan.SkipWhitespace(_json, position);
        if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
        return _json[position] == (byte)':' ? position + 1 : Fail(JsonProblem.ExpectedColon, position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int ScannedName(ObjectPlan plan, int name, ReadOnlySpan<byte> content)
    {
        uint hash = NameHash.Of(content);
        int index = plan.Names.MayContain(hash) ? plan.Names.Find(content, hash) : -1;
        if (index < 0 && ReportsDuplicates) _context.PushName(name, hash);
        return index;
    }

    /// <summary>The content of the name at an offset, as written.</summary>
    private readonly ReadOnlySpan<byte> RawName(int name)
    {
        ScanFault fault = default;
        return _json.Slice(name + 1, JsonScan.StringEnd(_json, name + 1, out _, ref fault) - name - 1);
    }

    private readonly bool ReportsDuplicates => _options.DuplicateNames == RuleSeverity.Error;

    /// <summary>A member that is not in <see cref="ObjectPlan.OnlyNodes"/>, or of an object as deep as allowed.</summary>
    private int ScannedMember(PlanNode node, ObjectPlan plan, int index, int name, int position)
    {
        PlanNode?[] nodes = plan.OnlyNodes;
        if ((uint)index < (uint)nodes.Length && nodes[index] is { } property) return Value(property, position, inPlace: false);
        return plan.MatchesNames ? ScannedOpenMember(node, plan, index, name, position) : ScannedOther(node, plan, index, name, position);
    }

    /// <summary>A member of a schema that looks at names by more than equality.</summary>
    private int ScannedOpenMember(PlanNode node, ObjectPlan plan, int index, int name, int position)
    {
        if (plan.PropertyNames is { } names && Value(names.Node, name, inPlace: false) < 0) return -1;
        int start = _context.IntCount;
        PlanNode? only = index >= 0 ? plan.Properties[index]?.Node : null;
        int schemas = only is null ? 0 : 1;
        if (plan.Patterns.Length > 0)
        {
            using var content = new UnescapedString(RawName(name));
            for (int i = 0; i < plan.Patterns.Length; i++)
            {
                if (IsMatch(plan.Patterns[i].Pattern, content.Utf8))
                {
                    schemas++;
                    only ??= plan.Patterns[i].Edge.Node;
                    _context.PushInts(i, 0);
                }
                else if (_context.IsUndecided)
                {
                    return -1;
                }
            }
        }

        int end = schemas switch
        {
            0 => ScannedOther(node, plan, index, name, position),
            1 => Value(only!, position, inPlace: false),
            _ => ScannedBySeveral(plan, index, start, position),
        };
        _context.DropInts(start);
        return end;
    }

    /// <summary>A value that <c>properties</c> and patterns, or several patterns, apply schemas to.</summary>
    private int ScannedBySeveral(ObjectPlan plan, int index, int patterns, int position)
    {
        if (!TryIndex(position)) return -1;
        if (index >= 0 && plan.Properties[index] is { } property && !IsIndexedValid(property.Node)) return -1;
        for (int i = patterns; i < _context.IntCount; i += 2)
        {
            if (!IsIndexedValid(plan.Patterns[_context.IntsFrom(i)[0]].Edge.Node)) return -1;
        }

        return _context.Index.End;
    }

    /// <summary>A member that neither <c>properties</c> nor <c>patternProperties</c> knows, or that is watched.</summary>
    private int ScannedOther(PlanNode node, ObjectPlan plan, int index, int name, int position)
    {
        if (index >= 0 && plan.Watched is { } watched && watched[index]) return _context.WatchedMembers.AddMember(_json, name, position, _options.MaxDepth - _depth, ref _fault);
        if (plan.Additional is { } additional) return additional.Node.FalseSchema is null ? Value(additional.Node, position, inPlace: false) : -1;
        if (_options.UnknownProperties == RuleSeverity.Error && DeclaredNames.Of(node).IsUndeclared(RawName(name), _context)) return -1;
        return Value(PlanNode.Unconstrained, position, inPlace: false);
    }

    private int ScannedArray(PlanNode node, int position)
    {
        if ((node.Types & JsonTypes.Array) == 0) return -1;
        ArrayPlan plan = node.Array ?? ArrayPlan.Empty;
        if (_depth >= _options.MaxDepth) return Fail(JsonProblem.Depth, position);
        if (!Enter()) return Fail(JsonProblem.Stack, position);
        int elements = _context.IntCount;
        int end = ScannedElements(plan, position, out int count, out int contained);
        bool isValid = end >= 0 && ArrayEnd(plan, position, elements, count, contained);
        _context.DropInts(elements);
        _depth--;
        return isValid ? end : -1;
    }

    private int ScannedElements(ArrayPlan plan, int position, out int count, out int contained)
    {
        count = 0;
        contained = 0;
        position = JsonScan.SkipWhitespace(_json, position + 1);
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)']') return position + 1;
        while (true)
        {
            PlanNode node = (count < plan.Prefix.Length ? plan.Prefix[count] : plan.Items)?.Node ?? PlanNode.Unconstrained;
            int end = plan.Contains is null ? Value(node, position, inPlace: false) : ScannedCandidate(node, plan.Contains, position, ref contained);
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

    /// <summary>An element that <c>contains</c> looks at as well.</summary>
    private int ScannedCandidate(PlanNode node, ContainsPlan contains, int position, ref int contained)
    {
        if (!TryIndex(position) || !IsIndexedValid(node)) return -1;
        if (IsIndexedValid(contains.Edge.Node)) contained++;
        return IsStopped ? -1 : _context.Index.End;
    }

    /// <summary>A value that several schemas are applied to, unless its type leaves only one of them.</summary>
    private int ScannedCompound(PlanNode node, int position)
    {
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)'{' && _options.UnknownProperties != RuleSeverity.Error && node.Merged is { Node: not null } merged)
        {
            return ScannedMerged(merged, position);
        }

        // Which properties are undeclared depends on all alternatives.
        if (node.ByType is not { } alternatives || (uint)position >= (uint)_json.Length || _options.UnknownProperties == RuleSeverity.Error) return Indexed(node, position);
        int type = PlanNode.TypeIndex(_json[position]);
        if (type < 0 || alternatives[type] is not { } only) return Indexed(node, position);
        return only == PlanNode.Impossible ? -1 : ScannedValue(only, position);
    }

    /// <summary>An object that several schemas are applied to, most of them while it is scanned.</summary>
    private int ScannedMerged(MergedObject merged, int position)
    {
        if (merged.Rest is null) return ScannedObject(merged.Node!, position);
        _context.BeginWatching(position);
        int end = ScannedObject(merged.Node!, position);
        if (end >= 0 && !AreWatchedValid(merged, end)) end = -1;
        _context.EndWatching();
        return end;
    }

    private bool AreWatchedValid(MergedObject merged, int end)
    {
        JsonIndex index = _context.WatchedMembers;
        index.EndObject(end);
        _context.BeginIndex(index);
        if (ReportsDuplicates && DuplicateNameDetector.HasDuplicate(_json, index, _context)) return false;
        ObjectPlan plan = merged.Node!.Object!;
        ReadOnlySpan<JsonToken> tokens = index.Tokens;
        var evaluator = new Evaluator<FlagMode>(_json, tokens, _options, _context, null);
        bool isValid = true;
        for (int name = 1; isValid && name < tokens.Length; name = tokens[name + 1].Next)
        {
            PlanEdge? edge = plan.Properties[FindName(plan.Names, in tokens[name])] ?? plan.Additional;
            isValid = edge is null || evaluator.Evaluate(edge.Node, name + 1) >= 0;
        }

        if (isValid && evaluator.Evaluate(merged.Rest!, 0) >= 0) return true;
        if (evaluator._fault.IsSet) _fault = evaluator._fault;
        return false;
    }

    /// <summary>A value that several schemas are applied to.</summary>
    private int Indexed(PlanNode node, int position) => TryIndex(position) && IsIndexedValid(node) ? _context.Index.End : -1;

    /// <summary>Indexes a value, so that any number of schemas can be evaluated over it. Returns false if it is not JSON.</summary>
    private bool TryIndex(int position)
    {
        JsonIndex index = _context.Index;
        if (!index.TryBuild(_json, position, _options.MaxDepth - _depth, ref _fault)) return false;
        _context.BeginIndex();
        return index.ObjectCount == 0 || !ReportsDuplicates || !DuplicateNameDetector.HasDuplicate(_json, index, _context);
    }

    private bool IsIndexedValid(PlanNode node)
    {
        var evaluator = new Evaluator<FlagMode>(_json, _context.Index.Tokens, _options, _context, null);
        if (evaluator.Evaluate(node, 0) >= 0) return true;
        if (evaluator._fault.IsSet) _fault = evaluator._fault;
        return false;
    }
}
