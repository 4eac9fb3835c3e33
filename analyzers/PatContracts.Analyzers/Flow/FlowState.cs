using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// What is known at one point of the program on one path, or on several that do not differ: variables, objects, and the outcome of tests.
/// Mutable while a block runs; a copy is taken wherever it is kept.
/// </summary>
internal sealed class FlowState
{
    // Arrays that are not written again once they are here: a copy shares them, a change replaces one. States are copied at every branch, write and
    // escape, and a body has few variables, so that looking through them costs less than hashing symbols.
    private Variable[] _variables = [];
    private Capture[] _captures = [];
    private ObjectState?[] _objects = [];
    private ImmutableArray<Fact> _facts = ImmutableArray<Fact>.Empty;

    /// <summary>The branches taken to get here, latest first. Not part of what makes two states equal.</summary>
    public Trail? Trail { get; set; }

    /// <summary>The value on its way out through a <c>return</c>, while <c>finally</c> blocks run.</summary>
    public FlowValue Returned { get; set; } = FlowValue.Unknown;

    public FlowState Copy() => (FlowState)MemberwiseClone();

    /// <summary>The value of a local variable or parameter.</summary>
    public FlowValue this[ISymbol variable]
    {
        get => IndexOf(variable) is >= 0 and var index ? _variables[index].Value : FlowValue.Unknown;
        set
        {
            int index = IndexOf(variable);
            if (value.Kind != FlowValueKind.Unknown || value.ReadFrom is not null || value.Parameter >= 0) Put(ref _variables, index, new(variable, value));
            else if (index >= 0) Remove(ref _variables, index);
        }
    }

    /// <summary>The variables of which something is known, as they are now: later changes do not show.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    public CapturedValue this[CaptureId capture]
    {
        get => IndexOf(capture) is >= 0 and var index ? _captures[index].Value : CapturedValue.Unknown;
        set => Put(ref _captures, IndexOf(capture), new(capture, value));
    }

    /// <summary>The state of an object, or null where it was not made on this path.</summary>
    public ObjectState? this[TrackedObject tracked]
    {
        get => tracked.Id < _objects.Length ? _objects[tracked.Id] : null;
        set
        {
            var objects = new ObjectState?[Math.Max(_objects.Length, tracked.Id + 1)];
            Array.Copy(_objects, objects, _objects.Length);
            objects[tracked.Id] = value;
            _objects = objects;
        }
    }

    public bool HasCaptures => _captures.Length > 0;

    public void Forget(Func<CaptureId, bool> isDead)
    {
        for (int i = _captures.Length - 1; i >= 0; i--)
        {
            if (isDead(_captures[i].Id)) Remove(ref _captures, i);
        }
    }

    /// <summary>The outcome of a test, where an earlier one on this path tells it.</summary>
    public bool? Outcome(string test)
    {
        foreach (Fact fact in _facts)
        {
            if (fact.Test == test) return fact.Outcome;
        }

        return null;
    }

    public void Learn(Fact fact)
    {
        if (Outcome(fact.Test) is null) _facts = _facts.Add(fact);
    }

    /// <summary>Drops what tests told about a variable or field that is written.</summary>
    public void Invalidate(ISymbol written)
    {
        if (!_facts.IsEmpty) _facts = _facts.RemoveAll(fact => fact.DependsOn.Contains(written, SymbolEqualityComparer.Default));
    }

    /// <summary>Drops what tests told about fields and properties: a call may have changed them.</summary>
    public void InvalidateHeap()
    {
        if (!_facts.IsEmpty) _facts = _facts.RemoveAll(fact => fact.DependsOn.Any(symbol => symbol is IFieldSymbol or IPropertySymbol));
    }

    /// <summary>Whether the two differ in no object and no variable; the outcome of tests may differ.</summary>
    public bool IsLike(FlowState other)
    {
        int length = Math.Max(_objects.Length, other._objects.Length);
        for (int i = 0; i < length; i++)
        {
            ObjectState? mine = i < _objects.Length ? _objects[i] : null;
            ObjectState? theirs = i < other._objects.Length ? other._objects[i] : null;
            if (mine is null ? theirs is not null : theirs is null || !mine.IsLike(theirs)) return false;
        }

        return Returned == other.Returned && AreVariablesLike(other) && AreCapturesLike(other);
    }

    /// <summary>Takes in a state that is like this one: what differs is no longer known. False when nothing had to go.</summary>
    public bool Absorb(FlowState other)
    {
        bool changed = KeepCommonFacts(other);
        var objects = (ObjectState?[])_objects.Clone();
        for (int i = 0; i < objects.Length; i++)
        {
            if (objects[i] is not { } mine || i >= other._objects.Length || other._objects[i] is not { } theirs || mine.Equals(theirs)) continue;

            var joined = ObjectState.Join(mine, theirs);
            changed |= !joined.Equals(mine);
            objects[i] = joined;
        }

        _objects = objects;
        foreach (Variable variable in _variables)
        {
            if (variable.Value == other[variable.Symbol]) continue;

            this[variable.Symbol] = FlowValue.Unknown;
            changed = true;
        }

        foreach (Capture capture in _captures)
        {
            CapturedValue theirs = other[capture.Id];
            if (capture.Value == theirs) continue;

            CapturedValue joined = CapturedValue.Join(capture.Value, theirs);
            changed |= joined != capture.Value;
            this[capture.Id] = joined;
        }

        return changed;
    }

    private bool KeepCommonFacts(FlowState other)
    {
        ImmutableArray<Fact> common = _facts.RemoveAll(fact => other.Outcome(fact.Test) != fact.Outcome);
        bool changed = common.Length != _facts.Length;
        _facts = common;
        return changed;
    }

    /// <summary>What holds in both. An object that a variable names in one of them only is given up: nothing is said of it later.</summary>
    public static FlowState Join(FlowState left, FlowState right)
    {
        FlowState result = left.Copy();
        result.KeepCommonFacts(right);
        var lost = new List<TrackedObject>();

        foreach (Variable mine in left._variables) result[mine.Symbol] = JoinValues(mine.Value, right[mine.Symbol], lost);
        foreach (Variable theirs in right._variables)
        {
            if (left.IndexOf(theirs.Symbol) < 0) result[theirs.Symbol] = JoinValues(FlowValue.Unknown, theirs.Value, lost);
        }

        foreach (Capture mine in left._captures) result[mine.Id] = JoinCaptures(mine.Value, right[mine.Id], lost);
        foreach (Capture theirs in right._captures)
        {
            if (left.IndexOf(theirs.Id) < 0) result[theirs.Id] = JoinCaptures(CapturedValue.Unknown, theirs.Value, lost);
        }

        result._objects = JoinObjects(left._objects, right._objects);
        result.Returned = JoinValues(left.Returned, right.Returned, lost);
        foreach (TrackedObject tracked in lost) result[tracked] = result[tracked]?.Lost();
        return result;
    }

    private static ObjectState?[] JoinObjects(ObjectState?[] left, ObjectState?[] right)
    {
        var result = new ObjectState?[Math.Max(left.Length, right.Length)];
        for (int i = 0; i < result.Length; i++)
        {
            ObjectState? mine = i < left.Length ? left[i] : null;
            ObjectState? theirs = i < right.Length ? right[i] : null;
            result[i] = mine is null ? theirs : theirs is null ? mine : ObjectState.Join(mine, theirs);
        }

        return result;
    }

    private static CapturedValue JoinCaptures(CapturedValue mine, CapturedValue theirs, List<TrackedObject> lost) =>
        new(JoinValues(mine.Value, theirs.Value, lost), Equals(mine.Target, theirs.Target) ? mine.Target : null);

    private static FlowValue JoinValues(FlowValue left, FlowValue right, List<TrackedObject> lost)
    {
        if (left == right) return left;

        if (left.Object is { } mine) lost.Add(mine);
        if (right.Object is { } theirs) lost.Add(theirs);
        return FlowValue.Unknown;
    }

    private bool AreVariablesLike(FlowState other)
    {
        if (_variables == other._variables) return true;

        foreach (Variable mine in _variables)
        {
            if (!FlowValue.AreAlike(mine.Value, other[mine.Symbol])) return false;
        }

        foreach (Variable theirs in other._variables)
        {
            if (IndexOf(theirs.Symbol) < 0 && !FlowValue.AreAlike(FlowValue.Unknown, theirs.Value)) return false;
        }

        return true;
    }

    private bool AreCapturesLike(FlowState other)
    {
        if (_captures == other._captures) return true;

        foreach (Capture mine in _captures)
        {
            if (!CapturedValue.AreAlike(mine.Value, other[mine.Id])) return false;
        }

        foreach (Capture theirs in other._captures)
        {
            if (IndexOf(theirs.Id) < 0 && !CapturedValue.AreAlike(CapturedValue.Unknown, theirs.Value)) return false;
        }

        return true;
    }

    private int IndexOf(ISymbol variable)
    {
        for (int i = 0; i < _variables.Length; i++)
        {
            if (ReferenceEquals(_variables[i].Symbol, variable)) return i;
        }

        // A parameter of a lambda or local function can come as another object for the same symbol.
        for (int i = 0; i < _variables.Length; i++)
        {
            if (SymbolEqualityComparer.Default.Equals(_variables[i].Symbol, variable)) return i;
        }

        return -1;
    }

    private int IndexOf(CaptureId capture)
    {
        for (int i = 0; i < _captures.Length; i++)
        {
            if (_captures[i].Id.Equals(capture)) return i;
        }

        return -1;
    }

    private static void Put<T>(ref T[] table, int index, T entry)
    {
        bool isNew = index < 0;
        var result = new T[table.Length + (isNew ? 1 : 0)];
        Array.Copy(table, result, table.Length);
        result[isNew ? table.Length : index] = entry;
        table = result;
    }

    private static void Remove<T>(ref T[] table, int index)
    {
        var result = new T[table.Length - 1];
        Array.Copy(table, result, index);
        Array.Copy(table, index + 1, result, index, result.Length - index);
        table = result;
    }

    private sealed class Capture(CaptureId id, CapturedValue value)
    {
        public CaptureId Id { get; } = id;

        public CapturedValue Value { get; } = value;
    }
}

/// <summary>A local variable or parameter, and what it holds.</summary>
internal sealed class Variable(ISymbol symbol, FlowValue value)
{
    public ISymbol Symbol { get; } = symbol;

    public FlowValue Value { get; } = value;
}

/// <summary>The outcome of a test, and the variables and fields that it depends on.</summary>
internal sealed record Fact(string Test, bool Outcome, ImmutableArray<ISymbol> DependsOn);

/// <summary>One branch taken, and those before it.</summary>
/// <param name="Condition">The condition, or the <c>try</c> that was left by an exception.</param>
/// <param name="Outcome">How it came out; null where an exception was thrown.</param>
/// <param name="Previous">The branches before.</param>
internal sealed record Trail(SyntaxNode Condition, bool? Outcome, Trail? Previous);

/// <summary>An intermediate result that the control flow graph keeps across branches: its value, and what it names when it is assigned to.</summary>
internal sealed record CapturedValue(FlowValue Value, AssignmentTarget? Target)
{
    public static readonly CapturedValue Unknown = new(FlowValue.Unknown, null);

    public static bool AreAlike(CapturedValue left, CapturedValue right) => FlowValue.AreAlike(left.Value, right.Value);

    public static CapturedValue Join(CapturedValue left, CapturedValue right) =>
        new(FlowValue.Join(left.Value, right.Value), Equals(left.Target, right.Target) ? left.Target : null);
}

/// <summary>Something that can be assigned to: a variable, or a member of an object.</summary>
/// <param name="Symbol">The local, parameter, field or property.</param>
/// <param name="Receiver">The object that has the member; null for a variable.</param>
internal sealed record AssignmentTarget(ISymbol? Symbol, FlowValue? Receiver)
{
    /// <summary>A discard: what is assigned goes nowhere.</summary>
    public static readonly AssignmentTarget Discard = new(null, null);
}
