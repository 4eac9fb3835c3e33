using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>Pairs the members of a type with the properties of a schema, by JSON name.</summary>
internal static class ModelMembers
{
    public static BoundModel Of(INamedTypeSymbol type, string contractName, SchemaNode schema)
    {
        Dictionary<string, (ISymbol Symbol, JsonMember Json)> byName = Candidates(type);
        ImmutableArray<BoundMember>.Builder members = ImmutableArray.CreateBuilder<BoundMember>();
        foreach (SchemaProperty property in schema.Properties)
        {
            if (byName.TryGetValue(property.Name, out (ISymbol Symbol, JsonMember Json) candidate))
            {
                members.Add(new(candidate.Symbol, property, members.Count, candidate.Json));
            }
        }

        return new(type, contractName, schema, members.ToImmutable());
    }

    /// <summary>Returns the serialized members by JSON name. A member of a derived type hides the base member of the same name.</summary>
    public static Dictionary<string, (ISymbol Symbol, JsonMember Json)> Candidates(INamedTypeSymbol type)
    {
        var result = new Dictionary<string, (ISymbol, JsonMember)>(StringComparer.Ordinal);
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                if (!JsonMember.IsCandidate(member)) continue;

                var json = JsonMember.Of(member);
                if (!json.IsIgnored && !result.ContainsKey(json.Name)) result.Add(json.Name, (member.OriginalDefinition, json));
            }
        }

        return result;
    }
}
