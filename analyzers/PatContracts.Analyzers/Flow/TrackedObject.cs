using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>Where a tracked object comes from.</summary>
internal enum ObjectOrigin
{
    /// <summary>It is created here: <c>new</c>, <c>Activator.CreateInstance</c>, <c>default</c> of a struct. Its members begin unset.</summary>
    Creation,

    /// <summary>It is a copy made by <c>with</c> (or of a struct). Its members begin as those of its source.</summary>
    Copy,

    /// <summary>A private method created it and leaves the report to its callers.</summary>
    Factory,

    /// <summary>It comes from elsewhere: a parameter, a field, the result of a call. Its members are unassigned, and it is never reported.</summary>
    Foreign,
}

/// <summary>
/// An object of a bound model, named by the code that makes or returns it. Identity is by reference; the same code executed again is the
/// same object begun anew.
/// </summary>
internal sealed class TrackedObject(SyntaxNode syntax, BoundModel model, ObjectOrigin origin, TrackedObject? source, int id)
{
    /// <summary>The creation expression, or whatever else brings the object. Rules report here.</summary>
    public SyntaxNode Syntax { get; } = syntax;

    public BoundModel Model { get; } = model;

    public ObjectOrigin Origin { get; } = origin;

    /// <summary>For a copy, the object it was copied from.</summary>
    public TrackedObject? Source { get; } = source;

    /// <summary>Small and dense within one analysis.</summary>
    public int Id { get; } = id;
}
