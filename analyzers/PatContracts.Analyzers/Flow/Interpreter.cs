using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// What the parts of one run over a control flow graph share: the state, and where the run is. <see cref="FlowEngine"/> runs over all paths at once,
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

    /// <summary>The body that the graph belongs to, with what is known of it from elsewhere.</summary>
    public abstract BodyFlow Flow { get; }

    public BoundModels Models => Flow.Models;

    public abstract FlowNames Names { get; }

    public EscapeRecorder Recorder { get; }

    public ConditionFacts Facts { get; }

    public CallEffects Calls { get; }

    public OperationVisitor Visitor { get; }

    public abstract ControlFlowGraph Graph { get; }

    /// <summary>The method, local function or lambda whose graph it is; null for an initial value.</summary>
    public abstract IMethodSymbol? Function { get; }

    /// <summary>The object that the body is a member of, where its type is bound.</summary>
    public abstract TrackedObject? This { get; }

    /// <summary>Whether the graph is the body of a local function, whose result is its caller's business.</summary>
    public abstract bool IsLocalFunction { get; }

    public FlowState State { get; set; } = null!;

    /// <summary>Whether the current point is not reached: a call before it does not return.</summary>
    public bool IsDead { get; set; }

    /// <summary>An object is created, or brought by a call.</summary>
    public virtual void OnCreated(TrackedObject tracked)
    {
    }

    /// <summary>A variable, or a location that is like one, was assigned.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="source">The value or, for what a call assigns, the call; null where there is none.</param>
    public virtual void OnAssigned(object variable, IOperation? source)
    {
    }

    /// <summary>An intermediate result was kept.</summary>
    public virtual void OnCaptured(CaptureId capture, IOperation value)
    {
    }

    /// <summary>A field or property was assigned.</summary>
    public virtual void OnWritten(ISymbol member)
    {
    }

    /// <summary>Code ran that may have assigned any field or property.</summary>
    public virtual void OnCalled()
    {
    }

    /// <summary>A call asserts a condition: it does not return where that is otherwise.</summary>
    public virtual void OnAsserted(IOperation condition, bool outcome)
    {
    }

    /// <summary>Runs the body of a called method in place; null where its summary is to be applied instead.</summary>
    public virtual FlowValue? RunInPlace(IInvocationOperation call, FlowValue receiver, List<Argument> arguments) => null;

    public abstract void Record(Escape escape);

    public abstract void Record(MemberWrite write);

    /// <summary>In a constructor the members begin as their initializers and the base type's constructor leave them.</summary>
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
        State[tracked] = ObjectState.Foreign(model);
        return tracked;
    }

    /// <summary>The same expression created an object before: variables that still name that one name something that is not followed any more.</summary>
    public void ForgetEarlier(TrackedObject tracked)
    {
        if (State[tracked] is null) return;

        Recorder.Settle(tracked);
        State.Forget(tracked);
    }
}

/// <summary>An argument of a call: its value, or for <c>ref</c> and <c>out</c> also what it names.</summary>
internal sealed record Argument(IParameterSymbol? Parameter, FlowValue Value, SyntaxNode Syntax, AssignmentTarget? Target, IOperation? Operation);
