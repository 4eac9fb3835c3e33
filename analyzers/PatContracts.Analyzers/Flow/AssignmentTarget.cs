using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>The target of an assignment: a variable, or a member of an object.</summary>
/// <param name="Symbol">The local, parameter, field or property; or the text of an element that is tracked like a variable.</param>
/// <param name="Receiver">The object that has the member; null for a variable.</param>
internal sealed record AssignmentTarget(object? Symbol, FlowValue? Receiver)
{
    /// <summary>A discard: the assigned value is dropped.</summary>
    public static readonly AssignmentTarget Discard = new(null, null);

    public ISymbol? Member => Symbol as ISymbol;
}
