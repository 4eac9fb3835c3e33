using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// An object of a bound model, identified by the code that creates or returns it. Compared by reference; the same code executed again is the same object in a
/// new state.
/// </summary>
internal sealed class TrackedObject(SyntaxNode syntax, BoundModel model, ObjectOrigin origin, TrackedObject? source, int id)
{
    /// <summary>The creation expression, or another expression that returns the object. Rules report here.</summary>
    public SyntaxNode Syntax { get; } = syntax;

    public BoundModel Model { get; } = model;

    public ObjectOrigin Origin { get; } = origin;

    /// <summary>For a copy, the object from which it was copied.</summary>
    public TrackedObject? Source { get; } = source;

    /// <summary>A small, dense number, unique within one analysis.</summary>
    public int Id { get; } = id;
}
