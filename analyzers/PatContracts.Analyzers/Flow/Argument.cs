using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>An argument of a call: its value, and for <c>ref</c> and <c>out</c> also its target.</summary>
internal sealed record Argument(IParameterSymbol? Parameter, FlowValue Value, SyntaxNode Syntax, AssignmentTarget? Target, IOperation? Operation);
