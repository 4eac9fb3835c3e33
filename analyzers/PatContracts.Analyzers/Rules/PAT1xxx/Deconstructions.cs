using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Splits the deconstructing assignment of a tuple: <c>(a.X, a.Y) = (1, 2)</c> assigns 1 to X and 2 to Y.</summary>
internal static class Deconstructions
{
    public static IEnumerable<(ISymbol Member, IOperation Value)> Members(IDeconstructionAssignmentOperation deconstruction) =>
        Members(deconstruction.Target, deconstruction.Value);

    private static IEnumerable<(ISymbol Member, IOperation Value)> Members(IOperation target, IOperation value)
    {
        while (value is IConversionOperation conversion) value = conversion.Operand;

        if (target is IMemberReferenceOperation { Member: var member }) return [(member, value)];
        if (target is not ITupleOperation targets || value is not ITupleOperation values || targets.Elements.Length != values.Elements.Length) return [];

        return targets.Elements.Zip(values.Elements, (left, right) => (left, right)).SelectMany(pair => Members(pair.left, pair.right));
    }
}
