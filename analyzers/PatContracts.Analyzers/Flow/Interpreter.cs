using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// The state and position shared by the parts of one run over a control flow graph. <see cref="FlowEngine"/> runs over all paths at once,
/// <see cref="PathSearch"/> over one after another.
/// </summary>
internal abstract class Interpreter
{
    protected Interpreter()
    {
        Recorder = new(this);
        Facts = new(this);
        Calls = new(this);
        Visitor = new(this);
    }

    /// <summary>The body that contains the graph.</summary>
    public abstract BodyFlow Flow { get; }

    public BoundModels Models => Flow.Models;

    public abstract FlowNames Names { get; }

    public EscapeRecorder Recorder { get; }

    public ConditionFacts Facts { get; }

    public CallEffects Calls { get; }

    public OperationVisitor Visitor { get; }

    public abstract ControlFlowGraph Graph { get; }

    /// <summary>The method, local function or lambda of the graph; null for an initial value.</summary>
    public abstract IMethodSymbol? Function { get; }

    /// <summary>The object that contains the body, if its type is bound.</summary>
    public abstract TrackedObject? This { get; }

    /// <summary>Whether the graph is the body of a local function, whose caller handles its result.</summary>
    public abstract bool IsLocalFunction { get; }

    public FlowState State { get; set; } = null!;

    /// <summary>Whether the current point is unreachable, because a preceding call does not return.</summary>
    public bool IsDead { get; set; }

    /// <summary>Called when an object is created or returned by a call.</summary>
    public virtual void OnCreated(TrackedObject tracked)
    {
    }

    /// <summary>Called when a variable, or a location tracked like one, is assigned.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="source">The value or, for a value assigned by a call, the call; null if there is none.</param>
    public virtual void OnAssigned(object variable, IOperation? source)
    {
    }

    /// <summary>Called when an intermediate result is captured.</summary>
    public virtual void OnCaptured(CaptureId capture, IOperation value)
    {
    }

    /// <summary>Called when a field or property is assigned.</summary>
    public virtual void OnWritten(ISymbol member)
    {
    }

    /// <summary>Called after code ran that may have assigned any field or property.</summary>
    public virtual void OnCalled()
    {
    }

    /// <summary>Called when a call asserts a condition: it does not return if the outcome differs.</summary>
    public virtual void OnAsserted(IOperation condition, bool outcome)
    {
    }

    /// <summary>Runs the body of a called method in place; null if its summary is to be applied instead.</summary>
    public virtual FlowValue? RunInPlace(IInvocationOperation call, FlowValue receiver, List<Argument> arguments) => null;

    public abstract void Record(Escape escape);

    public abstract void Record(MemberWrite write);

    /// <summary>Initializes the members in a constructor to their state after their initializers and the base constructor.</summary>
    protected void BeginConstructor()
    {
        if (Function is not { MethodKind: MethodKind.Constructor, IsStatic: false } constructor || This is null) return;

        State[This] = Flow.Analysis.InitialState(This.Model, constructor.ContainingType, constructor);
        if (!SourceBodies.HasConstructorInitializer(constructor)) Calls.ConstructBase(This, constructor);
    }

    public TrackedObject Track(SyntaxNode syntax, BoundModel model, ObjectOrigin origin, TrackedObject? source = null, object? detail = null) =>
        Names.Track(syntax, model, origin, source, detail);

    public TrackedObject AddForeign(SyntaxNode syntax, BoundModel model, object? detail)
    {
        TrackedObject tracked = Track(syntax, model, ObjectOrigin.Foreign, detail: detail);
        State[tracked] = MemberStates.Foreign(model);
        return tracked;
    }

    /// <summary>
    /// Handles an expression that creates another object: variables that still refer to the earlier one refer to an untracked object from here.
    /// </summary>
    public void UntrackEarlier(TrackedObject tracked)
    {
        if (State[tracked] is null) return;

        Recorder.RecordStored(tracked);
        State.Untrack(tracked);
    }
}
