using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>The effects of calls on objects: constructors, methods, local functions, accessors, copies.</summary>
internal sealed class CallEffects(Interpreter run)
{
    private const string CloneMethod = "<Clone>$";

    private FlowState State => run.State;

    public FlowValue VisitCreation(IObjectCreationOperation creation)
    {
        List<Argument> arguments = VisitArguments(creation.Arguments);
        if (run.Models.TryGet(creation.Type, out BoundModel? model)) return Create(creation, model, creation.Type, creation.Constructor, arguments);

        if (!PassToConstructor(creation.Constructor, arguments, creation))
        {
            foreach (Argument argument in arguments) run.Recorder.Store(argument.Value, EscapeKind.Passed, argument.Syntax, creation.Type?.Name);
            AssignReferences(arguments, creation);
        }

        return creation.Type is { IsValueType: true } && creation.Arguments.IsEmpty ? FlowValue.DefaultAt(creation.Syntax) : FlowValue.Unknown;
    }

    /// <summary>Applies what the constructor of a type that is not bound does to the objects passed to it. False if its body cannot be read.</summary>
    private bool PassToConstructor(IMethodSymbol? constructor, List<Argument> arguments, IOperation call)
    {
        if (constructor is null
            || !Constructors.HasReadableBody(constructor)
            || !arguments.Exists(static argument => argument.Value.Object is not null)
            || run.Flow.SummaryOf(KeyOf(constructor, FlowValue.Unknown, arguments)) is not { IsKnown: true } summary)
        {
            return false;
        }

        Apply(summary, arguments, FlowValue.Unknown, call.Syntax, constructor, isLocal: false);
        return true;
    }

    public FlowValue Create(IOperation operation, BoundModel model, ITypeSymbol? type, IMethodSymbol? constructor, List<Argument> arguments)
    {
        TrackedObject tracked = run.Track(operation.Syntax, model, ObjectOrigin.Creation);
        run.UntrackEarlier(tracked);
        run.OnCreated(tracked);
        State[tracked] = run.Flow.Analysis.InitialState(model, type, constructor);
        if (constructor is not null)
        {
            Construct(tracked, constructor, arguments);
            RecordArguments(tracked, arguments);
        }

        return FlowValue.Of(tracked);
    }

    /// <summary>Creates a copy, which begins with the members of its source. Members already reported for the source are not reported for the copy.</summary>
    public FlowValue Clone(SyntaxNode syntax, TrackedObject source)
    {
        TrackedObject copy = run.Track(syntax, source.Model, ObjectOrigin.Copy, source, detail: source);
        MemberStates? members = State[source];
        run.UntrackEarlier(copy);
        run.OnCreated(copy);
        if (members is not null) State[copy] = Copied(source, members);
        return FlowValue.Of(copy);
    }

    public FlowValue VisitInvocation(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.Name == CloneMethod)
        {
            FlowValue source = run.Visitor.Visit(invocation.Instance);
            return source.Objects.IsEmpty
                ? run.Visitor.Foreign(invocation)
                : source.Objects.Select(cloned => Clone(invocation.Syntax, cloned)).Aggregate(static (one, other) => FlowValue.Join(one, other));
        }

        if (KnownMethods.IsCreateInstance(method) && run.Models.TryGet(method.TypeArguments[0], out BoundModel? model))
        {
            IMethodSymbol? constructor = (method.TypeArguments[0] as INamedTypeSymbol)?.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty);
            return Create(invocation, model, method.TypeArguments[0], constructor, []);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        FlowValue receiver = run.Visitor.Visit(invocation.Instance);
        List<Argument> arguments = VisitArguments(invocation.Arguments);
        if (method.MethodKind == MethodKind.Constructor)
        {
            foreach (TrackedObject self in receiver.Objects) Construct(self, method, arguments);
            if (receiver.Objects.IsEmpty && !PassToConstructor(method, arguments, invocation))
            {
                foreach (Argument argument in arguments) run.Recorder.Store(argument.Value, EscapeKind.Passed, argument.Syntax, method.ContainingType.Name);
            }

            return FlowValue.Unknown;
        }

        MethodTraits traits = run.Flow.Analysis.TraitsOf(method);
        if (traits.NeverReturns) return Die();

        foreach (Argument argument in arguments)
        {
            if (argument is not { Parameter.Ordinal: var ordinal, Operation: { } operation }) continue;
            if (traits.Asserted.TryGetValue(ordinal, out bool outcome)) Assert(argument, operation, outcome);
            if (traits.NotNull.Contains(ordinal)) AssertNotNull(argument, operation);
            if (run.IsDead) return FlowValue.Unknown;
        }

        if (traits.IsHarmless) return VisitHarmless(invocation, arguments);
        if (KnownMethods.ReturnsReceiver(method)) return receiver;

        if (run.RunInPlace(invocation, receiver, arguments) is { } inPlace) return inPlace;

        run.OnCalled();
        if (method.MethodKind == MethodKind.LocalFunction) return CallLocally(invocation, arguments);
        if (CanBeRead(invocation)
            && !IsOfExtensionBlock(method)
            && Matters(invocation, receiver, arguments)
            && run.Flow.SummaryOf(KeyOf(method, receiver, arguments)) is { IsKnown: true } summary)
        {
            return Apply(summary, arguments, receiver, invocation.Syntax, method, isLocal: false) is { IsKnown: true } result
                ? result
                : run.Visitor.Foreign(invocation);
        }

        return CallUnread(invocation, receiver, arguments);
    }

    /// <summary>Applies the accessor of a property that is not a member of the model. Returns false if there is no accessor with a readable body.</summary>
    public bool Set(IMethodSymbol setter, TrackedObject tracked, FlowValue value, SyntaxNode syntax, SyntaxNode valueSyntax, IOperation? source)
    {
        if (setter.DeclaringSyntaxReferences.IsEmpty)
        {
            // An accessor without a readable body may assign any member; those of the shipped models assign none.
            if (!InitialMembers.IsShipped(setter.ContainingType)) run.Recorder.GiveUp(FlowValue.Of(tracked));
            return false;
        }

        var receiver = FlowValue.Of(tracked);
        List<Argument> arguments = [new(setter.Parameters[setter.Parameters.Length - 1], value, valueSyntax, null, source)];
        if (IsOfExtensionBlock(setter))
        {
            run.Recorder.GiveUp(receiver);
            return false;
        }

        if (!SourceBodies.HasBody(setter) || run.Flow.SummaryOf(KeyOf(setter, receiver, arguments)) is not { IsKnown: true } summary) return false;

        Apply(summary, arguments, receiver, syntax, setter, isLocal: false);
        return true;
    }

    /// <summary>Applies a constructor to the object: its body, its record parameters or, if only metadata is available, its parameters by name.</summary>
    public void Construct(TrackedObject tracked, IMethodSymbol constructor, List<Argument> arguments)
    {
        if (State[tracked] is not { } members) return;

        constructor = constructor.OriginalDefinition;
        if (constructor.ContainingType.SpecialType != SpecialType.None) return;
        if (constructor.IsImplicitlyDeclared)
        {
            if (arguments is [{ Value.Object: { } copied }] && State[copied] is { } source) State[tracked] = Copied(copied, source);
            else if (!IsOurs(constructor)) State[tracked] = Constructors.AfterUnreadable(constructor, tracked.Model, members, ordinal => ValueOf(arguments, ordinal));
            else ConstructBase(tracked, constructor);
            return;
        }

        if (Constructors.IsPrimary(constructor))
        {
            if (Constructors.BaseCallOf(constructor, run.Flow.SemanticModelOf) is { } call) Construct(tracked, call.Constructor, ArgumentsOf(call, arguments));
            else ConstructBase(tracked, constructor);

            State[tracked] = State[tracked]!.Map(tracked.Model, (member, slot) => Constructors.AfterPrimary(constructor, member, slot, ordinal => ValueOf(arguments, ordinal)));
            return;
        }

        if (!IsOurs(constructor) || constructor.DeclaringSyntaxReferences.IsEmpty)
        {
            State[tracked] = Constructors.AfterUnreadable(constructor, tracked.Model, members, ordinal => ValueOf(arguments, ordinal));
            return;
        }

        var receiver = FlowValue.Of(tracked);
        if (run.Flow.SummaryOf(KeyOf(constructor, receiver, arguments)) is { IsKnown: true, This: { } self } summary && self.Model == tracked.Model)
        {
            Apply(summary, arguments, receiver, arguments.FirstOrDefault()?.Syntax ?? tracked.Syntax, constructor, isLocal: false);
        }
        else
        {
            EscapeArguments(arguments, EscapeKind.Passed, constructor.ContainingType.Name);
            State[tracked] = Constructors.Undecided(tracked.Model, members);
        }
    }

    /// <summary>Applies the base constructor that a constructor calls implicitly.</summary>
    public void ConstructBase(TrackedObject tracked, IMethodSymbol constructor)
    {
        if (Constructors.BaseOf(constructor) is { } inherited) Construct(tracked, inherited, []);
    }

    private bool IsOurs(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, run.Models.Compilation.Assembly);

    private static List<Argument> ArgumentsOf(Constructors.BaseCall call, List<Argument> arguments)
    {
        var result = new List<Argument>();
        for (int i = 0; i < call.Parameters.Length && i < call.Constructor.Parameters.Length; i++)
        {
            FlowValue value = call.Parameters[i] is { } ordinal ? ValueOf(arguments, ordinal) : FlowValue.Unknown;
            result.Add(new(call.Constructor.Parameters[i], value, call.Syntax, null, null));
        }

        return result;
    }

    /// <summary>Records an argument that a constructor assigns to a member as a write to that member here.</summary>
    private void RecordArguments(TrackedObject tracked, List<Argument> arguments)
    {
        MemberStates members = State[tracked]!;
        foreach (BoundMember member in tracked.Model.Members)
        {
            if (members[member] is not { Kind: SlotKind.Set, Value: { Origin: { } origin } value }) continue;

            foreach (Argument argument in arguments)
            {
                if (argument.Value != value || !argument.Syntax.Span.Contains(origin.Span)) continue;

                var before = new Slot(SlotKind.Unset, FlowValue.Unknown);
                run.Record(new MemberWrite(tracked, member, before, value, WriteKind.Assignment, argument.Syntax, argument.Syntax, State.Copy()));
            }
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

    private static MemberStates Copied(TrackedObject source, MemberStates members)
    {
        bool isReported = members.HasEscaped || members.IsLost || source.Origin == ObjectOrigin.Foreign;
        return MemberStates.Create(source.Model, member =>
        {
            Slot slot = members[member];
            SlotKind kind = isReported && slot.Kind != SlotKind.Set ? SlotKind.Unassigned : slot.Kind;
            return new(kind, slot.Value.Read(source, member));
        });
    }

    private FlowValue Die()
    {
        run.IsDead = true;
        return FlowValue.Unknown;
    }

    private void Assert(Argument argument, IOperation condition, bool outcome)
    {
        if (argument.Value.Constant is bool known && known != outcome)
        {
            run.IsDead = true;
            return;
        }

        run.Facts.Record(condition, outcome);
        run.OnAsserted(condition, outcome);
    }

    private void AssertNotNull(Argument argument, IOperation operation)
    {
        if (argument.Value.IsNull) run.IsDead = true;
        else run.Facts.RecordNotNull(operation);

        run.OnAsserted(operation, outcome: false);
    }

    /// <summary>Applies a call that only inspects its arguments. For some of these calls the result is known.</summary>
    private static FlowValue VisitHarmless(IInvocationOperation invocation, List<Argument> arguments)
    {
        if (!KnownMethods.IsNullOrEmpty(invocation.TargetMethod) || arguments is not [{ Value: var value }, ..]) return FlowValue.Unknown;

        bool? isEmpty = value.IsNull ? true
            : value.Constant is string text ? (invocation.TargetMethod.Name == "IsNullOrEmpty" ? text.Length == 0 : text.Trim().Length == 0)
            : null;
        return OperationVisitor.BooleanOf(isEmpty, invocation);
    }

    private FlowValue CallUnread(IInvocationOperation invocation, FlowValue receiver, List<Argument> arguments)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (receiver.Object is not null && !KnownMethods.OnlyReadsReceiver(method)) run.Recorder.GiveUp(receiver);

        // `token.Scope.Add(…)`, and `Scope = { … }` in an initializer: the member exists and has content.
        if (receiver.ReadFrom is { } read && KnownMethods.Fills(method)) run.Visitor.Fill(read.Object, read.Member);

        if (IsUnknowable(invocation))
        {
            foreach (Argument argument in arguments) run.Recorder.GiveUp(argument.Value);
        }
        else if (KnownMethods.Stores(method))
        {
            foreach (Argument argument in arguments) run.Recorder.Store(argument.Value, EscapeKind.Passed, argument.Syntax, method.Name);
        }
        else
        {
            EscapeArguments(arguments, KnownMethods.IsSerialization(method) ? EscapeKind.Serialized : EscapeKind.Passed, method.Name);
        }

        AssignReferences(arguments, invocation);
        return run.Visitor.Foreign(invocation);
    }

    /// <summary>Whether the effect of a call on an object cannot be determined: a delegate, a mapper, reflection, an extension member without a body.</summary>
    private bool IsUnknowable(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke) return !IsEvent(invocation.Instance);

        return KnownMethods.MayFill(method) || IsOfExtensionBlock(method);
    }

    /// <summary>
    /// Whether a method is a member of an extension block, or the static method that implements one. The compiler version referenced here does not expose their
    /// receiver as a parameter, so their bodies are not analyzed.
    /// </summary>
    private bool IsOfExtensionBlock(IMethodSymbol method) => (int)method.ContainingType.TypeKind > (int)TypeKind.FunctionPointer
        || (method is { MethodKind: MethodKind.Ordinary, IsStatic: true, ContainingType.IsStatic: true }
            && IsOurs(method)
            && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().Parent is null or TypeDeclarationSyntax { Identifier.RawKind: 0 });

    private bool IsEvent(IOperation? instance) => instance switch
    {
        IEventReferenceOperation => true,
        IFlowCaptureReferenceOperation capture => run.Flow.SemanticModelOf(capture.Syntax.SyntaxTree)?.GetSymbolInfo(capture.Syntax).Symbol is IEventSymbol,
        _ => false,
    };

    private List<Argument> VisitArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var result = new List<Argument>(arguments.Length);
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                AssignmentTarget? target = run.Visitor.TargetOf(argument.Value);
                FlowValue value = target is null || argument.Parameter.RefKind == RefKind.Out
                    ? FlowValue.Unknown
                    : run.Visitor.ReadTarget(target, argument.Value);
                result.Add(new(argument.Parameter, value, argument.Syntax, target, argument.Value));
            }
            else
            {
                result.Add(new(argument.Parameter, run.Visitor.Visit(argument.Value), argument.Value.Syntax, null, argument.Value));
            }
        }

        return result;
    }

    private void EscapeArguments(List<Argument> arguments, EscapeKind kind, string? method)
    {
        foreach (Argument argument in arguments) run.Recorder.Escape(argument.Value, kind, argument.Syntax, method);
    }

    private void AssignReferences(List<Argument> arguments, IOperation call)
    {
        foreach (Argument argument in arguments)
        {
            if (argument.Target is { } target) run.Visitor.Store(target, FlowValue.Unknown, WriteKind.Assignment, argument.Syntax, argument.Syntax, call);
        }
    }

    public static bool CanBeRead(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        return !method.DeclaringSyntaxReferences.IsEmpty
            && method is { IsAbstract: false, IsExtern: false }
            && !(invocation.IsVirtual && !method.IsSealed && !method.ContainingType.IsSealed);
    }

    /// <summary>Whether a call may involve objects of bound models. Most calls do not and need no analysis.</summary>
    public bool Matters(IInvocationOperation invocation, FlowValue receiver, List<Argument> arguments)
    {
        if (receiver.Object is not null
            || (receiver.Kind == FlowValueKind.Unknown && invocation.Instance is IInstanceReferenceOperation && run.This is not null))
        {
            return true;
        }

        foreach (Argument argument in arguments)
        {
            if (argument.Value.Kind is FlowValueKind.Object or FlowValueKind.Tuple) return true;
            if (argument.Target is not null && run.Models.TryGet(argument.Parameter?.Type, out _)) return true;
        }

        return run.Models.IsReturnedBy(invocation.TargetMethod);
    }

    /// <summary>
    /// The key of the summary that a call needs: if the parameters of the method are less specific than its arguments, the models of the arguments.
    /// </summary>
    private SummaryKey KeyOf(IMethodSymbol method, FlowValue receiver, List<Argument> arguments)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        ImmutableArray<BoundModel?>.Builder models = ImmutableArray.CreateBuilder<BoundModel?>(method.Parameters.Length + 1);
        models.Add(method.IsStatic ? null : ModelOf(receiver) ?? (run.Models.TryGet(method.ContainingType, out BoundModel? own) ? own : null));
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            BoundModel? assigned = ModelOf(ValueOf(arguments, parameter.Ordinal));
            models.Add(assigned ?? (run.Models.TryGet(parameter.Type, out BoundModel? declared) ? declared : null));
        }

        return new(method, models.MoveToImmutable());
    }

    private static BoundModel? ModelOf(FlowValue value) => value.Object?.Model;

    private FlowValue CallLocally(IInvocationOperation invocation, List<Argument> arguments)
    {
        IMethodSymbol function = invocation.TargetMethod.OriginalDefinition;
        if (run.Flow.LocalSummaryOf(function, run.Graph) is { IsKnown: true } summary)
        {
            FlowValue self = run.This is null ? FlowValue.Unknown : FlowValue.Of(run.This);
            return Apply(summary, arguments, self, invocation.Syntax, function, isLocal: true) is { IsKnown: true } result
                ? result
                : run.Visitor.Foreign(invocation);
        }

        if (BodyFlow.IsInScope(function, run.Graph)) run.Visitor.Capture(run.Flow.UsesOf(run.Flow.GraphOf(function, run.Graph)), invocation.Syntax);
        EscapeArguments(arguments, EscapeKind.Passed, function.Name);
        AssignReferences(arguments, invocation);
        return run.Visitor.Foreign(invocation);
    }

    /// <summary>Applies the effects of a method of this compilation to the state of its caller.</summary>
    private FlowValue Apply(FlowSummary summary, List<Argument> arguments, FlowValue receiver, SyntaxNode call, IMethodSymbol method, bool isLocal)
    {
        if (!summary.Returns) return Die();

        bool isConstructor = method.MethodKind == MethodKind.Constructor;
        string name = isConstructor ? method.ContainingType.Name : method.Name;
        var effect = new Effect(run, summary, arguments, call, isLocal);
        if (summary.This is { } self) effect.Pair(self, receiver, call, isConstructor ? null : name);
        foreach (Argument argument in arguments)
        {
            if (argument.Parameter is not { } parameter) continue;

            if (summary.Interface.ParameterObject(parameter.Ordinal) is { } inside && argument.Value.Object is not null) effect.Pair(inside, argument.Value, argument.Syntax, name);
            else if (argument.Value.Kind is FlowValueKind.Object or FlowValueKind.Tuple) run.Recorder.Escape(argument.Value, EscapeKind.Passed, argument.Syntax, name);
        }

        foreach ((ISymbol variable, TrackedObject? inside) in summary.Interface.Captured)
        {
            if (inside is not null) effect.Pair(inside, State[variable], call, name);
        }

        effect.ApplyToObjects();
        foreach (Argument argument in arguments)
        {
            if (argument is { Target: { } target, Parameter: { } parameter })
            {
                run.Visitor.Store(target, effect.Translate(summary.ValueOf(parameter.OriginalDefinition)), WriteKind.Assignment, argument.Syntax, argument.Syntax, argument.Operation);
            }
        }

        foreach ((ISymbol variable, TrackedObject? inside) in summary.Interface.Captured)
        {
            FlowValue after = summary.ValueOf(variable);
            if (inside is null ? !run.Flow.IsWrittenIn(variable, method, run.Graph) : after == FlowValue.Of(inside)) continue;

            State[variable] = effect.Translate(after);
            run.OnAssigned(variable, null);
        }

        return effect.Translate(summary.Result);
    }

    /// <summary>Translates a summary from the method's own objects to those of the caller.</summary>
    private sealed class Effect(Interpreter run, FlowSummary summary, List<Argument> arguments, SyntaxNode call, bool isLocal)
    {
        private readonly Dictionary<TrackedObject, FlowValue> _outside = [];
        private readonly List<(TrackedObject Inside, TrackedObject Outside, bool MayBeExcluded, SyntaxNode Syntax, string? Method)> _pairs = [];

        /// <summary>Maps an object of the method to the caller's.</summary>
        /// <param name="inside">The object inside the method.</param>
        /// <param name="value">The same object in the caller.</param>
        /// <param name="syntax">Where it is passed.</param>
        /// <param name="method">The method's name; null for a constructor and the object that it creates.</param>
        public void Pair(TrackedObject inside, FlowValue value, SyntaxNode syntax, string? method)
        {
            if (_outside.ContainsKey(inside)) return;
            if (value.Objects.IsEmpty) return;

            _outside.Add(inside, value);
            foreach (TrackedObject outside in value.Objects)
            {
                if (inside.Model == outside.Model) _pairs.Add((inside, outside, value.MayExclude(outside), syntax, method));
                else run.Recorder.Escape(outside, KindOf(method), syntax, method);
            }
        }

        /// <summary>Applies the method's effects on the objects it was passed, including their escapes.</summary>
        public void ApplyToObjects()
        {
            foreach ((TrackedObject inside, TrackedObject outside, bool mayBeExcluded, SyntaxNode syntax, string? method) in _pairs)
            {
                if (run.State[outside] is not { } before || summary.StateOf(inside) is not { } after) continue;

                if (after.IsLost)
                {
                    run.Recorder.GiveUp(FlowValue.Of(outside));
                    continue;
                }

                if (summary.StateAtEscape(inside) is { } shown)
                {
                    run.State[outside] = Merge(outside, before, shown, mayBeExcluded);
                    if (after.Seen.Store is not null || shown.Seen.Store is not null) run.Recorder.Store(FlowValue.Of(outside), KindOf(method), syntax, method);
                    else run.Recorder.Escape(outside, KindOf(method), syntax, method);
                    before = run.State[outside]!;
                }

                run.State[outside] = Merge(outside, before, after, mayBeExcluded);
            }
        }

        private static EscapeKind KindOf(string? method) => method is null ? EscapeKind.Stored : EscapeKind.Passed;

        public FlowValue Translate(FlowValue value)
        {
            if (value.Parameter >= 0) return ValueOf(arguments, value.Parameter);

            // Nulls and constants in a local function are part of the surrounding body.
            bool isText = value.Kind is FlowValueKind.Null or FlowValueKind.MaybeNull or FlowValueKind.Default or FlowValueKind.Constant;
            FlowValue result = isLocal && isText ? value.WithoutRead() : value.Kind switch
            {
                FlowValueKind.Null => FlowValue.NullAt(value.Origin is null ? null : call),
                FlowValueKind.MaybeNull => FlowValue.Join(FlowValue.NullAt(value.Origin is null ? null : call), FlowValue.Unknown),
                FlowValueKind.Default => FlowValue.DefaultAt(value.Origin is null ? null : call, value.Constant),
                FlowValueKind.Constant => FlowValue.ConstantAt(value.Constant!, call),
                FlowValueKind.Tuple => FlowValue.OfTuple(value.Elements!.Items.Select(Translate).ToArray()),
                FlowValueKind.Object => TranslateObjects(value),
                _ => FlowValue.Unknown,
            };
            return value.ReadFrom is { } read && _outside.TryGetValue(read.Object, out FlowValue? source) && source is { Object: { } from, IsAmbiguous: false }
                ? read.IsNegated ? result.Read(from, read.Member).Negated(call) : result.Read(from, read.Member)
                : result;
        }

        private FlowValue TranslateObjects(FlowValue value)
        {
            FlowValue result = value.Objects.Select(Translate).Aggregate(static (one, other) => FlowValue.Join(one, other));
            return value.CanBeNull ? FlowValue.Join(result, FlowValue.NullAt(call)) : result;
        }

        private FlowValue Translate(TrackedObject inside)
        {
            if (_outside.TryGetValue(inside, out FlowValue? known)) return known;

            MemberStates? members = summary.StateOf(inside);
            bool isOurs = inside.Origin != ObjectOrigin.Foreign && members is { MayHaveEscaped: false, IsLost: false };
            ObjectOrigin origin = !isOurs ? ObjectOrigin.Foreign : isLocal ? inside.Origin : ObjectOrigin.Factory;
            TrackedObject outside = isLocal && isOurs
                ? run.Track(inside.Syntax, inside.Model, origin, inside.Source, detail: call)
                : run.Track(call, inside.Model, origin, source: null, detail: inside);
            _outside.Add(inside, FlowValue.Of(outside));
            run.UntrackEarlier(outside);
            run.OnCreated(outside);
            run.State[outside] = MemberStates.Create(inside.Model, member =>
            {
                if (members is null) return new(SlotKind.Unassigned, FlowValue.Unknown);

                Slot slot = members[member];
                return new(isOurs || slot.Kind == SlotKind.Set ? slot.Kind : SlotKind.Unassigned, Translate(slot.Value));
            });
            if (!isOurs && inside.Origin != ObjectOrigin.Foreign) run.State[outside] = run.State[outside]!.Escaped(inside.Model, mayBeChanged: false);
            else if (isOurs && members!.Seen.Store is { } store) run.State[outside] = run.State[outside]!.Stored(inside.Model, store);
            return FlowValue.Of(outside);
        }

        private MemberStates Merge(TrackedObject outside, MemberStates before, MemberStates inside, bool mayBeExcluded) =>
            before.Map(outside.Model, (member, slot) =>
        {
            Slot change = inside[member];
            if (change.Kind is (SlotKind.Set or SlotKind.Maybe) && slot.Kind is (SlotKind.Set or SlotKind.Maybe))
            {
                // The method overwrites a value assigned by the caller.
                FlowValue written = change.Kind == SlotKind.Set ? Translate(change.Value) : FlowValue.Unknown;
                run.Record(new MemberWrite(outside, member, slot, written, WriteKind.Assignment, call, call, run.State.Copy()));
            }

            Slot merged = change.Kind switch
            {
                SlotKind.Unassigned => slot,
                SlotKind.Set => new(SlotKind.Set, Translate(change.Value)),
                SlotKind.Unset => slot.Kind == SlotKind.Unset ? slot : new(SlotKind.Unset, Translate(change.Value)),
                _ => slot with { Kind = slot.Kind == SlotKind.Set ? SlotKind.Set : SlotKind.Maybe, Value = slot.Value.OnSomePath() },
            };
            return mayBeExcluded ? merged with { Value = FlowValue.Join(slot.Value, merged.Value) } : merged;
        });
    }
}
