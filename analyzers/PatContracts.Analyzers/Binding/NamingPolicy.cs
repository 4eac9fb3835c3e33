using System.Text;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>Determines the JSON name of a member without a naming attribute: by the policy specified on its type, or else camel case.</summary>
internal static class NamingPolicy
{
    /// <summary>The members of <c>JsonKnownNamingPolicy</c>, in their order.</summary>
    private static readonly string[] KnownPolicies = ["Unspecified", "CamelCase", "SnakeCaseLower", "SnakeCaseUpper", "KebabCaseLower", "KebabCaseUpper"];

    /// <summary>Returns the JSON name of a member without an explicit one.</summary>
    public static string Apply(ISymbol member) => Apply(member.Name, PolicyOf(member) ?? PolicyOf(member.ContainingType));

    /// <summary>Returns the JSON name that a member of a type would have without an attribute.</summary>
    public static string Apply(INamedTypeSymbol type, string memberName) => Apply(memberName, PolicyOf(type));

    private static string Apply(string name, string? policy) => policy switch
    {
        "SnakeCaseNamingStrategy" or "SnakeCaseLower" => Separated(name, '_', upper: false),
        "SnakeCaseUpper" => Separated(name, '_', upper: true),
        "KebabCaseNamingStrategy" or "KebabCaseLower" => Separated(name, '-', upper: false),
        "KebabCaseUpper" => Separated(name, '-', upper: true),
        "DefaultNamingStrategy" or "Unspecified" => name,
        _ => JsonMember.CamelCase(name),
    };

    /// <summary><c>[JsonObject(NamingStrategyType = typeof(…))]</c>, <c>[JsonProperty(NamingStrategyType = …)]</c> and <c>[JsonNamingPolicy(…)]</c>.</summary>
    private static string? PolicyOf(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass)
            {
                case { Name: "JsonObjectAttribute" or "JsonPropertyAttribute" } newtonsoft when IsIn(newtonsoft, "Newtonsoft.Json"):
                    foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
                    {
                        if (argument is { Key: "NamingStrategyType", Value.Value: INamedTypeSymbol strategy }) return strategy.Name;
                    }

                    break;
                case { Name: "JsonNamingPolicyAttribute" } system
                    when IsIn(system, "System.Text.Json.Serialization")
                    && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Enum, Value: int policy }]:
                    return policy >= 0 && policy < KnownPolicies.Length ? KnownPolicies[policy] : null;
            }
        }

        return null;
    }

    private static bool IsIn(INamedTypeSymbol attribute, string ns) => attribute.ContainingNamespace.ToDisplayString() == ns;

    /// <summary>
    /// A word begins at an uppercase letter after a lowercase letter or digit, and at the last uppercase letter of a run before a lowercase one.
    /// </summary>
    private static string Separated(string name, char separator, bool upper)
    {
        var result = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (i > 0 && char.IsUpper(c) && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                result.Append(separator);
            }

            result.Append(c == '_' ? separator : upper ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
        }

        return result.ToString();
    }
}
