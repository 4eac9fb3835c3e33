using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

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
