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
    private readonly Dictionary<ISymbol, FlowValue> _variables;
    private readonly Dictionary<CaptureId, CapturedValue> _captures;
    private ObjectState?[] _objects;
    private ImmutableArray<Fact> _facts;

    public FlowState()
    {
        _variables = new(SymbolEqualityComparer.Default);
        _captures = [];
        _objects = [];
        _facts = ImmutableArray<Fact>.Empty;
    }

    private FlowState(FlowState other)
    {
        _variables = new(other._variables, SymbolEqualityComparer.Default);
        _captures = new(other._captures);
        _objects = (ObjectState?[])other._objects.Clone();
        _facts = other._facts;
        Trail = other.Trail;
        Returned = other.Returned;
    }

    /// <summary>The branches taken to get here, latest first. Not part of what makes two states equal.</summary>
    public Trail? Trail { get; set; }

    /// <summary>The value on its way out through a <c>return</c>, while <c>finally</c> blocks run.</summary>
    public FlowValue Returned { get; set; } = FlowValue.Unknown;

    public FlowState Copy() => new(this);

    /// <summary>The value of a local variable or parameter.</summary>
    public FlowValue this[ISymbol variable]
    {
        get => _variables.TryGetValue(variable, out FlowValue? value) ? value : FlowValue.Unknown;
        set
        {
            if (value.Kind == FlowValueKind.Unknown && value.ReadFrom is null && value.Parameter < 0) _variables.Remove(variable);
            else _variables[variable] = value;
        }
    }

    /// <summary>The variables of which something is known.</summary>
    public IEnumerable<KeyValuePair<ISymbol, FlowValue>> Variables => _variables;

    public CapturedValue this[CaptureId capture]
    {
        get => _captures.TryGetValue(capture, out CapturedValue? value) ? value : CapturedValue.Unknown;
        set => _captures[capture] = value;
    }

    /// <summary>The state of an object, or null where it was not made on this path.</summary>
    public ObjectState? this[TrackedObject tracked]
    {
        get => tracked.Id < _objects.Length ? _objects[tracked.Id] : null;
        set
        {
            if (tracked.Id >= _objects.Length) Array.Resize(ref _objects, tracked.Id + 4);
            _objects[tracked.Id] = value;
        }
    }

    public void Forget(Func<CaptureId, bool> isDead)
    {
        if (_captures.Count == 0) return;

        foreach (CaptureId capture in _captures.Keys.Where(isDead).ToArray()) _captures.Remove(capture);
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

        return Returned == other.Returned
            && AreAlike(_variables, other._variables, FlowValue.Unknown, FlowValue.AreAlike)
            && AreAlike(_captures, other._captures, CapturedValue.Unknown, CapturedValue.AreAlike);
    }

    /// <summary>Takes in a state that is like this one: what differs is no longer known. False when nothing had to go.</summary>
    public bool Absorb(FlowState other)
    {
        bool changed = KeepCommonFacts(other);
        for (int i = 0; i < _objects.Length; i++)
        {
            if (_objects[i] is not { } mine || i >= other._objects.Length || other._objects[i] is not { } theirs || mine.Equals(theirs)) continue;

            var joined = ObjectState.Join(mine, theirs);
            changed |= !joined.Equals(mine);
            _objects[i] = joined;
        }

        foreach (ISymbol variable in _variables.Keys.ToArray())
        {
            if (this[variable] == other[variable]) continue;

            this[variable] = FlowValue.Unknown;
            changed = true;
        }

        foreach (CaptureId capture in _captures.Keys.ToArray())
        {
            if (this[capture] == other[capture]) continue;

            CapturedValue joined = CapturedValue.Join(this[capture], other[capture]);
            changed |= joined != this[capture];
            this[capture] = joined;
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
        var result = new FlowState(left);
        result.KeepCommonFacts(right);
        var lost = new List<TrackedObject>();

        foreach (ISymbol variable in left._variables.Keys.Union<ISymbol>(right._variables.Keys, SymbolEqualityComparer.Default).ToArray())
        {
            result[variable] = JoinValues(left[variable], right[variable], lost);
        }

        foreach (CaptureId capture in left._captures.Keys.Union(right._captures.Keys).ToArray())
        {
            CapturedValue mine = left[capture];
            CapturedValue theirs = right[capture];
            result[capture] = new(JoinValues(mine.Value, theirs.Value, lost), Equals(mine.Target, theirs.Target) ? mine.Target : null);
        }

        int length = Math.Max(left._objects.Length, right._objects.Length);
        Array.Resize(ref result._objects, length);
        for (int i = 0; i < length; i++)
        {
            ObjectState? mine = i < left._objects.Length ? left._objects[i] : null;
            ObjectState? theirs = i < right._objects.Length ? right._objects[i] : null;
            result._objects[i] = mine is null ? theirs : theirs is null ? mine : ObjectState.Join(mine, theirs);
        }

        result.Returned = JoinValues(left.Returned, right.Returned, lost);
        foreach (TrackedObject tracked in lost) result[tracked] = result[tracked]?.Lost();
        return result;
    }

    private static FlowValue JoinValues(FlowValue left, FlowValue right, List<TrackedObject> lost)
    {
        if (left == right) return left;

        if (left.Object is { } mine) lost.Add(mine);
        if (right.Object is { } theirs) lost.Add(theirs);
        return FlowValue.Unknown;
    }

    private static bool AreAlike<TKey, TValue>(
        Dictionary<TKey, TValue> left,
        Dictionary<TKey, TValue> right,
        TValue unknown,
        Func<TValue, TValue, bool> areAlike)
        where TKey : notnull
        where TValue : class
    {
        foreach (KeyValuePair<TKey, TValue> entry in left)
        {
            if (!areAlike(entry.Value, right.TryGetValue(entry.Key, out TValue? value) ? value : unknown)) return false;
        }

        foreach (KeyValuePair<TKey, TValue> entry in right)
        {
            if (!left.ContainsKey(entry.Key) && !areAlike(unknown, entry.Value)) return false;
        }

        return true;
    }
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
