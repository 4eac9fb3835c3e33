using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// The state at one point of the program: variables, intermediate results, objects. Mutable while a block runs; copying is cheap because the maps inside are
/// immutable.
/// </summary>
internal sealed class FlowState(FlowNames names)
{
    private IntMap<FlowValue> _variables;
    private IntMap<CapturedValue> _captures;
    private IntMap<ObjectState> _objects;

    /// <summary>The branches taken to this point, latest first; null if paths were joined.</summary>
    public BranchTaken? BranchTaken { get; set; }

    /// <summary>The pending return value while <c>finally</c> blocks run; null if there is none.</summary>
    public FlowValue? Returned { get; set; }

    public FlowState Copy() => (FlowState)MemberwiseClone();

    /// <summary>The value of a local variable or parameter, or of a location that is tracked like one.</summary>
    public FlowValue this[object variable]
    {
        get => names.Find(variable) is { } id ? _variables[id] ?? FlowValue.Unknown : FlowValue.Unknown;
        set => _variables = _variables.With(names.Of(variable), value == FlowValue.Unknown ? null : value);
    }

    /// <summary>The variables with known values. A snapshot: later changes are not included.</summary>
    public IEnumerable<Variable> Variables
    {
        get
        {
            foreach (KeyValuePair<int, FlowValue> entry in _variables.Entries)
            {
                if (names[entry.Key] is ISymbol symbol) yield return new(symbol, entry.Value);
            }
        }
    }

    public CapturedValue this[CaptureId capture]
    {
        get => _captures[names.Of(capture)] ?? CapturedValue.Unknown;
        set => _captures = _captures.With(names.Of(capture), value);
    }

    /// <summary>The state of an object, or null if it was not created on the path to this point.</summary>
    public ObjectState? this[TrackedObject tracked]
    {
        get => _objects[tracked.Id];
        set => _objects = _objects.With(tracked.Id, value);
    }

    public IEnumerable<KeyValuePair<int, ObjectState>> Objects => _objects.Entries;

    /// <summary>Replaces the intermediate results of one graph by those of another, and returns the former.</summary>
    public object SwapCaptures(object? captures)
    {
        IntMap<CapturedValue> former = _captures;
        _captures = captures is IntMap<CapturedValue> other ? other : default;
        return former;
    }

    /// <summary>Makes every variable that refers to an object refer to an untracked one instead: the object is about to be created again.</summary>
    public void Forget(TrackedObject tracked)
    {
        foreach (KeyValuePair<int, FlowValue> entry in _variables.Entries)
        {
            if (entry.Value.Names(tracked)) _variables = _variables.With(entry.Key, entry.Value.Without(tracked));
        }
    }

    /// <summary>Joins the state of another path into this one. Returns false if that changes nothing.</summary>
    public bool Absorb(FlowState other)
    {
        (IntMap<FlowValue> variables, IntMap<CapturedValue> captures, IntMap<ObjectState> objects, FlowValue? returned) = (_variables, _captures, _objects, Returned);
        var flags = new DecidedFlags();
        _objects = IntMap<ObjectState>.Join(_objects, other._objects, (_, mine, theirs) =>
        {
            if (mine is null) return theirs;
            if (theirs is null) return mine;

            flags.Note(mine, theirs);
            return ObjectState.Join(mine, theirs);
        });
        if (flags.IsAny(names, objects, other._objects))
        {
            _captures = IntMap<CapturedValue>.Join(_captures, other._captures, (_, mine, theirs) => CapturedValue.Join(mine, theirs, flags));
            _variables = IntMap<FlowValue>.Join(_variables, other._variables, (_, mine, theirs) => Joined(mine, theirs, flags));
        }
        else
        {
            _captures = IntMap<CapturedValue>.Join(_captures, other._captures, static (_, mine, theirs) => CapturedValue.Join(mine, theirs, null));
            _variables = IntMap<FlowValue>.Join(_variables, other._variables, static (_, mine, theirs) => Joined(mine, theirs, null));
        }

        if (other.Returned is { } value) Returned = Returned is null ? value : FlowValue.Join(Returned, value);
        if (!ReferenceEquals(BranchTaken, other.BranchTaken)) BranchTaken = null;
        return !(_variables.IsSame(variables) && _captures.IsSame(captures) && _objects.IsSame(objects) && Equals(Returned, returned));
    }

    private static FlowValue? Joined(FlowValue? mine, FlowValue? theirs, DecidedFlags? flags)
    {
        (FlowValue left, FlowValue right) = (mine ?? FlowValue.Unknown, theirs ?? FlowValue.Unknown);
        FlowValue joined = flags?.Correlate(left, right) ?? FlowValue.Join(left, right);
        return ReferenceEquals(joined, left) ? mine : joined == FlowValue.Unknown ? null : joined;
    }

    /// <summary>Joins flags, as in <c>a ? false : true</c>, whose result is the negation of the flag <c>a</c>.</summary>
    internal sealed class DecidedFlags
    {
        private List<(TrackedObject Object, Binding.BoundMember Member, bool Left)>? _decided;
        private bool _differ;

        public void Note(ObjectState left, ObjectState right) => _differ |= !ReferenceEquals(left, right);

        /// <summary>Finds the flags that a test has shown to be opposite on the left and on the right.</summary>
        public bool IsAny(FlowNames names, IntMap<ObjectState> left, IntMap<ObjectState> right)
        {
            if (!_differ) return false;

            IntMap<ObjectState>.Join(left, right, (id, mine, theirs) =>
            {
                if (mine is null || theirs is null || names.ObjectOf(id) is not { Model.ManagedFlag: { } flag } tracked) return mine;
                if (mine[flag].Value.Constant is bool one && theirs[flag].Value.Constant is bool other && one != other) (_decided ??= []).Add((tracked, flag, one));
                return mine;
            });
            return _decided is not null;
        }

        public FlowValue? Correlate(FlowValue left, FlowValue right)
        {
            if (_decided is null || left.Constant is not bool one || right.Constant is not bool other || one == other) return null;

            (TrackedObject tracked, Binding.BoundMember member, bool decided) = _decided[0];
            FlowValue read = FlowValue.Unknown.Read(tracked, member);
            return decided == one ? read : read.Negated(left.Origin);
        }
    }
}

/// <summary>Assigns dense numbers to what one run follows: variables, intermediate results, objects.</summary>
internal sealed class FlowNames
{
    private readonly Dictionary<object, int> _variables = new(VariableComparer.Instance);
    private readonly List<object> _byId = [];
    private readonly Dictionary<CaptureId, int> _captures = [];
    private readonly List<TrackedObject> _objects = [];
    private readonly Dictionary<(SyntaxNode Syntax, object? Detail), TrackedObject> _objectsBySyntax = [];

    public object this[int variable] => _byId[variable];

    public int? Find(object variable) => _variables.TryGetValue(variable, out int id) ? id : null;

    public int Of(object variable)
    {
        if (_variables.TryGetValue(variable, out int id)) return id;

        _variables.Add(variable, id = _byId.Count);
        _byId.Add(variable);
        return id;
    }

    public int Of(CaptureId capture)
    {
        if (!_captures.TryGetValue(capture, out int id)) _captures.Add(capture, id = _captures.Count);
        return id;
    }

    public TrackedObject ObjectOf(int id) => _objects[id];

    public TrackedObject? FindObject(SyntaxNode syntax, object? detail) => _objectsBySyntax.TryGetValue((syntax, detail), out TrackedObject? known) ? known : null;

    /// <summary>
    /// Returns the object that an expression creates or returns. If an expression returns several, a detail distinguishes them: the variable, the object read
    /// from, the call.
    /// </summary>
    public TrackedObject Track(SyntaxNode syntax, Binding.BoundModel model, ObjectOrigin origin, TrackedObject? source = null, object? detail = null)
    {
        if (_objectsBySyntax.TryGetValue((syntax, detail), out TrackedObject? known)) return known;

        var tracked = new TrackedObject(syntax, model, origin, source, _objects.Count);
        _objects.Add(tracked);
        _objectsBySyntax.Add((syntax, detail), tracked);
        return tracked;
    }
}

/// <summary>Compares variables: symbols like the compiler does; texts, which represent elements such as <c>array[i]</c>, by content.</summary>
internal sealed class VariableComparer : IEqualityComparer<object>
{
    public static readonly VariableComparer Instance = new();

    bool IEqualityComparer<object>.Equals(object x, object y) =>
        ReferenceEquals(x, y) || (x is ISymbol left && y is ISymbol right ? SymbolEqualityComparer.Default.Equals(left, right) : x.Equals(y));

    public int GetHashCode(object obj) => obj is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : obj.GetHashCode();
}

/// <summary>A local variable or parameter, and its value.</summary>
internal sealed class Variable(ISymbol symbol, FlowValue value)
{
    public ISymbol Symbol { get; } = symbol;

    public FlowValue Value { get; } = value;
}

/// <summary>A branch taken, and those before it.</summary>
/// <param name="Condition">The condition, or the <c>try</c> that was left by an exception.</param>
/// <param name="Outcome">The condition's value; null if an exception was thrown.</param>
/// <param name="Previous">The branches before it.</param>
internal sealed record BranchTaken(SyntaxNode Condition, bool? Outcome, BranchTaken? Previous);

/// <summary>An intermediate result that the control flow graph captures across branches: its value, and its target when it is assigned to.</summary>
internal sealed record CapturedValue(FlowValue Value, AssignmentTarget? Target)
{
    public static readonly CapturedValue Unknown = new(FlowValue.Unknown, null);

    public static CapturedValue? Join(CapturedValue? left, CapturedValue? right, FlowState.DecidedFlags? flags)
    {
        if (left is null || right is null) return left ?? right;

        FlowValue joined = flags?.Correlate(left.Value, right.Value) ?? FlowValue.Join(left.Value, right.Value);
        AssignmentTarget? target = Equals(left.Target, right.Target) ? left.Target : null;
        return ReferenceEquals(joined, left.Value) && target == left.Target ? left : new(joined, target);
    }
}

/// <summary>The target of an assignment: a variable, or a member of an object.</summary>
/// <param name="Symbol">The local, parameter, field or property; or the text of an element that is tracked like a variable.</param>
/// <param name="Receiver">The object that has the member; null for a variable.</param>
internal sealed record AssignmentTarget(object? Symbol, FlowValue? Receiver)
{
    /// <summary>A discard: the assigned value is dropped.</summary>
    public static readonly AssignmentTarget Discard = new(null, null);

    public ISymbol? Member => Symbol as ISymbol;
}
