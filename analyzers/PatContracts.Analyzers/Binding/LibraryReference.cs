using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>Recognizes a reference to the library, whose models are always bound, by its name alone.</summary>
internal static class LibraryReference
{
    /// <summary>The simple name of the assembly that contains the models.</summary>
    private const string AssemblyName = "PatContracts";

    /// <summary>Whether a compilation references the library.</summary>
    public static bool IsIn(Compilation compilation)
    {
        foreach (MetadataReference reference in compilation.References)
        {
            string? name = reference switch
            {
                PortableExecutableReference { FilePath: { } path } => Path.GetFileNameWithoutExtension(path),
                CompilationReference { Compilation: var other } => other.AssemblyName,
                _ => null,
            };
            if (name == AssemblyName) return true;
        }

        return false;
    }
}
