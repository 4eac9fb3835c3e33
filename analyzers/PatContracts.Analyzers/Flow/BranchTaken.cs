using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>A branch taken, and those before it.</summary>
/// <param name="Condition">The condition, or the <c>try</c> that was left by an exception.</param>
/// <param name="Outcome">The condition's value; null if an exception was thrown.</param>
/// <param name="Previous">The branches before it.</param>
internal sealed record BranchTaken(SyntaxNode Condition, bool? Outcome, BranchTaken? Previous)
{
    /// <summary>Whether the condition is a value, such as the left side of <c>??</c>, and the outcome whether it is null.</summary>
    public bool IsNullTest { get; init; }

    /// <summary>The called method that contains the branch; null for the body itself.</summary>
    public string? Method { get; init; }
}
