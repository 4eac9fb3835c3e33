using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>Which member is the flag that says who owns a token. The contract marks it.</summary>
internal static class ManagedFlag
{
    private const string DefaultKey = "default";
    private const string Keyword = "x-pat-managed-flag";

    public static bool Is(BoundMember member) => member.Schema.GetKeyword(Keyword) == "true";

    /// <summary>The flag of a model, where it has one that is a boolean.</summary>
    public static BoundMember? Of(BoundModel model)
    {
        foreach (BoundMember member in model.Members)
        {
            if (Is(member) && (member.Type.SpecialType == SpecialType.System_Boolean || IsNullable(member))) return member;
        }

        return null;
    }

    /// <summary>Whether the flag is a <c>bool?</c>, and null where the payload has none.</summary>
    public static bool IsNullable(BoundMember member) =>
        member.Type is INamedTypeSymbol
        {
            OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
            TypeArguments: [{ SpecialType: SpecialType.System_Boolean }],
        };

    /// <summary>The flag that a property or field is, if it is one.</summary>
    public static BoundMember? Of(BoundModels models, ISymbol? symbol) =>
        models.TryGetMember(symbol, out BoundModel? model, out BoundMember? member) && Of(model) == member ? member : null;

    /// <summary>What an absent flag means, or null where the contract does not say.</summary>
    public static bool? Default(BoundMember member) => member.Schema.Default switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    /// <summary>What a report tells the fix that writes the contract's default.</summary>
    public static ImmutableDictionary<string, string?> Properties(bool expected) =>
        ImmutableDictionary<string, string?>.Empty.Add(DefaultKey, expected ? "true" : "false");

    /// <summary>The contract's default, as C#, from a report.</summary>
    public static string? DefaultOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(DefaultKey, out string? value) ? value : null;
}
