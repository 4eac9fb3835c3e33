using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>Determines which assemblies can use an attribute of the product, reading no more than the names of the others.</summary>
internal static class References
{
    /// <summary>Returns the referenced assemblies that declare an attribute, and those that can use it because they reference one of the former.</summary>
    public static (IReadOnlyList<IAssemblySymbol> Declaring, IReadOnlyList<IAssemblySymbol> Using) Of(string attribute, Compilation compilation)
    {
        var declaring = new List<IAssemblySymbol>();
        var users = new List<IAssemblySymbol>();
        foreach (IAssemblySymbol reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!IsFramework(reference.Name) && reference.GetTypeByMetadataName(attribute) is not null) declaring.Add(reference);
        }

        foreach (IAssemblySymbol reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (declaring.Exists(other => Knows(reference, other.Name))) users.Add(reference);
        }

        return (declaring, users);
    }

    private static bool Knows(IAssemblySymbol assembly, string name)
    {
        foreach (IModuleSymbol module in assembly.Modules)
        {
            foreach (AssemblyIdentity reference in module.ReferencedAssemblies)
            {
                if (reference.Name == name) return true;
            }
        }

        return false;
    }

    /// <summary>Some 160 assemblies are skipped: looking up a type in one of them loads the table of all its types.</summary>
    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "System" or "mscorlib" or "netstandard" or "WindowsBase";
}
