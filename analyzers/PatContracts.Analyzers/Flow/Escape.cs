using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

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
    MemberStates Members,
    FlowState State)
{
    /// <summary>The state where the object was created; null if that is not in the same body.</summary>
    public FlowState? Created { get; init; }

    /// <summary>The member in which it is stored, if that is a field or property of the containing type.</summary>
    public ISymbol? StoredIn { get; init; }

    /// <summary>The local variable or parameter that refers to the object there, or null.</summary>
    public string? Variable => State.Variables.FirstOrDefault(variable => variable.Value.Names(Object))?.Symbol.Name;
}
