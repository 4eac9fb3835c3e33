using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>An assignment of a managed flag, as written in the code.</summary>
/// <param name="Member">The property or field.</param>
/// <param name="Flag">The flag of a bound model; null for a member of the project's own types that is a flag by name.</param>
/// <param name="Value">The value.</param>
/// <param name="Assignment">The assignment; null for a constructor argument.</param>
/// <param name="Syntax">The location at which rules report.</param>
internal sealed record FlagAssignment(ISymbol Member, BoundMember? Flag, AssignedValue Value, ISimpleAssignmentOperation? Assignment, SyntaxNode Syntax);
