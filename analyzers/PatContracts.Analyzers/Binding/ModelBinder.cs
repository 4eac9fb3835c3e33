using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// Binds types to contracts: by attributes on types and assemblies and by the configuration, then each nested model to the subschema of the member that
/// contains it.
/// </summary>
internal sealed class ModelBinder
{
    /// <summary>The attribute, recognized by name so that a project can declare its own.</summary>
    private const string AttributeName = "ContractModelAttribute";
    private const string AttributeNamespace = "PatContracts";

    private readonly Compilation _compilation;
    private readonly KnownContracts _contracts;
    private readonly List<ModelBinding> _bindings = [];
    private readonly Dictionary<ITypeSymbol, BoundModel> _models = new(SymbolEqualityComparer.Default);

    private ModelBinder(Compilation compilation, KnownContracts contracts)
    {
        _compilation = compilation;
        _contracts = contracts;
    }

    /// <summary>Whether the configuration binds types, or the source contains the name of the attribute.</summary>
    public static bool MayDeclareModels(Compilation compilation, AnalyzerOptions options) =>
        Configured(options) is not null || AttributeUsageScan.OfContractModel(compilation, CancellationToken.None);

    /// <summary>Binds the models of a compilation according to its attributes and options.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="contracts">The contracts to which models can be bound.</param>
    /// <param name="options">The options, which may configure bindings.</param>
    /// <param name="declaresModels">Whether the compilation itself may declare models; otherwise, only its references are searched.</param>
    public static BoundModels Bind(Compilation compilation, KnownContracts contracts, AnalyzerOptions options, bool declaresModels)
    {
        var binder = new ModelBinder(compilation, contracts);

        // The binding nearest to the developer wins: configuration, then the compilation's own attributes, then those of its references.
        if (Configured(options) is { } configured) binder.AddConfigured(configured);
        if (declaresModels) binder.AddAttributed(compilation.Assembly);
        (IReadOnlyList<IAssemblySymbol> declaring, IReadOnlyList<IAssemblySymbol> users) = References.Of($"{AttributeNamespace}.{AttributeName}", compilation);
        foreach (IAssemblySymbol reference in declaring) binder.AddReferenced(reference);
        foreach (IAssemblySymbol reference in users) binder.AddReferenced(reference);

        binder.AddNested();
        return new(compilation, contracts, binder._models, binder._bindings);
    }

    private static string? Configured(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(BindingEntry.Key, out string? configured) ? configured : null;

    private void AddConfigured(string configured)
    {
        foreach (BindingEntry entry in BindingEntry.Parse(configured))
        {
            if (!entry.IsComplete) continue;

            Add(_compilation.GetTypesByMetadataName(entry.TypeName).FirstOrDefault(), entry.TypeName, entry.ContractName, Location.None, entry);
        }
    }

    private void AddReferenced(IAssemblySymbol assembly)
    {
        if (AttributeUses.In(assembly, AttributeName) is not { } uses)
        {
            AddAttributed(assembly);
            return;
        }

        if (uses.IsOnAssembly) AddFromAssembly(assembly);
        foreach (INamedTypeSymbol type in uses.Types) AddFromType(type);
    }

    private void AddAttributed(IAssemblySymbol assembly)
    {
        AddFromAssembly(assembly);
        foreach (INamedTypeSymbol type in TypesOf(assembly.GlobalNamespace))
        {
            if (MayBeAttributed(type)) AddFromType(type);
        }
    }

    private void AddFromAssembly(IAssemblySymbol assembly)
    {
        foreach (AttributeData attribute in assembly.GetAttributes())
        {
            if (IsBinding(attribute) && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }, { Value: string contract }])
            {
                Add(type.OriginalDefinition, type.Name, contract, LocationOf(attribute));
            }
        }
    }

    private void AddFromType(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (IsBinding(attribute) && attribute.ConstructorArguments is [{ Value: string contract }])
            {
                Add(type, type.Name, Versioned(type, attribute, contract), LocationOf(attribute));
            }
        }
    }

    /// <summary>The contract of a shipped model, in the version that the project selects.</summary>
    private string Versioned(INamedTypeSymbol type, AttributeData attribute, string contract)
    {
        bool isShipped = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, attribute.AttributeClass?.ContainingAssembly)
            && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);
        return isShipped ? _contracts.Versioned(contract) : contract;
    }

    private void Add(INamedTypeSymbol? type, string typeName, string contractName, Location location, BindingEntry? entry = null)
    {
        _bindings.Add(new(type, typeName, contractName, location, entry));
        if (type is not null && _contracts.TryGet(contractName, out Contract? contract) && !_models.ContainsKey(type))
        {
            AddModel(type, contractName, contract.Root);
        }
    }

    private void AddModel(INamedTypeSymbol type, string contractName, SchemaNode schema) =>
        _models.Add(type, ModelMembers.Of(type, contractName, schema));

    /// <summary>Binds the types of the members of bound models, breadth first. An explicit binding is never replaced.</summary>
    private void AddNested()
    {
        var open = new Queue<BoundModel>(_models.Values.OrderBy(model => model.ContractName + " " + model.Type.ToDisplayString(), StringComparer.Ordinal));
        while (open.Count > 0)
        {
            BoundModel model = open.Dequeue();
            foreach (BoundMember member in model.Members)
            {
                (ITypeSymbol type, SchemaNode? schema) = NestedTypes.Unwrap(member.Type, member.Schema);
                if (schema is null or { Properties.Count: 0 }
                    || type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named
                    || named.ContainingAssembly is null
                    || _models.ContainsKey(named.OriginalDefinition)
                    || ModelMembers.Of(named.OriginalDefinition, model.ContractName, schema) is not { Members.Length: > 0 } nested)
                {
                    continue;
                }

                _models.Add(named.OriginalDefinition, nested);
                open.Enqueue(nested);
            }
        }
    }

    private static bool IsBinding(AttributeData attribute) =>
        attribute.AttributeClass is { Name: AttributeName, ContainingNamespace: { Name: AttributeNamespace, ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Checks the syntax first: binding attributes is expensive, and most types have none of this name.</summary>
    private static bool MayBeAttributed(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty) return true;

        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not MemberDeclarationSyntax declaration) continue;

            foreach (AttributeListSyntax list in declaration.AttributeLists)
            {
                if (list.Attributes.Count > 0) return true;
            }
        }

        return false;
    }

    private static Location LocationOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? Location.None;

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            switch (member)
            {
                case INamespaceSymbol ns:
                    foreach (INamedTypeSymbol type in TypesOf(ns)) yield return type;
                    break;
                case INamedTypeSymbol type:
                    yield return type;
                    foreach (INamedTypeSymbol nested in NestedTypesOf(type)) yield return nested;
                    break;
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> NestedTypesOf(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol nested in type.GetTypeMembers())
        {
            yield return nested;
            foreach (INamedTypeSymbol inner in NestedTypesOf(nested)) yield return inner;
        }
    }
}
