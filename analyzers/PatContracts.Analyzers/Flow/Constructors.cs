using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>What constructors give the members of a new object, as far as that can be told without running their bodies.</summary>
internal static class Constructors
{
    public static bool ClaimsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    /// <summary>Whether a constructor stands in the type's own declaration.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax;

    /// <summary>The constructor of the base type that a constructor calls without saying so.</summary>
    public static IMethodSymbol? BaseOf(IMethodSymbol constructor) =>
        constructor.ContainingType is { IsValueType: false, BaseType: { SpecialType: SpecialType.None } parent }
            ? parent.InstanceConstructors.FirstOrDefault(static candidate => candidate.Parameters.IsEmpty)
            : null;

    /// <summary>The call of the base type's constructor in a type's own declaration, or null where there is none.</summary>
    public static BaseCall? BaseCallOf(IMethodSymbol constructor, Func<SyntaxTree, SemanticModel?> modelOf)
    {
        if (constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not TypeDeclarationSyntax { BaseList.Types: [PrimaryConstructorBaseTypeSyntax called, ..] }
            || modelOf(called.SyntaxTree)?.GetSymbolInfo(called).Symbol is not IMethodSymbol inherited)
        {
            return null;
        }

        ImmutableArray<int?> parameters = called.ArgumentList.Arguments
            .Select(argument => argument.Expression is IdentifierNameSyntax name
                ? constructor.Parameters.FirstOrDefault(parameter => parameter.Name == name.Identifier.ValueText)?.Ordinal
                : null)
            .ToImmutableArray();
        return new(inherited, parameters, called);
    }

    /// <summary>A record's parameter is its property; a class's parameter reaches a property by the initializer that names it.</summary>
    public static Slot AfterPrimary(IMethodSymbol constructor, BoundMember member, Slot slot, Func<int, FlowValue> argument)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType.OriginalDefinition, constructor.ContainingType.OriginalDefinition);
        if (slot.Value.Parameter >= 0 && isOwn) return slot with { Value = argument(slot.Value.Parameter) };
        if (!constructor.ContainingType.IsRecord) return slot;

        IParameterSymbol? parameter = constructor.Parameters.FirstOrDefault(parameter => parameter.Name == member.Symbol.Name);
        bool isPositional = parameter is not null
            && (isOwn || constructor.ContainingType.GetMembers(member.Symbol.Name).Any(static hiding => hiding is IPropertySymbol { IsStatic: false }));
        return isPositional ? new(SlotKind.Set, argument(parameter!.Ordinal)) : slot;
    }

    /// <summary>A constructor of which there is only metadata: parameters go to the members of their names; when one fits none, nothing can be decided.</summary>
    public static ObjectState AfterUnread(IMethodSymbol constructor, BoundModel model, ObjectState members, Func<int, FlowValue> argument)
    {
        if (constructor.Parameters.IsEmpty) return ClaimsRequiredMembers(constructor) || !IsPassive(constructor) ? Undecided(model, members) : members;

        bool allFit = constructor.Parameters.All(parameter => model.Members.Any(member => IsNamed(member, parameter)));
        members = members.Map(model, (member, slot) => constructor.Parameters.FirstOrDefault(parameter => IsNamed(member, parameter)) is { } parameter
            ? new(SlotKind.Set, argument(parameter.Ordinal))
            : slot);
        return allFit && !ClaimsRequiredMembers(constructor) && IsPassive(constructor) ? members : Undecided(model, members);
    }

    /// <summary>Nothing is known about the members: none counts as missing.</summary>
    public static ObjectState Undecided(BoundModel model, ObjectState members) =>
        members.Map(model, static (_, slot) => slot.Kind == SlotKind.Set ? slot : new(SlotKind.Set, FlowValue.Unknown));

    /// <summary>Whether a constructor that cannot be read is known to assign no more than its parameters: those of the shipped models, and of structs without one.</summary>
    private static bool IsPassive(IMethodSymbol constructor) =>
        InitialMembers.IsShipped(constructor.ContainingType) || (constructor.ContainingType.IsValueType && constructor.Parameters.IsEmpty && constructor.IsImplicitlyDeclared);

    private static bool IsNamed(BoundMember member, IParameterSymbol parameter) =>
        string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A call of a base type's constructor in a type's declaration.</summary>
    /// <param name="Constructor">The constructor that is called.</param>
    /// <param name="Parameters">By its parameters, the parameter of the calling type that is handed on; null for any other argument.</param>
    /// <param name="Syntax">The call.</param>
    internal sealed record BaseCall(IMethodSymbol Constructor, ImmutableArray<int?> Parameters, SyntaxNode Syntax);
}
