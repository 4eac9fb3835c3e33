using System.Text;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Setup;

/// <summary>Finds the type that was probably intended by a name that does not exist.</summary>
internal static class TypeNames
{
    /// <summary>Whether a name is that of a namespace.</summary>
    public static bool IsNamespace(Compilation compilation, string name) => NamespaceOf(compilation, name) is not null;

    /// <summary>Returns the metadata names of similar types: of the project, and of the namespace that the name begins with.</summary>
    public static string[] Nearest(Compilation compilation, string name)
    {
        string plain = name.Split('<', '`')[0].Replace('+', '.');
        string simple = plain.Substring(plain.LastIndexOf('.') + 1);
        string outer = plain.Length > simple.Length ? plain.Substring(0, plain.Length - simple.Length - 1) : "";

        INamedTypeSymbol[] candidates =
        [
            .. compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>(),
            .. NamespaceOf(compilation, outer) is { } ns ? ns.GetTypeMembers().AsEnumerable() : [],
            .. compilation.GetTypesByMetadataName(outer).SelectMany(type => type.GetTypeMembers()),
        ];
        string[] same = [.. candidates.Where(type => Written(type) == plain).Select(MetadataName).Distinct().Take(3)];
        if (same.Length > 0) return same;

        string[] near = [.. Suggestions.Nearest(plain, candidates.Select(Written).Distinct())];
        if (near.Length == 0)
        {
            near = [.. candidates.Where(type => type.Name.Equals(simple, StringComparison.OrdinalIgnoreCase)).Select(Written).Distinct().Take(3)];
        }

        return [.. near.Select(written => MetadataName(candidates.First(type => Written(type) == written)))];
    }

    private static INamespaceSymbol? NamespaceOf(Compilation compilation, string name)
    {
        INamespaceSymbol? current = compilation.GlobalNamespace;
        if (name.Length == 0) return current;

        foreach (string part in name.Split('.'))
        {
            current = current?.GetNamespaceMembers().FirstOrDefault(member => member.Name == part);
        }

        return current;
    }

    /// <summary>The name as written in C#, without type parameters.</summary>
    private static string Written(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? Written(outer) + "." + type.Name
        : type.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() + "." + type.Name : type.Name;

    private static string MetadataName(INamedTypeSymbol type)
    {
        var name = new StringBuilder(type.MetadataName);
        INamedTypeSymbol top = type;
        for (; top.ContainingType is { } outer; top = outer) name.Insert(0, outer.MetadataName + "+");
        return top.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() + "." + name : name.ToString();
    }
}
