using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>The goal of a search over paths: an escape of the object created by an expression, at which a member has a fault.</summary>
/// <param name="Creation">The expression.</param>
/// <param name="Model">The model of the created object.</param>
/// <param name="Member">The member.</param>
/// <param name="Fault">The fault.</param>
internal sealed record PathGoal(SyntaxNode Creation, BoundModel Model, BoundMember Member, MemberFault Fault)
{
    public bool IsAbout(Escape escape) => escape.Object.Syntax == Creation && escape.Object.Model == Model && escape.Object.Origin != ObjectOrigin.Foreign;

    public bool IsPossibleAt(Escape escape) => IsAbout(escape) && Fault.IsPossible(escape.Members[Member]);
}
