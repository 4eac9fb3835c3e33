using System.Text;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>Pairs the properties of a contract without a member with the members that were probably intended for them.</summary>
internal static class WireNames
{
    /// <summary>
    /// Returns the properties without a member, each with the member whose name differs only by case or separators, if there is one that represents no other
    /// property.
    /// </summary>
    public static IEnumerable<(SchemaProperty Property, ISymbol? Misnamed, string? WireName)> Missing(ModelSite site)
    {
        Dictionary<string, (ISymbol Symbol, JsonMember Json)> candidates = site.Candidates();
        foreach (SchemaProperty property in site.Model.Schema.Properties)
        {
            if (candidates.ContainsKey(property.Name)) continue;
            string plain = Plain(property.Name);
            KeyValuePair<string, (ISymbol Symbol, JsonMember Json)> misnamed = candidates.FirstOrDefault(
                candidate => Plain(candidate.Key) == plain && site.Model.Schema.FindProperty(candidate.Key) is null);
            yield return (property, misnamed.Value.Symbol, misnamed.Key);
        }
    }

    /// <summary>Whether the model preserves properties without a member (<c>[JsonExtensionData]</c>).</summary>
    public static bool HasExtensionData(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol
                    && member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "JsonExtensionDataAttribute"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Removes the differences between naming policies: <c>last_used</c>, <c>LastUsed</c> and <c>lastUsed</c> are equal.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (c is not ('_' or '-' or ' ' or '.')) plain.Append(char.ToLowerInvariant(c));
        }

        return plain.ToString();
    }
}
