using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The references of an assembly in a package.</summary>
internal sealed class PackedAssembly
{
    public PackedAssembly(string package, string path)
    {
        using var image = new PEReader(new MemoryStream(PackedPackages.ReadBytes(PackedPackages.PathOf(package), path)));
        MetadataReader metadata = image.GetMetadataReader();
        References = metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .ToDictionary(reference => metadata.GetString(reference.Name), reference => reference.Version, StringComparer.Ordinal);
        UsedTypes = [.. metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
        IsReproducible = image.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    /// <summary>Whether the build is deterministic: the same sources produce the same bytes.</summary>
    public bool IsReproducible { get; }

    /// <summary>The referenced assemblies, with their versions.</summary>
    public Dictionary<string, Version> References { get; }

    /// <summary>The types of other assemblies that the assembly uses, with their namespaces.</summary>
    public string[] UsedTypes { get; }
}
