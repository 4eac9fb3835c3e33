using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>The members that constructors assign, as far as that is known without analyzing their bodies.</summary>
internal static class Constructors
{
    public static bool ClaimsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    /// <summary>Whether a constructor is a primary constructor.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax;

    /// <summary>Whether the source contains the body of a constructor.</summary>
    public static bool HasReadableBody(IMethodSymbol constructor) =>
        constructor is { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false } && !IsPrimary(constructor);

    /// <summary>The base constructor that a constructor calls implicitly.</summary>
    public static IMethodSymbol? BaseOf(IMethodSymbol constructor) =>
        constructor.ContainingType is { IsValueType: false, BaseType: { SpecialType: SpecialType.None } parent }
            ? parent.InstanceConstructors.FirstOrDefault(static candidate => candidate.Parameters.IsEmpty)
            : null;

    /// <summary>Returns the call of the base constructor in a type declaration, or null if there is none.</summary>
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

    /// <summary>
    /// Returns the state of a member after a primary constructor: a record parameter is its property; a class parameter is assigned to a property by the
    /// initializer that names it.
    /// </summary>
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

    /// <summary>
    /// Returns the members after a constructor with metadata only: parameters are assigned to the members of the same name; if one matches none, nothing is
    /// known.
    /// </summary>
    public static MemberStates AfterUnreadable(IMethodSymbol constructor, BoundModel model, MemberStates members, Func<int, FlowValue> argument)
    {
        if (constructor.Parameters.IsEmpty) return ClaimsRequiredMembers(constructor) || !IsPassive(constructor) ? Undecided(model, members) : members;

        bool allFit = constructor.Parameters.All(parameter => model.Members.Any(member => IsNamed(member, parameter)));
        members = members.Map(model, (member, slot) => constructor.Parameters.FirstOrDefault(parameter => IsNamed(member, parameter)) is { } parameter
            ? new(SlotKind.Set, argument(parameter.Ordinal))
            : slot);
        return allFit && !ClaimsRequiredMembers(constructor) && IsPassive(constructor) ? members : Undecided(model, members);
    }

    /// <summary>Returns members of which nothing is known: none counts as missing.</summary>
    public static MemberStates Undecided(BoundModel model, MemberStates members) =>
        members.Map(model, static (_, slot) => slot.Kind == SlotKind.Set ? slot : new(SlotKind.Set, FlowValue.Unknown));

    /// <summary>
    /// Whether a constructor without a readable body is known to assign only its parameters: those of the shipped models, and the default constructors of
    /// structs.
    /// </summary>
    private static bool IsPassive(IMethodSymbol constructor) =>
        InitialMembers.IsShipped(constructor.ContainingType) || (constructor.ContainingType.IsValueType && constructor.Parameters.IsEmpty && constructor.IsImplicitlyDeclared);

    private static bool IsNamed(BoundMember member, IParameterSymbol parameter) =>
        string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A call of a base constructor in a type declaration.</summary>
    /// <param name="Constructor">The called constructor.</param>
    /// <param name="Parameters">By its parameters, the parameter of the calling type that is forwarded; null for any other argument.</param>
    /// <param name="Syntax">The call.</param>
    internal sealed record BaseCall(IMethodSymbol Constructor, ImmutableArray<int?> Parameters, SyntaxNode Syntax);
}
