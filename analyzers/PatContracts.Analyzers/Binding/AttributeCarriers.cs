using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// What carries an attribute in a referenced assembly, by its metadata. To ask the symbols would make one of every type there, and decode
/// every attribute of each, to find the two or three that are meant.
/// </summary>
internal sealed class AttributeCarriers
{
    private readonly List<INamedTypeSymbol> _types = [];

    private AttributeCarriers()
    {
    }

    /// <summary>Whether the assembly itself carries it.</summary>
    public bool IsOnAssembly { get; private set; }

    /// <summary>The types that carry it.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types => _types;

    /// <summary>The carriers of an attribute of that name, of whatever namespace; null for an assembly without metadata: another project.</summary>
    public static AttributeCarriers? In(IAssemblySymbol assembly, string attributeName)
    {
        var carriers = new AttributeCarriers();
        foreach (IModuleSymbol module in assembly.Modules)
        {
            if (module.GetMetadata() is not { } metadata) return null;

            carriers.Add(assembly, metadata.GetMetadataReader(), attributeName);
        }

        return carriers;
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

    /// <summary>The name of the attribute's type: declared in this assembly, or in another one.</summary>
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
