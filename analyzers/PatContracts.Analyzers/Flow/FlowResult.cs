using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>How other code comes to see an object.</summary>
internal enum EscapeKind
{
    Returned,
    Passed,
    Stored,
    Captured,
    Serialized,
}

/// <summary>How a member is written.</summary>
internal enum WriteKind
{
    /// <summary>An object or <c>with</c> initializer, or a simple assignment.</summary>
    Assignment,

    /// <summary>A compound assignment, such as <c>|=</c> or <c>++</c>. The value is the result.</summary>
    Compound,
}

/// <summary>A point at which other code may see an object for the first time.</summary>
/// <param name="Object">The object.</param>
/// <param name="Syntax">The syntax at which it escapes.</param>
/// <param name="Kind">How it escapes.</param>
/// <param name="Target">The method to which it is passed, or the member in which it is stored, if named.</param>
/// <param name="Members">Its members immediately before.</param>
/// <param name="State">The complete state at that point.</param>
internal sealed record Escape(
    TrackedObject Object,
    SyntaxNode Syntax,
    EscapeKind Kind,
    string? Target,
    ObjectState Members,
    FlowState State)
{
    /// <summary>The state where the object was created; null if that is not in the same body.</summary>
    public FlowState? Created { get; init; }

    /// <summary>The member in which it is stored, if that is a field or property of the containing type.</summary>
    public ISymbol? StoredIn { get; init; }

    /// <summary>The local variable or parameter that refers to the object there, or null.</summary>
    public string? Variable => State.Variables.FirstOrDefault(variable => variable.Value.Names(Object))?.Symbol.Name;
}

/// <summary>A write to a member.</summary>
/// <param name="Object">The object.</param>
/// <param name="Member">The member.</param>
/// <param name="Before">The member before.</param>
/// <param name="Value">Its value afterwards.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Syntax">The assignment.</param>
/// <param name="ValueSyntax">The assigned value.</param>
/// <param name="State">The complete state immediately before.</param>
internal sealed record MemberWrite(
    TrackedObject Object,
    BoundMember Member,
    Slot Before,
    FlowValue Value,
    WriteKind Kind,
    SyntaxNode Syntax,
    SyntaxNode ValueSyntax,
    FlowState State);

/// <summary>The result of the analysis of one body. Each entry stands for all paths to its point, joined.</summary>
internal sealed class FlowResult
{
    public static readonly FlowResult Nothing =
        new(ImmutableArray<Escape>.Empty, ImmutableArray<MemberWrite>.Empty, FlowSummary.Unknown, paths: null);

    private readonly Lazy<ILookup<SyntaxNode, Escape>> _escapes;
    private readonly Lazy<ILookup<SyntaxNode, MemberWrite>> _writes;
    private readonly Lazy<ILookup<SyntaxNode, MemberWrite>> _writesOfValue;
    private readonly Lazy<ILookup<SyntaxNode, MemberWrite>> _writesOver;
    private readonly Lazy<ILookup<SyntaxNode, MemberWrite>> _writesTo;
    private readonly ConcurrentDictionary<Type, object> _derived = new();
    private readonly PathSearch? _paths;

    public FlowResult(ImmutableArray<Escape> escapes, ImmutableArray<MemberWrite> writes, FlowSummary summary, PathSearch? paths)
    {
        Escapes = escapes;
        Writes = writes;
        Summary = summary;
        _paths = paths;
        _escapes = new(() => Escapes.Where(static escape => escape.Object.Origin != ObjectOrigin.Foreign).ToLookup(static escape => escape.Object.Syntax));
        _writes = new(() => Writes.ToLookup(static write => write.Syntax));
        _writesOfValue = new(() => Writes.ToLookup(static write => write.ValueSyntax));
        _writesOver = new(() => Writes
            .SelectMany(static write => write.Before.Value.Origins, static (write, origin) => (write, origin))
            .ToLookup(static over => over.origin, static over => over.write));
        _writesTo = new(() => Writes.ToLookup(static write => write.Object.Syntax));
    }

    /// <summary>All points at which an object may be seen for the first time. An object that cannot be followed has none.</summary>
    public ImmutableArray<Escape> Escapes { get; }

    /// <summary>All writes to members of bound models, including those of constructor parameters, which are located at their arguments.</summary>
    public ImmutableArray<MemberWrite> Writes { get; }

    /// <summary>The effects on callers.</summary>
    public FlowSummary Summary { get; }

    /// <summary>Whether the analysis is complete. If it is not, because the body cannot be followed or does not compile, rules report nothing.</summary>
    public bool IsComplete => _paths is not null;

    /// <summary>Returns the escapes of the object created by an expression. A factory call may return several objects, which the model distinguishes.</summary>
    public ImmutableArray<Escape> EscapesOf(SyntaxNode creation, BoundModel model) =>
        _escapes.Value[creation].Where(escape => escape.Object.Model == model).ToImmutableArray();

    /// <summary>Returns the writes made by an assignment.</summary>
    public IEnumerable<MemberWrite> WritesAt(SyntaxNode assignment) => _writes.Value[assignment];

    /// <summary>Returns the writes that assign the value of an expression.</summary>
    public IEnumerable<MemberWrite> WritesOf(SyntaxNode value) => _writesOfValue.Value[value];

    /// <summary>Returns the writes to members that held the value written at a location.</summary>
    public IEnumerable<MemberWrite> WritesOver(SyntaxNode origin) => _writesOver.Value[origin];

    /// <summary>Returns the writes to objects that an expression creates or returns.</summary>
    public IEnumerable<MemberWrite> WritesTo(SyntaxNode creation) => _writesTo.Value[creation];

    /// <summary>Returns data that a rule derives from the result as a whole; computed once.</summary>
    public T Derived<T>(Func<FlowResult, T> derive)
        where T : class => (T)_derived.GetOrAdd(typeof(T), _ => derive(this));

    /// <summary>Searches for paths on which an object escapes, to decide questions that the joined entries leave open.</summary>
    /// <param name="creation">The expression that creates the object.</param>
    /// <param name="model">Its model.</param>
    /// <param name="member">The member in question.</param>
    /// <param name="fault">The fault to search for.</param>
    public Witness Search(SyntaxNode creation, BoundModel model, BoundMember member, MemberFault fault) =>
        _paths?.Search(new(creation, model, member, fault)) ?? default;

    /// <summary>Whether a write certainly never assigns the null or default that it may assign: preceding tests exclude that path.</summary>
    public bool IsUnreachable(MemberWrite write) => _paths?.IsUnreachable(write) == true;
}

/// <summary>The result of a search over paths.</summary>
/// <param name="Incomplete">An escape on a feasible path at which the member has the fault; null if no such path is proved.</param>
/// <param name="Complete">An escape on a feasible path at which it does not.</param>
/// <param name="IsAlwaysFaulty">Whether a path of the second kind certainly does not exist.</param>
internal readonly record struct Witness(Escape? Incomplete, Escape? Complete, bool IsAlwaysFaulty);

/// <summary>The effects of a method on the objects it is passed, and its return value.</summary>
internal sealed class FlowSummary
{
    /// <summary>The summary of an unknown method: arguments escape.</summary>
    public static readonly FlowSummary Unknown = new(FlowInterface.None, null, ImmutableArray<Escape>.Empty, isKnown: false);

    private readonly FlowState? _exit;
    private readonly ImmutableDictionary<TrackedObject, ObjectState> _shown;

    public FlowSummary(FlowInterface face, FlowState? exit, ImmutableArray<Escape> escapes, bool isKnown)
    {
        Interface = face;
        _exit = exit;
        IsKnown = isKnown;
        var shown = new Dictionary<TrackedObject, ObjectState>();
        foreach (Escape escape in escapes)
        {
            if (escape.Object.Origin != ObjectOrigin.Foreign) continue;

            shown[escape.Object] = shown.TryGetValue(escape.Object, out ObjectState? other) ? ObjectState.Join(other, escape.Members) : escape.Members;
        }

        _shown = shown.ToImmutableDictionary();
    }

    /// <summary>The initial summary of a method in a recursive component: it never returns.</summary>
    public static FlowSummary NeverReturns(FlowInterface face) => new(face, null, ImmutableArray<Escape>.Empty, isKnown: true);

    /// <summary>The objects and variables that exist when the method begins.</summary>
    public FlowInterface Interface { get; }

    /// <summary>The object on which the method is called, if its type is bound.</summary>
    public TrackedObject? This => Interface.This;

    public bool IsKnown { get; }

    /// <summary>Whether the method ever returns.</summary>
    public bool Returns => _exit is not null;

    /// <summary>Its return value; a returned object that has not escaped is left to the caller to report.</summary>
    public FlowValue Result => _exit?.Returned ?? FlowValue.Unknown;

    /// <summary>Returns the value of a variable, such as an <c>out</c> parameter, when the method returns.</summary>
    public FlowValue ValueOf(ISymbol variable) => _exit?[variable] ?? FlowValue.Unknown;

    /// <summary>Returns the members of an object when the method returns, or null.</summary>
    public ObjectState? StateOf(TrackedObject tracked) => _exit?[tracked];

    /// <summary>Returns the members of an object where the method makes it visible to other code, or null if it does not.</summary>
    public ObjectState? StateAtEscape(TrackedObject tracked) => _shown.TryGetValue(tracked, out ObjectState? members) ? members : null;

    /// <summary>Whether callers cannot distinguish the two summaries.</summary>
    public bool IsSame(FlowSummary other)
    {
        if (Returns != other.Returns || Result != other.Result || _shown.Count != other._shown.Count) return false;

        foreach (TrackedObject tracked in Interface.Objects.Concat(Result.Objects))
        {
            if (!Equals(StateOf(tracked), other.StateOf(tracked)) || !Equals(StateAtEscape(tracked), other.StateAtEscape(tracked))) return false;
        }

        foreach (ISymbol variable in Interface.Variables)
        {
            if (ValueOf(variable) != other.ValueOf(variable)) return false;
        }

        return true;
    }
}

/// <summary>The objects and variables that connect a body with its callers.</summary>
/// <param name="This">The object that contains the body, if its type is bound.</param>
/// <param name="Parameters">The objects to which the parameters refer at the beginning, by ordinal.</param>
/// <param name="Captured">For a local function, the variables of the surrounding code, with the objects to which they refer at the beginning.</param>
/// <param name="References">Its <c>out</c> and <c>ref</c> parameters.</param>
internal sealed record FlowInterface(
    TrackedObject? This,
    ImmutableArray<TrackedObject?> Parameters,
    ImmutableArray<(ISymbol Variable, TrackedObject? Object)> Captured,
    ImmutableArray<IParameterSymbol> References)
{
    public static readonly FlowInterface None = new(
        null,
        ImmutableArray<TrackedObject?>.Empty,
        ImmutableArray<(ISymbol Variable, TrackedObject? Object)>.Empty,
        ImmutableArray<IParameterSymbol>.Empty);

    /// <summary>Returns the object to which a parameter refers at the beginning, if its type is bound.</summary>
    public TrackedObject? ParameterObject(int ordinal) => ordinal < Parameters.Length ? Parameters[ordinal] : null;

    public IEnumerable<TrackedObject> Objects =>
        Parameters.Concat(Captured.Select(static captured => captured.Object)).Prepend(This).Where(static tracked => tracked is not null)!;

    public IEnumerable<ISymbol> Variables => Captured.Select(static captured => captured.Variable).Concat(References);
}
