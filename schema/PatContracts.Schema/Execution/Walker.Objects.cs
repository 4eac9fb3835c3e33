using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution;

internal ref partial struct Walker<TMode>
{
    /// <summary>What is known of one object while its members are walked.</summary>
    private struct ObjectState
    {
        public int Start;
        /// <summary>How many members there were before the present one.</summary>
        public int Count;
        /// <summary>The table index of the member before, for the guess.</summary>
        public int Previous;
        /// <summary>The names of the table that were met: the first 64 here, all in the scratch words where the table is larger.</summary>
        public ulong Seen;
        public int SeenWords;
        /// <summary>Where the names that no table knows begin in the scratch integers.</summary>
        public int OtherNames;
    }

    private int Object(PlanNode node, int position, EvaluatedSet? evaluated, bool inPlace)
    {
        ObjectPlan plan = node.Object ?? ObjectPlan.Empty;
        if ((node.Types & JsonTypes.Object) == 0)
        {
            if (!HasType(node, JsonTypes.Object, position, 1)) return -1;
            plan = ObjectPlan.Empty;
        }

#if NET8_0_OR_GREATER
        // Where there is a second pass, what was learned is of both.
        Gaps.GapMemory? memory = node.HasSecondPass ? null : Memory(node, evaluated);
        if (memory is not null)
        {
            int end = Learned(memory, position);
            if (end != OffTheWay) return end;
        }
#endif
        if (++_depth > _maxDepth) return Fail(JsonProblem.Depth, position);
        if (_depth % LevelsBetweenStackChecks == 0 && !HasStack()) return Fail(JsonProblem.Stack, position);
        var state = new ObjectState { Start = position, Previous = -1, SeenWords = _scratch.WordCount, OtherNames = _scratch.IntCount };
        if (plan.Names.Count > 64) state.SeenWords = _scratch.PushWords(plan.RequiredMask.Length);
        position = Members(node, plan, ref state, evaluated, inPlace);
        if (position >= 0) position = ObjectEnd(plan, ref state, position, evaluated);
        _scratch.DropWords(state.SeenWords);
        _scratch.DropInts(state.OtherNames);
#if NET8_0_OR_GREATER
        if (position >= 0) memory?.Learn(node, _json.Slice(state.Start, position - state.Start));
#endif
        _depth--;
        return position;
    }

    private int Members(PlanNode node, ObjectPlan plan, ref ObjectState state, EvaluatedSet? evaluated, bool inPlace)
    {
#if NET8_0_OR_GREATER
        if (!Collects && evaluated is null && plan.Table is { } table) return MembersByTable(node, plan, table, ref state, inPlace);
#endif
        int position = JsonScan.SkipWhitespace(_json, state.Start + 1);
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)'}') return position + 1;
        while (true)
        {
            position = Member(node, plan, ref state, position, evaluated, inPlace);
            if (position < 0) return -1;
            position = JsonScan.SkipWhitespace(_json, position);
            if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
            byte next = _json[position];
            if (next == (byte)'}') return position + 1;
            if (next != (byte)',') return Fail(JsonProblem.ExpectedCommaOrBrace, position);
            position = JsonScan.SkipWhitespace(_json, position + 1);
        }
    }

    private int Member(PlanNode node, ObjectPlan plan, ref ObjectState state, int position, EvaluatedSet? evaluated, bool inPlace)
    {
        if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
        if (_json[position] != (byte)'"')
        {
            return Fail(_json[position] == (byte)'}' && state.Count > 0 ? JsonProblem.TrailingComma : JsonProblem.ExpectedName, position);
        }

        int nameStart = position + 1;
        int index = plan.Names.FindExpected(_json.Slice(nameStart), ref state.Previous, out int nameLength);
        if (index < 0)
        {
            int quote = JsonScan.StringEnd(_json, nameStart, out StringShape shape, ref _fault);
            if (quote < 0) return -1;
            nameLength = quote - nameStart;
            index = FindName(plan, _json.Slice(nameStart, nameLength), shape, ref state.Previous);
        }

        if (!NoteName(ref state, plan, index, nameStart, nameLength)) return -1;
        position = JsonScan.SkipWhitespace(_json, nameStart + nameLength + 1);
        if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
        if (_json[position] != (byte)':') return Fail(JsonProblem.ExpectedColon, position);
        position = JsonScan.SkipWhitespace(_json, position + 1);

        if (Collects) _report!.EnterMember(nameStart, nameLength);
        if (plan.PropertyNames is { } names && !Name(names, nameStart)) return -1;
        int end = plan.Patterns.Length == 0
            ? PlainMember(node, plan, index, nameStart, nameLength, position, evaluated, state.Count, inPlace)
            : PatternMember(node, plan, index, nameStart, nameLength, position, evaluated, state.Count, inPlace);
        if (Collects && end >= 0) _report!.Leave();
        state.Count++;
        return end;
    }

    private static int FindName(ObjectPlan plan, ReadOnlySpan<byte> raw, StringShape shape, ref int previous)
    {
        if ((shape & StringShape.Escaped) == 0) return plan.Names.Find(raw, ref previous);
        using var name = new UnescapedString(raw);
        return plan.Names.Find(name.Utf8, ref previous);
    }

    /// <summary>A member of an object without <c>patternProperties</c>: one schema at the most says something about it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlainMember(PlanNode node, ObjectPlan plan, int index, int nameStart, int nameLength, int position, EvaluatedSet? evaluated, int ordinal, bool inPlace)
    {
        PlanEdge? edge = index >= 0 ? plan.Properties[index] : null;
        if (edge is null) return OtherMember(node, plan, nameStart, nameLength, position, evaluated, ordinal, inPlace);
        evaluated?.Add(ordinal);
        return Value(edge, position);
    }

    /// <summary>A member that neither <c>properties</c> nor <c>patternProperties</c> knows.</summary>
    private int OtherMember(PlanNode node, ObjectPlan plan, int nameStart, int nameLength, int position, EvaluatedSet? evaluated, int ordinal, bool inPlace)
    {
        if (plan.Additional is { } additional)
        {
            evaluated?.Add(ordinal);
            if (additional.Node.NeverSite is null) return Value(additional, position);
            return Violation(plan.AdditionalSite!, "The contract does not allow this member", nameStart - 1, nameLength + 2)
                ? Value(PlanNode.Unconstrained, position, inPlace: false)
                : -1;
        }

        if (_options.UnknownProperties != FindingSeverity.Off && !inPlace && !Unknown(node, nameStart, nameLength)) return -1;
        return Value(PlanNode.Unconstrained, position, inPlace: false);
    }

    /// <summary>Notes a member that the contract allows but does not name. False to stop.</summary>
    private readonly bool Unknown(PlanNode node, int nameStart, int nameLength)
    {
        if (!Collects && _options.UnknownProperties != FindingSeverity.Error) return true;
        if (!KnownNames.Of(node).IsUnknown(_json.Slice(nameStart, nameLength))) return true;
        if (!Collects) return false;
        _report!.Add(_json, _options.UnknownProperties, "schema/unknown", "The contract does not name this member", nameStart - 1, nameLength + 2);
        return true;
    }

    private int PatternMember(PlanNode node, ObjectPlan plan, int index, int nameStart, int nameLength, int position, EvaluatedSet? evaluated, int ordinal, bool inPlace)
    {
        PlanEdge? property = index >= 0 ? plan.Properties[index] : null;
        int end = property is null ? 0 : Value(property, position);
        if (end < 0) return -1;
        using var name = new UnescapedString(_json.Slice(nameStart, nameLength));
        foreach (PatternProperty pattern in plan.Patterns)
        {
            if (pattern.Pattern.IsMatch(name.Utf8) != Patterns.PatternMatch.Yes) continue;
            bool again = end > 0;
            if (again) _again++;
            end = Value(pattern.Edge, position);
            if (again) _again--;
            if (end < 0) return -1;
        }

        if (end == 0) return OtherMember(node, plan, nameStart, nameLength, position, evaluated, ordinal, inPlace);
        evaluated?.Add(ordinal);
        return end;
    }

    /// <summary>The name as a value of its own, for <c>propertyNames</c>.</summary>
    private bool Name(PlanEdge edge, int nameStart)
    {
        _again++;
        int end = Value(edge, nameStart - 1);
        _again--;
        return end >= 0;
    }

    /// <summary>Remembers a name and notes one that the object has already. False to stop.</summary>
    private bool NoteName(ref ObjectState state, ObjectPlan plan, int index, int nameStart, int nameLength)
    {
        if (index >= 0)
        {
            ref ulong word = ref state.Seen;
            if (plan.Names.Count > 64) word = ref _scratch.Words(state.SeenWords, plan.RequiredMask.Length)[index >> 6];
            ulong bit = 1UL << (index & 63);
            bool isNew = (word & bit) == 0;
            word |= bit;
            return isNew || Duplicate(nameStart, nameLength);
        }

        if (!JudgesDuplicates) return true;
        _scratch.PushInts(nameStart, nameLength);
        Span<int> names = _scratch.IntsFrom(state.OtherNames);
        if (names.Length > 2 * NameOrder.ComparedAtOnce) return true;
        ReadOnlySpan<byte> name = _json.Slice(nameStart, nameLength);
        for (int i = 0; i < names.Length - 2; i += 2)
        {
            if (NameOrder.AreEqual(NameOrder.Name(_json, names, i), name)) return Duplicate(nameStart, nameLength);
        }

        return true;
    }

    private readonly bool JudgesDuplicates =>
        _again == 0 && (Collects ? _options.DuplicateNames != FindingSeverity.Off : _options.DuplicateNames == FindingSeverity.Error);

    private readonly bool Duplicate(int nameStart, int nameLength)
    {
        if (!JudgesDuplicates) return true;
        if (!Collects) return false;
        // The finding's pointer is the member's.
        _report!.EnterMember(nameStart, nameLength);
        _report.Add(_json, _options.DuplicateNames, JsonProblems.DuplicateNameRule, JsonProblems.DuplicateNameMessage, nameStart - 1, nameLength + 2);
        _report.Leave();
        return true;
    }

    /// <summary>What can be said only when all members are known.</summary>
    private int ObjectEnd(ObjectPlan plan, ref ObjectState state, int end, EvaluatedSet? evaluated)
    {
        if (!NoDuplicateAmongMany(ref state)) return -1;
        if (plan.IsPlain) return plan.RequiredMask.Length != 1 || (state.Seen & plan.RequiredMask[0]) == plan.RequiredMask[0] || Missing(plan, ref state) ? end : -1;
        if (!Missing(plan, ref state)) return -1;
        if (plan.PropertyCount is { } count && !InRange(count, state.Count, state.Start)) return -1;
        foreach (DependentRequired dependent in plan.DependentRequired)
        {
            if (!Has(plan, ref state, dependent.Name)) continue;
            foreach (int other in dependent.Others)
            {
                if (Has(plan, ref state, other)) continue;
                if (!Collects) return -1;
                string message = $"The member \"{plan.Names.Names[dependent.Name]}\" must come with \"{plan.Names.Names[other]}\"";
                _report!.Add(_json, FindingSeverity.Error, dependent.Site, message, state.Start, 1, missingMember: plan.Names.Names[other]);
            }
        }

        _again++;
        foreach (DependentSchema dependent in plan.DependentSchemas)
        {
            if (Has(plan, ref state, dependent.Name) && !Also(dependent.Edge, state.Start, evaluated)) return -1;
        }

        _again--;
        return end;
    }

    private readonly bool InRange(CountRange range, int count, int position)
    {
        if (count < range.Minimum && !Violation(range.MinimumSite!, range.MinimumMessage, position, 1)) return false;
        return count <= range.Maximum || Violation(range.MaximumSite!, range.MaximumMessage, position, 1);
    }

    private readonly bool Has(ObjectPlan plan, ref ObjectState state, int index) => plan.Names.Count > 64
        ? (_scratch.Words(state.SeenWords, plan.RequiredMask.Length)[index >> 6] >> (index & 63) & 1) != 0
        : (state.Seen >> index & 1) != 0;

    /// <summary>Notes every required member that is missing. False to stop.</summary>
    private readonly bool Missing(ObjectPlan plan, ref ObjectState state)
    {
        foreach (int required in plan.Required)
        {
            if (Has(plan, ref state, required)) continue;
            if (!Collects) return false;
            _report!.Add(_json, FindingSeverity.Error, plan.RequiredSite!, plan.MissingMessage(required), state.Start, 1, missingMember: plan.Names.Names[required]);
        }

        return true;
    }

    private bool NoDuplicateAmongMany(ref ObjectState state)
    {
        if (_scratch.IntCount - state.OtherNames <= 2 * NameOrder.ComparedAtOnce) return true;
        Span<int> names = _scratch.IntsFrom(state.OtherNames);
        NameOrder.Sort(_json, names);
        for (int i = 2; i < names.Length; i += 2)
        {
            if (!NameOrder.AreEqual(NameOrder.Name(_json, names, i - 2), NameOrder.Name(_json, names, i))) continue;
            // Of the first few names each was compared when it came.
            if (!Collects) return false;
            if (!IsAmongFirst(ref state, names[i])) Duplicate(names[i], names[i + 1]);
        }

        return true;
    }

    private readonly bool IsAmongFirst(ref ObjectState state, int nameStart)
    {
        int before = 0;
        Span<int> names = _scratch.IntsFrom(state.OtherNames);
        for (int i = 0; i < names.Length && before < NameOrder.ComparedAtOnce; i += 2)
        {
            if (names[i] < nameStart) before++;
        }

        return before < NameOrder.ComparedAtOnce;
    }
}
