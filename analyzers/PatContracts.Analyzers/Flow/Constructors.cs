using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>What constructors give the members of a new object, as far as that can be told without running their bodies.</summary>
internal static class Constructors
{
    /// <summary>The members before the constructor's body. One that claims to set the compiler's required members has still to do it.</summary>
    public static ObjectState InitialState(FlowAnalysis analysis, BoundModel model, IMethodSymbol? constructor)
    {
        ObjectState initial = analysis.InitialState(model);
        return constructor is { DeclaringSyntaxReferences.IsEmpty: false } && ClaimsRequiredMembers(constructor)
            ? initial.Map(model, (member, slot) => member.IsCompilerRequired ? new(SlotKind.Unset, FlowValue.Unknown) : slot)
            : initial;
    }

    public static bool ClaimsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    /// <summary>Whether a constructor stands in the type's own declaration.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax;

    /// <summary>The constructor of the base type that an implicit constructor calls.</summary>
    public static IMethodSymbol? BaseOf(IMethodSymbol constructor) =>
        constructor.ContainingType is { IsValueType: false, BaseType: { SpecialType: SpecialType.None } parent } && constructor.Parameters.IsEmpty
            ? parent.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty && !candidate.IsImplicitlyDeclared)
            : null;

    /// <summary>A record's parameter is its property; a class's parameter reaches a property by the initializer that names it.</summary>
    public static Slot AfterPrimary(IMethodSymbol constructor, BoundMember member, Slot slot, Func<int, FlowValue> argument)
    {
        if (slot.Value.Parameter >= 0) return slot with { Value = argument(slot.Value.Parameter) };

        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (constructor.ContainingType.IsRecord
                && parameter.Name == member.Symbol.Name
                && SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType.OriginalDefinition, constructor.ContainingType.OriginalDefinition))
            {
                return new(SlotKind.Set, argument(parameter.Ordinal));
            }
        }

        // Arguments for the base type's constructor are not followed.
        bool isInherited = !SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType.OriginalDefinition, constructor.ContainingType.OriginalDefinition);
        return isInherited && slot.Kind != SlotKind.Set ? new(SlotKind.Set, FlowValue.Unknown) : slot;
    }

    /// <summary>A constructor of which there is only metadata: parameters go to the members of their names; when one fits none, nothing can be decided.</summary>
    public static ObjectState AfterUnread(IMethodSymbol constructor, BoundModel model, ObjectState members, Func<int, FlowValue> argument)
    {
        if (constructor.Parameters.IsEmpty) return ClaimsRequiredMembers(constructor) ? Undecided(model, members) : members;

        bool allFit = constructor.Parameters.All(parameter => model.Members.Any(member => IsNamed(member, parameter)));
        members = members.Map(model, (member, slot) => constructor.Parameters.FirstOrDefault(parameter => IsNamed(member, parameter)) is { } parameter
            ? new(SlotKind.Set, argument(parameter.Ordinal))
            : slot);
        return allFit && !ClaimsRequiredMembers(constructor) ? members : Undecided(model, members);
    }

    /// <summary>Nothing can be said of the members: none counts as missing.</summary>
    public static ObjectState Undecided(BoundModel model, ObjectState members) =>
        members.Map(model, static (_, slot) => slot.Kind == SlotKind.Set ? slot : new(SlotKind.Set, FlowValue.Unknown));

    private static bool IsNamed(BoundMember member, IParameterSymbol parameter) =>
        string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase);
}
