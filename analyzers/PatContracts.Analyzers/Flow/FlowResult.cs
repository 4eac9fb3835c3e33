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

    /// <summary>By <c>|=</c>, <c>++</c> and their kind. The value is what comes out.</summary>
    Compound,
}

/// <summary>The first time, on one path, that an object is seen by other code.</summary>
/// <param name="Object">The object.</param>
/// <param name="Syntax">Where it escapes.</param>
/// <param name="Kind">How.</param>
/// <param name="Target">The method it is passed to, or the member it is stored in, where that has a name.</param>
/// <param name="Variable">The local variable or parameter that names the object there, or null.</param>
/// <param name="Members">Its members just before.</param>
/// <param name="State">Everything that is known at that point.</param>
internal sealed record Escape(
    TrackedObject Object,
    SyntaxNode Syntax,
    EscapeKind Kind,
    string? Target,
    string? Variable,
    ObjectState Members,
    FlowState State);

/// <summary>One write of a member, on one path.</summary>
/// <param name="Object">The object.</param>
/// <param name="Member">The member.</param>
/// <param name="Before">What the member was before.</param>
/// <param name="Value">What it is after.</param>
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

/// <summary>What the analysis of one body found.</summary>
internal sealed class FlowResult
{
    public static readonly FlowResult Nothing = new(ImmutableArray<Escape>.Empty, ImmutableArray<MemberWrite>.Empty, FlowSummary.Unknown, isComplete: false);

    private Dictionary<SyntaxNode, List<Escape>>? _escapes;

    public FlowResult(ImmutableArray<Escape> escapes, ImmutableArray<MemberWrite> writes, FlowSummary summary, bool isComplete)
    {
        Escapes = escapes;
        Writes = writes;
        Summary = summary;
        IsComplete = isComplete;
    }

    /// <summary>Every first escape of an object, once a path. An object that cannot be followed to the end has none.</summary>
    public ImmutableArray<Escape> Escapes { get; }

    /// <summary>Every write of a member of a bound model, once a path.</summary>
    public ImmutableArray<MemberWrite> Writes { get; }

    /// <summary>What callers need to know.</summary>
    public FlowSummary Summary { get; }

    /// <summary>False when the body is too large or of a kind that cannot be followed; a rule then says nothing.</summary>
    public bool IsComplete { get; }

    /// <summary>The first escapes of what a creation expression makes, on all paths. A call of a factory may bring several objects; the model tells which is meant.</summary>
    public ImmutableArray<Escape> EscapesOf(SyntaxNode creation, BoundModel model)
    {
        Dictionary<SyntaxNode, List<Escape>> escapes = _escapes ??= ByCreation();
        return escapes.TryGetValue(creation, out List<Escape>? found)
            ? found.Where(escape => escape.Object.Model == model).ToImmutableArray()
            : ImmutableArray<Escape>.Empty;
    }

    private Dictionary<SyntaxNode, List<Escape>> ByCreation()
    {
        var result = new Dictionary<SyntaxNode, List<Escape>>();
        foreach (Escape escape in Escapes)
        {
            if (escape.Object.Origin == ObjectOrigin.Foreign) continue;

            if (!result.TryGetValue(escape.Object.Syntax, out List<Escape>? escapes)) result.Add(escape.Object.Syntax, escapes = []);
            escapes.Add(escape);
        }

        return result;
    }
}

/// <summary>What a method does to the objects it is given, and what it gives back.</summary>
internal sealed class FlowSummary
{
    /// <summary>Nothing is known: what is passed in escapes.</summary>
    public static readonly FlowSummary Unknown = new(null, ImmutableArray<Escape>.Empty, null, ImmutableArray<TrackedObject?>.Empty, isKnown: false);

    private readonly FlowState? _exit;
    private readonly ImmutableArray<Escape> _escapes;
    private readonly ImmutableArray<TrackedObject?> _parameterObjects;

    public FlowSummary(
        FlowState? exit,
        ImmutableArray<Escape> escapes,
        TrackedObject? self,
        ImmutableArray<TrackedObject?> parameterObjects,
        bool isKnown)
    {
        _exit = exit;
        _escapes = escapes;
        This = self;
        _parameterObjects = parameterObjects;
        IsKnown = isKnown;
    }

    /// <summary>The object that the method is called on, where its type is bound.</summary>
    public TrackedObject? This { get; }

    public bool IsKnown { get; }

    /// <summary>Whether the method ever returns.</summary>
    public bool Returns => _exit is not null;

    /// <summary>What it returns; an object of it that has not escaped is left to the caller to judge.</summary>
    public FlowValue Result => _exit?.Returned ?? FlowValue.Unknown;

    /// <summary>The object that a parameter names when the method begins, where its type is bound.</summary>
    public TrackedObject? ParameterObject(int ordinal) => ordinal < _parameterObjects.Length ? _parameterObjects[ordinal] : null;

    /// <summary>A variable's value (an <c>out</c> parameter's, for example) when the method returns.</summary>
    public FlowValue ValueOf(ISymbol parameter) => _exit?[parameter] ?? FlowValue.Unknown;

    /// <summary>An object's members when the method returns, or null.</summary>
    public ObjectState? StateOf(TrackedObject tracked) => _exit?[tracked];

    /// <summary>The members of an object where the method first shows it to others, or null where it does not.</summary>
    public ObjectState? StateAtEscape(TrackedObject tracked)
    {
        ObjectState? result = null;
        foreach (Escape escape in _escapes)
        {
            if (escape.Object == tracked) result = result is null ? escape.Members : ObjectState.Join(result, escape.Members);
        }

        return result;
    }
}
