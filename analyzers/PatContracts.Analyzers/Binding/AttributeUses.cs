using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// The uses of an attribute in a referenced assembly, read from its metadata. Symbols would be far more expensive: finding the two or three uses through them
/// creates every type of the assembly and decodes every attribute.
/// </summary>
internal sealed class AttributeUses
{
    private readonly List<INamedTypeSymbol> _types = [];

    private AttributeUses()
    {
    }

    /// <summary>Whether the attribute is applied to the assembly itself.</summary>
    public bool IsOnAssembly { get; private set; }

    /// <summary>The types to which the attribute is applied.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types => _types;

    /// <summary>
    /// Returns the uses of an attribute by its simple name, in any namespace; null for an assembly without metadata, which is another project of the solution.
    /// </summary>
    public static AttributeUses? In(IAssemblySymbol assembly, string attributeName)
    {
        var uses = new AttributeUses();
        foreach (IModuleSymbol module in assembly.Modules)
        {
            if (module.GetMetadata() is not { } metadata) return null;

            uses.Add(assembly, metadata.GetMetadataReader(), attributeName);
        }

        return uses;
    }

    private void Add(IAssemblySymbol assembly, MetadataReader reader, string attributeName)
    {
        foreach (CustomAttributeHandle handle in reader.CustomAttributes)
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (attribute.Parent.Kind is not (HandleKind.TypeDefinition or HandleKind.AssemblyDefinition)
                || !reader.StringComparer.Equals(TypeNameOf(reader, attribute.Constructor), attributeName))
            {
                continue;
            }

            if (attribute.Parent.Kind == HandleKind.AssemblyDefinition) IsOnAssembly = true;
            else if (assembly.GetTypeByMetadataName(FullName(reader, (TypeDefinitionHandle)attribute.Parent)) is { } type) _types.Add(type);
        }
    }

    /// <summary>The name of the attribute's type, which is declared in this assembly or in a referenced one.</summary>
    private static StringHandle TypeNameOf(MetadataReader reader, EntityHandle constructor) => constructor.Kind switch
    {
        HandleKind.MethodDefinition =>
            reader.GetTypeDefinition(reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name,
        HandleKind.MemberReference
            when reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent =>
            reader.GetTypeReference((TypeReferenceHandle)parent).Name,
        _ => default,
    };

    private static string FullName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil) return FullName(reader, type.GetDeclaringType()) + "+" + name;
        return type.Namespace.IsNil ? name : reader.GetString(type.Namespace) + "." + name;
    }
}
