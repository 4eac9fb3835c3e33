using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>How an object comes to be seen by other code.</summary>
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
    /// <summary>In an object or <c>with</c> initializer, or by a plain assignment.</summary>
    Assignment,

    /// <summary>By <c>|=</c>, <c>++</c> and their kind. The value is the result.</summary>
    Compound,
}

/// <summary>A point at which other code may see an object for the first time.</summary>
/// <param name="Object">The object.</param>
/// <param name="Syntax">Where it escapes.</param>
/// <param name="Kind">How.</param>
/// <param name="Target">The method it is passed to, or the member it is stored in, where that has a name.</param>
/// <param name="Members">Its members just before.</param>
/// <param name="State">Everything that is known at that point.</param>
internal sealed record Escape(
    TrackedObject Object,
    SyntaxNode Syntax,
    EscapeKind Kind,
    string? Target,
    ObjectState Members,
    FlowState State)
{
    /// <summary>What was known where the object was created; null where that is not in the same body.</summary>
    public FlowState? Created { get; init; }

    /// <summary>The member it is stored in, where that is a field or property of the type around.</summary>
    public ISymbol? StoredIn { get; init; }

    /// <summary>The local variable or parameter that names the object there, or null.</summary>
    public string? Variable => State.Variables.FirstOrDefault(variable => variable.Value.Names(Object))?.Symbol.Name;
}

/// <summary>One write of a member.</summary>
/// <param name="Object">The object.</param>
/// <param name="Member">The member.</param>
/// <param name="Before">The member before.</param>
/// <param name="Value">Its value after.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Syntax">The assignment.</param>
/// <param name="ValueSyntax">The value assigned.</param>
/// <param name="State">Everything that is known just before.</param>
internal sealed record MemberWrite(
    TrackedObject Object,
    BoundMember Member,
    Slot Before,
    FlowValue Value,
    WriteKind Kind,
    SyntaxNode Syntax,
    SyntaxNode ValueSyntax,
    FlowState State);

/// <summary>What the analysis of one body found. Each entry stands for all paths to its point, joined.</summary>
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

    /// <summary>Every point at which an object may be seen for the first time. An object that cannot be followed has none.</summary>
    public ImmutableArray<Escape> Escapes { get; }

    /// <summary>Every write of a member of a bound model, with the assignments of constructor parameters at their arguments.</summary>
    public ImmutableArray<MemberWrite> Writes { get; }

    /// <summary>What callers need to know.</summary>
    public FlowSummary Summary { get; }

    /// <summary>False when the body is of a kind that cannot be followed, or does not compile; a rule then reports nothing.</summary>
    public bool IsComplete => _paths is not null;

    /// <summary>The escapes of what a creation expression creates. A call of a factory may bring several objects; the model tells which is meant.</summary>
    public ImmutableArray<Escape> EscapesOf(SyntaxNode creation, BoundModel model) =>
        _escapes.Value[creation].Where(escape => escape.Object.Model == model).ToImmutableArray();

    /// <summary>The writes that an assignment makes.</summary>
    public IEnumerable<MemberWrite> WritesAt(SyntaxNode assignment) => _writes.Value[assignment];

    /// <summary>The writes that assign an expression.</summary>
    public IEnumerable<MemberWrite> WritesOf(SyntaxNode value) => _writesOfValue.Value[value];

    /// <summary>The writes to members that held what was written at a location.</summary>
    public IEnumerable<MemberWrite> WritesOver(SyntaxNode origin) => _writesOver.Value[origin];

    /// <summary>The writes to the objects that an expression creates or brings.</summary>
    public IEnumerable<MemberWrite> WritesTo(SyntaxNode creation) => _writesTo.Value[creation];

    /// <summary>What a rule derives from the result as a whole, once.</summary>
    public T Derived<T>(Func<FlowResult, T> derive)
        where T : class => (T)_derived.GetOrAdd(typeof(T), _ => derive(this));

    /// <summary>Searches for paths on which an object escapes, to prove what the joined entries leave open.</summary>
    /// <param name="creation">The expression that creates the object.</param>
    /// <param name="model">Its model.</param>
    /// <param name="member">The member in question.</param>
    /// <param name="fault">What is searched for.</param>
    public Witness Search(SyntaxNode creation, BoundModel model, BoundMember member, MemberFault fault) =>
        _paths?.Search(new(creation, model, member, fault)) ?? default;

    /// <summary>Whether a write certainly never assigns the null, or default, that it may assign: tests before it exclude the path.</summary>
    public bool IsUnreachable(MemberWrite write) => _paths?.IsUnreachable(write) == true;
}

/// <summary>What a search over paths has shown.</summary>
/// <param name="Incomplete">An escape on a path that can be taken, at which the member has the fault; null where no such path is proved.</param>
/// <param name="Complete">An escape on a path that can be taken, at which it is not.</param>
/// <param name="IsAlwaysFaulty">Whether there is certainly no path of the second kind.</param>
internal readonly record struct Witness(Escape? Incomplete, Escape? Complete, bool IsAlwaysFaulty);

/// <summary>What a method does to the objects that it is passed, and what it returns.</summary>
internal sealed class FlowSummary
{
    /// <summary>Nothing is known: what is passed in escapes.</summary>
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

    /// <summary>What a body that is still being summarised is first taken for: it never returns.</summary>
    public static FlowSummary NeverReturns(FlowInterface face) => new(face, null, ImmutableArray<Escape>.Empty, isKnown: true);

    /// <summary>The objects that the method begins with.</summary>
    public FlowInterface Interface { get; }

    /// <summary>The object that the method is called on, where its type is bound.</summary>
    public TrackedObject? This => Interface.This;

    public bool IsKnown { get; }

    /// <summary>Whether the method ever returns.</summary>
    public bool Returns => _exit is not null;

    /// <summary>What it returns; an object of it that has not escaped is left to the caller to report.</summary>
    public FlowValue Result => _exit?.Returned ?? FlowValue.Unknown;

    /// <summary>A variable's value (an <c>out</c> parameter's, for example) when the method returns.</summary>
    public FlowValue ValueOf(ISymbol variable) => _exit?[variable] ?? FlowValue.Unknown;

    /// <summary>An object's members when the method returns, or null.</summary>
    public ObjectState? StateOf(TrackedObject tracked) => _exit?[tracked];

    /// <summary>The members of an object where the method shows it to others, or null where it does not.</summary>
    public ObjectState? StateAtEscape(TrackedObject tracked) => _shown.TryGetValue(tracked, out ObjectState? members) ? members : null;

    /// <summary>Whether a caller could tell the two apart.</summary>
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

/// <summary>The objects and variables by which a body is connected with its callers.</summary>
/// <param name="This">The object that it is a member of, where that is of a bound model.</param>
/// <param name="Parameters">By ordinal, the objects that its parameters name when it begins.</param>
/// <param name="Captured">For a local function, the variables of the code around it, and the objects that they name when it begins.</param>
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

    /// <summary>The object that a parameter names when the method begins, where its type is bound.</summary>
    public TrackedObject? ParameterObject(int ordinal) => ordinal < Parameters.Length ? Parameters[ordinal] : null;

    public IEnumerable<TrackedObject> Objects =>
        Parameters.Concat(Captured.Select(static captured => captured.Object)).Prepend(This).Where(static tracked => tracked is not null)!;

    public IEnumerable<ISymbol> Variables => Captured.Select(static captured => captured.Variable).Concat(References);
}
