using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>Which assemblies can have to do with an attribute of the product, without reading more of the others than their names.</summary>
internal static class References
{
    /// <summary>The referenced assemblies that declare an attribute, and those that can use it, because they reference one of the first.</summary>
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

    /// <summary>Some hundred and sixty assemblies: to look a type up in one of them loads the table of all its types.</summary>
    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "System" or "mscorlib" or "netstandard" or "WindowsBase";
}
