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
    private IntMap<MemberStates> _objects;

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
    public MemberStates? this[TrackedObject tracked]
    {
        get => _objects[tracked.Id];
        set => _objects = _objects.With(tracked.Id, value);
    }

    public IEnumerable<KeyValuePair<int, MemberStates>> Objects => _objects.Entries;

    /// <summary>Replaces the intermediate results of one graph by those of another, and returns the former.</summary>
    public object SwapCaptures(object? captures)
    {
        IntMap<CapturedValue> former = _captures;
        _captures = captures is IntMap<CapturedValue> other ? other : default;
        return former;
    }

    /// <summary>Makes every variable that refers to an object refer to an untracked one instead: the object is about to be created again.</summary>
    public void Untrack(TrackedObject tracked)
    {
        foreach (KeyValuePair<int, FlowValue> entry in _variables.Entries)
        {
            if (entry.Value.Names(tracked)) _variables = _variables.With(entry.Key, entry.Value.Without(tracked));
        }
    }

    /// <summary>
    /// Returns the state after a branch out of some scopes and into others: intermediate results end with their scope, and the variables of a loop's body do
    /// not have the values of the last iteration. A variable keeps its value after its scope, because an object that was stored is reported under its name.
    /// </summary>
    public FlowState After(ControlFlowBranch branch)
    {
        FlowState? after = null;
        foreach (ControlFlowRegion left in branch.LeavingRegions)
        {
            foreach (CaptureId capture in left.CaptureIds)
            {
                if (_captures[names.Of(capture)] is not null) (after ??= Copy())._captures = after._captures.With(names.Of(capture), null);
            }
        }

        foreach (ControlFlowRegion entered in branch.EnteringRegions)
        {
            foreach (ILocalSymbol local in entered.Locals)
            {
                if (this[local] != FlowValue.Unknown) (after ??= Copy())[local] = FlowValue.Unknown;
            }
        }

        return after ?? this;
    }

    /// <summary>Joins the state of another path into this one. Returns false if that changes nothing.</summary>
    public bool JoinWith(FlowState other)
    {
        (IntMap<FlowValue> variables, IntMap<CapturedValue> captures, IntMap<MemberStates> objects, FlowValue? returned) = (_variables, _captures, _objects, Returned);
        var flags = new DecidedFlags();
        _objects = IntMap<MemberStates>.Join(_objects, other._objects, (_, mine, theirs) =>
        {
            if (mine is null) return theirs;
            if (theirs is null) return mine;

            flags.Compare(mine, theirs);
            return MemberStates.Join(mine, theirs);
        });
        DecidedFlags? decided = flags.IsAny(names, objects, other._objects) ? flags : null;
        var paths = new JoinedObjects((variables, captures), (other._variables, other._captures));
        _captures = IntMap<CapturedValue>.Join(_captures, other._captures, (_, mine, theirs) => CapturedValue.Join(mine, theirs, decided, paths));
        _variables = IntMap<FlowValue>.Join(_variables, other._variables, (_, mine, theirs) => Joined(mine, theirs, decided, paths));

        if (other.Returned is { } value) Returned = Returned is null ? value : FlowValue.Join(Returned, value);
        if (!ReferenceEquals(BranchTaken, other.BranchTaken)) BranchTaken = null;
        return !(_variables.IsSame(variables) && _captures.IsSame(captures) && _objects.IsSame(objects) && Equals(Returned, returned));
    }

    private static FlowValue? Joined(FlowValue? mine, FlowValue? theirs, DecidedFlags? flags, JoinedObjects paths)
    {
        (FlowValue left, FlowValue right) = (mine ?? FlowValue.Unknown, theirs ?? FlowValue.Unknown);
        FlowValue joined = flags?.Correlate(left, right) ?? FlowValue.Join(left, right, paths);
        return ReferenceEquals(joined, left) ? mine : joined == FlowValue.Unknown ? null : joined;
    }

    /// <summary>Joins flags, as in <c>a ? false : true</c>, whose result is the negation of the flag <c>a</c>.</summary>
    internal sealed class DecidedFlags
    {
        private List<(TrackedObject Object, Binding.BoundMember Member, bool Left)>? _decided;
        private bool _differ;

        public void Compare(MemberStates left, MemberStates right) => _differ |= !ReferenceEquals(left, right);

        /// <summary>Finds the flags that a test has shown to be opposite on the left and on the right.</summary>
        public bool IsAny(FlowNames names, IntMap<MemberStates> left, IntMap<MemberStates> right)
        {
            if (!_differ) return false;

            IntMap<MemberStates>.Join(left, right, (id, mine, theirs) =>
            {
                if (mine is null || theirs is null || names.ObjectOf(id) is not { Model.ManagedFlag: { } flag } tracked) return mine;
                if (mine[flag].Value.Constant is bool one && theirs[flag].Value.Constant is bool other && one != other)
                {
                    (_decided ??= []).Add((tracked, flag, one));
                }

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
