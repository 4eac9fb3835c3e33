using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary><c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c>, <c>propertyNames</c>, <c>required</c> and the other keywords for objects.</summary>
internal ref partial struct Evaluator<TMode>
{
    /// <summary>The state of one object while its members are evaluated.</summary>
    private struct ObjectState(int position, EvaluationContext context)
    {
        /// <summary>The object's position.</summary>
        public readonly int Position = position;

        /// <summary>Where the names that the schema does not mention begin in the context's stack.</summary>
        public readonly int OtherNames = context.NameCount;

        /// <summary>Where the words for large name tables begin in the context's stack.</summary>
        public readonly int SeenWords = context.WordCount;

        /// <summary>The index of the last name that was scanned, or −1 if it is not in the table.</summary>
        public int Name;

        /// <summary>Number of members so far.</summary>
        public int Count;

        /// <summary>The names of the table that were seen: the first 64 here, all in the context's words where the table is larger.</summary>
        public ulong Seen;

        public readonly void Release(EvaluationContext context)
        {
            context.DropNames(OtherNames);
            context.DropWords(SeenWords);
        }
    }

    private int IndexedObject(PlanNode node, int position, EvaluatedSet? evaluated, bool inPlace)
    {
        ref readonly JsonToken token = ref _tokens[position];
        ObjectPlan plan = node.Object ?? ObjectPlan.Empty;
        if ((node.Types & JsonTypes.Object) == 0)
        {
            if (!HasType(node, JsonTypes.Object, position)) return -1;
            plan = ObjectPlan.Empty;
        }

        // Nothing in the object can be invalid, evaluated, or undeclared.
        bool reportsUndeclared = !inPlace && _options.UnknownProperties != RuleSeverity.Off;
        if (plan == ObjectPlan.Empty && !token.IsUnfinished && !reportsUndeclared) return token.Next;
        if (!Enter()) return Fail(JsonProblem.Stack, token.Start);
        var state = new ObjectState(position, _context);
        if (plan.Names.Count > 64) _context.PushWords(plan.RequiredMask.Length);
        bool isValid = Collects || plan.MatchesNames || evaluated is not null
            ? IndexedMembers(node, plan, ref state, evaluated, inPlace) && ObjectEnd(plan, ref state)
            : CheapestFirst(node, plan, ref state, inPlace);
        state.Release(_context);
        _depth--;
        return isValid ? token.Next : -1;
    }

    private bool IndexedMembers(PlanNode node, ObjectPlan plan, ref ObjectState state, EvaluatedSet? evaluated, bool inPlace)
    {
        ref readonly JsonToken token = ref _tokens[state.Position];
        for (int name = state.Position + 1; name < token.Next;)
        {
            int value = name + 1;
            int index = FindName(plan.Names, in _tokens[name]);
            if (index >= 0) See(ref state, plan, index);
            if (Collects && value >= _tokens.Length) return false;
            int end = plan.PropertyNames is null || Value(plan.PropertyNames, name) >= 0 ? Member(node, plan, index, name, evaluated, state.Count, inPlace) : -1;
            if (end < 0) return false;
            state.Count++;
            name = _tokens[value].Next;
        }

        return !token.IsUnfinished;
    }

    /// <summary>
    /// Flag output of an object: its names first, then what they require, then scalars, and only then objects and arrays. Most alternatives of a union end before
    /// anything inside the object is evaluated.
    /// </summary>
    private bool CheapestFirst(PlanNode node, ObjectPlan plan, ref ObjectState state, bool inPlace)
    {
        int end = _tokens[state.Position].Next;
        bool forbidsOthers = plan.Additional?.Node.FalseSchema is not null;
        PlanNode? others = plan.Additional?.Node;
        bool reportsOthers = others is null && _options.UnknownProperties == RuleSeverity.Error && !inPlace;
        int start = _context.IntCount;
        for (int name = state.Position + 1; name < end; name = _tokens[name + 1].Next)
        {
            int index = FindName(plan.Names, in _tokens[name]);
            if (index >= 0) See(ref state, plan, index);
            state.Count++;
            if (index >= 0 && plan.PropertyNodes[index] is not null) _context.PushInts(name + 1, index);
            else if (forbidsOthers || (reportsOthers && !Undeclared(node, name))) return Drop(start);
            else if (others is { IsUnconstrained: false }) _context.PushInts(name + 1, -1);
        }

        if (!ObjectEnd(plan, ref state)) return Drop(start);
        bool hasContainers = false;
        int last = _context.IntCount;
        for (int i = start; i < last; i += 2)
        {
            int value = _context.IntAt(i);
            if (_tokens[value].IsContainer)
            {
                hasContainers = true;
                continue;
            }

            if (Value(NodeOf(plan, i, others), value, inPlace: false) < 0) return Drop(start);
        }

        for (int i = start; hasContainers && i < last; i += 2)
        {
            int value = _context.IntAt(i);
            if (_tokens[value].IsContainer && Value(NodeOf(plan, i, others), value, inPlace: false) < 0) return Drop(start);
        }

        _context.DropInts(start);
        return true;
    }

    private readonly PlanNode NodeOf(ObjectPlan plan, int pair, PlanNode? others)
    {
        int index = _context.IntAt(pair + 1);
        return index >= 0 ? plan.PropertyNodes[index]! : others!;
    }

    private readonly bool Drop(int start)
    {
        _context.DropInts(start);
        return false;
    }

    /// <summary>The index of a name in a table, or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int FindName(NameTable names, in JsonToken name)
    {
        if (!names.MayContain(name.NameHash)) return -1;
        return name.IsEscaped ? FindEscapedName(names, in name) : names.Find(name.Raw(_json), name.NameHash);
    }

    private readonly int FindEscapedName(NameTable names, in JsonToken name)
    {
        using var content = new UnescapedString(name.Raw(_json));
        return names.Find(content.Utf8, name.NameHash);
    }

    /// <summary>Applies the schemas that are for a member to its value; returns a position, or −1 to stop.</summary>
    private int Member(PlanNode node, ObjectPlan plan, int index, int name, EvaluatedSet? evaluated, int ordinal, bool inPlace)
    {
        bool isEvaluated = false;
        if (index >= 0 && plan.Properties[index] is { } property)
        {
            isEvaluated = true;
            if (Value(property, name + 1) < 0) return -1;
        }

        if (plan.Patterns.Length > 0 && !plan.IsOnlyProperty(index) && !PatternMember(plan, name, ref isEvaluated)) return -1;
        if (!isEvaluated && plan.Additional is { } additional)
        {
            isEvaluated = true;
            bool isValid = additional.Node.FalseSchema is null
                ? Value(additional, name + 1) >= 0
                : Violation(plan.AdditionalLocation!, "The contract does not allow this property", name);
            if (!isValid) return -1;
        }

        if (isEvaluated) evaluated?.Add(ordinal);
        else if (_options.UnknownProperties != RuleSeverity.Off && !inPlace && !Undeclared(node, name)) return -1;
        // A value whose schema was not evaluated may be where the text stops being JSON.
        return Collects && IsCutOff(name + 1) ? -1 : name;
    }

    private bool PatternMember(ObjectPlan plan, int name, ref bool isEvaluated)
    {
        using var content = new UnescapedString(_tokens[name].Raw(_json));
        foreach (PatternProperty pattern in plan.Patterns)
        {
            if (!IsMatch(pattern.Pattern, content.Utf8))
            {
                if (_context.IsUndecided && !Undecided(pattern.Location, name)) return false;
                continue;
            }

            isEvaluated = true;
            if (Value(pattern.Edge, name + 1) < 0) return false;
        }

        return true;
    }

    /// <summary>Whether the text turned out not to be JSON before a value ended.</summary>
    private readonly bool IsCutOff(int position) => position >= _tokens.Length || _tokens[position].IsUnfinished;

    /// <summary>Reports a property that the contract allows but does not declare. Returns false to stop.</summary>
    private readonly bool Undeclared(PlanNode node, int name)
    {
        if (!Collects && _options.UnknownProperties != RuleSeverity.Error) return true;
        if (!DeclaredNames.Of(node).IsUndeclared(_tokens[name].Raw(_json), _context)) return true;
        if (!Collects) return false;
        _findings!.AddUndeclared((FindingSeverity)_options.UnknownProperties, name);
        return true;
    }

    /// <summary>Notes a name of the table. Whether it is the first of its kind in the object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool See(ref ObjectState state, ObjectPlan plan, int index)
    {
        ref ulong word = ref state.Seen;
        if (plan.Names.Count > 64) word = ref _context.Words(state.SeenWords, plan.RequiredMask.Length)[index >> 6];
        ulong bit = 1UL << (index & 63);
        bool isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    private readonly bool Has(ObjectPlan plan, ref ObjectState state, int index) => plan.Names.Count > 64
        ? (_context.Words(state.SeenWords, plan.RequiredMask.Length)[index >> 6] >> (index & 63) & 1) != 0
        : (state.Seen >> index & 1) != 0;

    /// <summary>Evaluates the assertions that need all members. Returns false to stop.</summary>
    private readonly bool ObjectEnd(ObjectPlan plan, ref ObjectState state)
    {
        if (plan.RequiredMask.Length == 1)
        {
            if ((state.Seen & plan.RequiredMask[0]) != plan.RequiredMask[0] && !Missing(plan, ref state)) return false;
        }
        else if (!Missing(plan, ref state))
        {
            return false;
        }

        if (plan.PropertyCount is { } count && !InRange(count, state.Count, state.Position)) return false;
        foreach (DependentRequired dependent in plan.DependentRequired)
        {
            if (Has(plan, ref state, dependent.Name) && !MissingDependent(plan, dependent, ref state)) return false;
        }

        return true;
    }

    private readonly bool InRange(CountRange range, int count, int position)
    {
        if (count < range.Minimum && !Violation(range.MinimumLocation!, range.MinimumMessage, position)) return false;
        return count <= range.Maximum || Violation(range.MaximumLocation!, range.MaximumMessage, position);
    }

    /// <summary>Reports every required property that is missing. Returns false to stop.</summary>
    private readonly bool Missing(ObjectPlan plan, ref ObjectState state)
    {
        foreach (int required in plan.Required)
        {
            if (Has(plan, ref state, required)) continue;
            if (!Collects) return false;
            _findings!.Add(plan.RequiredLocation!, plan.MissingMessage(required), state.Position, missingProperty: plan.Names.Names[required]);
        }

        return true;
    }

    private readonly bool MissingDependent(ObjectPlan plan, DependentRequired dependent, ref ObjectState state)
    {
        foreach (int other in dependent.Others)
        {
            if (Has(plan, ref state, other)) continue;
            if (!Collects) return false;
            string message = $"The property \"{plan.Names.Names[dependent.Name]}\" requires \"{plan.Names.Names[other]}\"";
            _findings!.Add(dependent.Location, message, state.Position, missingProperty: plan.Names.Names[other]);
        }

        return true;
    }
}
