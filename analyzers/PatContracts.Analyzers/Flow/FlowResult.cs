using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>The result of the analysis of one body. Each entry joins all paths to its point.</summary>
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
