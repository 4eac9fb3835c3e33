using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

// Constructors, methods, local functions, copies.
internal sealed partial class FlowRun
{
    private const string CloneMethod = "<Clone>$";

    private FlowValue VisitCreation(IObjectCreationOperation creation)
    {
        List<Argument> arguments = VisitArguments(creation.Arguments);
        if (_models.TryGet(creation.Type, out BoundModel? model)) return Create(creation.Syntax, model, creation.Constructor, arguments);

        bool isDefault = creation.Type is { IsValueType: true } && creation.Arguments.IsEmpty;
        EscapeArguments(arguments, EscapeKind.Passed, creation.Type?.Name);
        return isDefault ? FlowValue.DefaultAt(creation.Syntax) : FlowValue.Unknown;
    }

    private FlowValue Create(SyntaxNode syntax, BoundModel model, IMethodSymbol? constructor, List<Argument> arguments)
    {
        TrackedObject tracked = Track(syntax, model, ObjectOrigin.Creation);
        ForgetEarlier(tracked);
        _state[tracked] = Constructors.InitialState(_calls.Analysis, model, constructor);
        if (constructor is not null)
        {
            Construct(tracked, constructor, arguments);
            NoteArguments(tracked, arguments);
        }

        return FlowValue.Of(tracked);
    }

    /// <summary>An argument that a constructor hands on to a member is given to the member here.</summary>
    private void NoteArguments(TrackedObject tracked, List<Argument> arguments)
    {
        ObjectState members = _state[tracked]!;
        foreach (BoundMember member in tracked.Model.Members)
        {
            if (members[member] is not { Kind: SlotKind.Set, Value: { Origin: { } origin } value }) continue;

            foreach (Argument argument in arguments)
            {
                if (argument.Value != value || !argument.Syntax.Span.Contains(origin.Span)) continue;

                var before = new Slot(SlotKind.Unset, FlowValue.Unknown);
                _writes.Add(new(tracked, member, before, value, WriteKind.Assignment, argument.Syntax, argument.Syntax, _state.Copy()));
            }
        }
    }

    /// <summary>The same place made an object before: variables that still name that one name something that is not followed any more.</summary>
    private void ForgetEarlier(TrackedObject tracked)
    {
        if (_state[tracked] is null) return;

        foreach (Variable variable in _state.Variables)
        {
            if (variable.Value.Object == tracked) _state[variable.Symbol] = FlowValue.Unknown;
        }
    }

    /// <summary>What a constructor does to the object: by its body, by its record parameters, or, where there is only metadata, by its parameters' names.</summary>
    private void Construct(TrackedObject tracked, IMethodSymbol constructor, List<Argument> arguments)
    {
        ObjectState members = _state[tracked]!;
        constructor = constructor.OriginalDefinition;
        if (constructor.IsImplicitlyDeclared)
        {
            if (arguments is [{ Value.Object: { } copied }] && _state[copied] is { } source) _state[tracked] = Copied(copied, source);
            else if (Constructors.BaseOf(constructor) is { } inherited) Construct(tracked, inherited, []);
            return;
        }

        if (Constructors.IsPrimary(constructor))
        {
            _state[tracked] = members.Map(tracked.Model, (member, slot) => Constructors.AfterPrimary(constructor, member, slot, ordinal => ValueOf(arguments, ordinal)));
            return;
        }

        if (constructor.DeclaringSyntaxReferences.IsEmpty)
        {
            _state[tracked] = Constructors.AfterUnread(constructor, tracked.Model, members, ordinal => ValueOf(arguments, ordinal));
            return;
        }

        FlowSummary summary = _calls.Summarize(constructor);
        if (summary is { IsKnown: true, This: { } self } && self.Model == tracked.Model)
        {
            Apply(summary, arguments, tracked, arguments.FirstOrDefault()?.Syntax ?? tracked.Syntax, constructor.Name);
        }
        else
        {
            EscapeArguments(arguments, EscapeKind.Passed, constructor.ContainingType.Name);
            _state[tracked] = Constructors.Undecided(tracked.Model, members);
        }
    }

    private static FlowValue ValueOf(List<Argument> arguments, int ordinal)
    {
        foreach (Argument argument in arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal) return argument.Value;
        }

        return FlowValue.Unknown;
    }

    /// <summary>A copy begins as its source is. What the source was already judged for is not held against the copy.</summary>
    private FlowValue Clone(SyntaxNode syntax, TrackedObject source)
    {
        TrackedObject copy = Track(syntax, source.Model, ObjectOrigin.Copy, source);
        ForgetEarlier(copy);
        if (_state[source] is { } members) _state[copy] = Copied(source, members);
        return FlowValue.Of(copy);
    }

    private static ObjectState Copied(TrackedObject source, ObjectState members)
    {
        bool isJudged = members.HasEscaped || members.IsLost || source.Origin == ObjectOrigin.Foreign;
        return ObjectState.Create(source.Model, member =>
        {
            Slot slot = members[member];
            SlotKind kind = isJudged && slot.Kind != SlotKind.Set ? SlotKind.Untouched : slot.Kind;
            return new(kind, slot.Value.Read(source, member));
        });
    }

    private FlowValue VisitInvocation(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.Name == CloneMethod)
        {
            FlowValue source = Visit(invocation.Instance);
            return source.Object is { } cloned ? Clone(invocation.Syntax, cloned) : Foreign(invocation);
        }

        if (KnownMethods.IsCreateInstance(method) && _models.TryGet(method.TypeArguments[0], out BoundModel? model))
        {
            IMethodSymbol? constructor = (method.TypeArguments[0] as INamedTypeSymbol)?.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty);
            return Create(invocation.Syntax, model, constructor, []);
        }

        FlowValue receiver = Visit(invocation.Instance);
        List<Argument> arguments = VisitArguments(invocation.Arguments);
        _state.InvalidateHeap();
        if (method.MethodKind == MethodKind.LocalFunction) return CallLocally(invocation, arguments);

        if (method.MethodKind == MethodKind.Constructor)
        {
            if (receiver.Object is { } self) Construct(self, method, arguments);
            return FlowValue.Unknown;
        }

        if (KnownMethods.IsHarmless(method)) return FlowValue.Unknown;
        if (KnownMethods.GivesItsReceiver(method)) return receiver;

        if (CanBeRead(invocation) && Matters(invocation, receiver, arguments) && _calls.Summarize(method) is { IsKnown: true } summary)
        {
            return Apply(summary, arguments, receiver.Object, invocation.Syntax, method.Name);
        }

        return CallUnread(invocation, receiver, arguments);
    }

    private FlowValue CallUnread(IInvocationOperation invocation, FlowValue receiver, List<Argument> arguments)
    {
        IMethodSymbol method = invocation.TargetMethod;
        bool isReduced = method.IsExtensionMethod && invocation.Instance is not null;
        if (isReduced) EscapeAll(receiver, EscapeKind.Passed, invocation.Syntax, method.Name);
        else if (receiver.Object is not null && !KnownMethods.LeavesItsReceiver(method)) GiveUp(receiver);

        // `token.Scope.Add(…)`, and `Scope = { … }` in an initializer: the member is there and has content.
        if (receiver.ReadFrom is { } read && method.Name.StartsWith("Add", StringComparison.Ordinal) && _state[read.Object] is { } members)
        {
            _state[read.Object] = members.With(read.Member, new(SlotKind.Set, FlowValue.Unknown));
        }

        EscapeArguments(arguments, KnownMethods.IsSerialization(method) ? EscapeKind.Serialized : EscapeKind.Passed, method.Name);
        return Foreign(invocation);
    }

    private FlowValue VisitAwaited(IInvocationOperation awaited) =>
        Visit(awaited) is { Object: not null } value ? value : Foreign(awaited.Parent!);

    private List<Argument> VisitArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var result = new List<Argument>(arguments.Length);
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                AssignmentTarget? target = TargetOf(argument.Value);
                FlowValue value = target is null || argument.Parameter.RefKind == RefKind.Out ? FlowValue.Unknown : ReadTarget(target, argument.Value);
                result.Add(new(argument.Parameter, value, argument.Syntax, target));
            }
            else
            {
                result.Add(new(argument.Parameter, Visit(argument.Value), argument.Value.Syntax, null));
            }
        }

        return result;
    }

    private void EscapeArguments(List<Argument> arguments, EscapeKind kind, string? method)
    {
        foreach (Argument argument in arguments)
        {
            EscapeAll(argument.Value, kind, argument.Syntax, method);
            if (argument.Target is { } target) Store(target, FlowValue.Unknown, WriteKind.Assignment, argument.Syntax, argument.Syntax);
        }
    }

    private static bool CanBeRead(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        return !method.DeclaringSyntaxReferences.IsEmpty
            && method is { IsAbstract: false, IsExtern: false }
            && !(invocation.IsVirtual && !method.IsSealed && !method.ContainingType.IsSealed);
    }

    /// <summary>Whether a call can have to do with objects of bound models at all. Most cannot, and are not looked into.</summary>
    private bool Matters(IInvocationOperation invocation, FlowValue receiver, List<Argument> arguments)
    {
        if (receiver.Object is not null || (receiver.Kind == FlowValueKind.Unknown && invocation.Instance is IInstanceReferenceOperation && This is not null)) return true;

        foreach (Argument argument in arguments)
        {
            if (argument.Value.Kind is FlowValueKind.Object or FlowValueKind.Tuple) return true;
            if (argument.Target is not null && _models.TryGet(argument.Parameter?.Type, out _)) return true;
        }

        return _models.IsBroughtBy(invocation.TargetMethod);
    }

    private FlowValue CallLocally(IInvocationOperation invocation, List<Argument> arguments)
    {
        IMethodSymbol function = invocation.TargetMethod.OriginalDefinition;
        _calledLocally.Add(function);
        int depth = 0;
        bool isActive = false;
        for (Frame? frame = _frame; frame is not null; frame = frame.Outer, depth++) isActive |= SymbolEqualityComparer.Default.Equals(frame.Function, function);

        if (isActive || depth >= MaxFrames || SourceBodies.IsIterator(DeclarationOf(function)))
        {
            foreach (Variable variable in _state.Variables) GiveUp(variable.Value);
            EscapeArguments(arguments, EscapeKind.Passed, function.Name);
            return Foreign(invocation);
        }

        ControlFlowGraph graph = _frame.Graph.GetLocalFunctionControlFlowGraphInScope(function, _calls.CancellationToken);
        var called = new Frame(graph, function, _frame);
        FlowState entry = _state.Copy();
        foreach (Argument argument in arguments)
        {
            if (argument.Parameter is { } parameter) entry[parameter.OriginalDefinition] = argument.Value;
        }

        RunFrame(called, entry);
        _isDead = called.Exits.Count == 0;
        if (_isDead) return FlowValue.Unknown;

        FlowValue returning = _state.Returned;
        _state = JoinExits(called).Copy();
        FlowValue result = Rehome(_state.Returned, function, invocation.Syntax);
        _state.Returned = returning;
        foreach (Argument argument in arguments)
        {
            if (argument.Parameter is not { } parameter) continue;

            FlowValue value = Rehome(_state[parameter.OriginalDefinition], function, invocation.Syntax);
            _state[parameter.OriginalDefinition] = FlowValue.Unknown;
            if (argument.Target is { } target) Store(target, value, WriteKind.Assignment, argument.Syntax, argument.Syntax);
        }

        return result.Object is null && result.Kind == FlowValueKind.Unknown ? Foreign(invocation) : result;
    }

    /// <summary>What a local function made is another object at each of its calls.</summary>
    private FlowValue Rehome(FlowValue value, IMethodSymbol function, SyntaxNode call)
    {
        if (value.Object is not { Origin: not ObjectOrigin.Foreign } made
            || !DeclarationOf(function).Span.Contains(made.Syntax.Span)
            || _state[made] is not { } members)
        {
            return value;
        }

        TrackedObject moved = Track(made.Syntax, made.Model, made.Origin, made.Source, call);
        ForgetEarlier(moved);
        _state[moved] = members;
        _state[made] = null;
        foreach (Variable variable in _state.Variables)
        {
            if (variable.Value.Object == made) _state[variable.Symbol] = FlowValue.Of(moved);
        }

        return FlowValue.Of(moved);
    }

    /// <summary>A local function that becomes a delegate runs nobody knows when.</summary>
    private void GiveUpCaptured(IMethodSymbol function)
    {
        ControlFlowGraph graph = _frame.Graph.GetLocalFunctionControlFlowGraphInScope(function.OriginalDefinition, _calls.CancellationToken);
        Capture(CapturedUses.Of(graph, _calls.CancellationToken), DeclarationOf(function));
    }

    /// <summary>Brings what a method of this compilation does into the state of its caller.</summary>
    private FlowValue Apply(FlowSummary summary, List<Argument> arguments, TrackedObject? receiver, SyntaxNode call, string method)
    {
        if (!summary.Returns)
        {
            _isDead = true;
            return FlowValue.Unknown;
        }

        var effect = new Effect(this, summary, arguments, call);
        if (summary.This is { } self && receiver is not null) effect.Pair(self, receiver, call, method);
        foreach (Argument argument in arguments)
        {
            if (argument.Parameter is not { } parameter) continue;

            if (summary.ParameterObject(parameter.Ordinal) is { } inside && argument.Value.Object is { } outside) effect.Pair(inside, outside, argument.Syntax, method);
            else if (argument.Value.Kind is FlowValueKind.Object or FlowValueKind.Tuple) EscapeAll(argument.Value, EscapeKind.Passed, argument.Syntax, method);
        }

        effect.Carry();
        foreach (Argument argument in arguments)
        {
            if (argument is { Target: { } target, Parameter: { } parameter })
            {
                Store(target, effect.Translate(summary.ValueOf(parameter.OriginalDefinition)), WriteKind.Assignment, argument.Syntax, argument.Syntax);
            }
        }

        return effect.Translate(summary.Result);
    }

    /// <summary>An argument of a call: its value, or for <c>ref</c> and <c>out</c> also what it names.</summary>
    private sealed record Argument(IParameterSymbol? Parameter, FlowValue Value, SyntaxNode Syntax, AssignmentTarget? Target);

    /// <summary>The translation of a summary, which speaks of the method's own objects, into those of the caller.</summary>
    private sealed class Effect(FlowRun run, FlowSummary summary, List<Argument> arguments, SyntaxNode call)
    {
        private readonly Dictionary<TrackedObject, TrackedObject> _outside = [];
        private readonly List<(TrackedObject Inside, TrackedObject Outside, SyntaxNode Syntax, string Method)> _pairs = [];

        public void Pair(TrackedObject inside, TrackedObject outside, SyntaxNode syntax, string method)
        {
            if (inside.Model != outside.Model)
            {
                run.EscapeObject(outside, EscapeKind.Passed, syntax, method);
            }
            else if (!_outside.ContainsKey(inside))
            {
                _outside.Add(inside, outside);
                _pairs.Add((inside, outside, syntax, method));
            }
        }

        /// <summary>What the method did to the objects it was given, and whether it showed them to others.</summary>
        public void Carry()
        {
            foreach ((TrackedObject inside, TrackedObject outside, SyntaxNode syntax, string method) in _pairs)
            {
                if (run._state[outside] is not { } before || summary.StateOf(inside) is not { } after) continue;

                if (after.IsLost)
                {
                    run.GiveUp(FlowValue.Of(outside));
                    continue;
                }

                if (summary.StateAtEscape(inside) is { } shown)
                {
                    run._state[outside] = Merge(outside, before, shown);
                    run.EscapeObject(outside, EscapeKind.Passed, syntax, method);
                    before = run._state[outside]!;
                }

                run._state[outside] = Merge(outside, before, after);
            }
        }

        public FlowValue Translate(FlowValue value)
        {
            if (value.Parameter >= 0) return ValueOf(arguments, value.Parameter);

            FlowValue result = value.Kind switch
            {
                FlowValueKind.Null => FlowValue.NullAt(call),
                FlowValueKind.Default => FlowValue.DefaultAt(call, value.Constant),
                FlowValueKind.Constant => FlowValue.ConstantAt(value.Constant!, call),
                FlowValueKind.Tuple => FlowValue.OfTuple(value.Elements!.Items.Select(Translate).ToArray()),
                FlowValueKind.Object => FlowValue.Of(Translate(value.Object!)),
                _ => FlowValue.Unknown,
            };
            return value.ReadFrom is { } read && _outside.TryGetValue(read.Object, out TrackedObject? source)
                ? read.IsNegated ? result.Read(source, read.Member).Negated(call) : result.Read(source, read.Member)
                : result;
        }

        private TrackedObject Translate(TrackedObject inside)
        {
            if (_outside.TryGetValue(inside, out TrackedObject? outside)) return outside;

            ObjectState? members = summary.StateOf(inside);
            bool isOurs = inside.Origin != ObjectOrigin.Foreign && members is { HasEscaped: false, IsLost: false };
            outside = run.Track(call, inside.Model, isOurs ? ObjectOrigin.Factory : ObjectOrigin.Foreign, source: null, detail: inside);
            _outside.Add(inside, outside);
            run.ForgetEarlier(outside);
            run._state[outside] = ObjectState.Create(inside.Model, member =>
            {
                if (members is null) return new(SlotKind.Untouched, FlowValue.Unknown);

                Slot slot = members[member];
                return new(isOurs || slot.Kind == SlotKind.Set ? slot.Kind : SlotKind.Untouched, Translate(slot.Value));
            });
            if (!isOurs && inside.Origin != ObjectOrigin.Foreign) run._state[outside] = run._state[outside]!.Escaped(mayBeChanged: false);
            return outside;
        }

        private ObjectState Merge(TrackedObject outside, ObjectState before, ObjectState inside) => before.Map(outside.Model, (member, slot) =>
        {
            Slot change = inside[member];
            if (change.Kind is (SlotKind.Set or SlotKind.Maybe) && slot.Kind is (SlotKind.Set or SlotKind.Maybe))
            {
                // The method writes over what the caller gave.
                FlowValue written = change.Kind == SlotKind.Set ? Translate(change.Value) : FlowValue.Unknown;
                run._writes.Add(new(outside, member, slot, written, WriteKind.Assignment, call, call, run._state.Copy()));
            }

            return change.Kind switch
            {
                SlotKind.Untouched => slot,
                SlotKind.Set => new(SlotKind.Set, Translate(change.Value)),
                SlotKind.Unset => new(SlotKind.Unset, Translate(change.Value)),
                _ => slot with { Kind = slot.Kind == SlotKind.Unset ? SlotKind.Maybe : slot.Kind, Value = slot.Value.OnSomePath() },
            };
        });
    }
}
