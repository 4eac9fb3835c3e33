using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>A test of the age of a token, by which it is selected.</summary>
/// <param name="Site">The selecting expression.</param>
/// <param name="Condition">The condition, if it is the selecting expression; null for a sort key, a pattern or a called function.</param>
/// <param name="Outcome">The outcome of the condition for the selected tokens.</param>
/// <param name="Read">The read of the token's last use or expiry.</param>
/// <param name="Age">The member that is read.</param>
/// <param name="Flag">The token's managed flag.</param>
internal sealed record StaleTest(IOperation Site, IOperation? Condition, bool Outcome, IMemberReferenceOperation Read, BoundMember Age, BoundMember Flag)
{
    /// <summary>Returns the condition preceded by a test of the flag, or null if no expression reaches the token there.</summary>
    public string? Corrected()
    {
        if (Condition is null
            || Read.Instance is not { IsImplicit: false } token
            || token is IInstanceReferenceOperation or IConditionalAccessInstanceOperation)
        {
            return null;
        }

        string flag = $"{token.Syntax}.{Flag.Symbol.Name}";
        string condition = Condition.Syntax.ToString();
        if (!Outcome) return ManagedFlag.IsNullable(Flag) ? $"{flag} == true || {condition}" : $"{flag} || {condition}";

        string operand = Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or IConditionalOperation or ICoalesceOperation
            ? $"({condition})"
            : condition;
        return ManagedFlag.IsNullable(Flag) ? $"{flag} != true && {operand}" : $"!{flag} && {operand}";
    }
}
