using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// Finds what is bound to what: attributes on types, attributes on assemblies, the configuration, and from there every nested model by
/// the subschema of the member that holds it.
/// </summary>
internal sealed class ModelBinder
{
    /// <summary>The attribute, known by name so that a project may declare its own.</summary>
    private const string AttributeName = "ContractModelAttribute";
    private const string AttributeNamespace = "PatContracts";

    /// <summary>
    /// Bindings in a global configuration: <c>Acme.Pat = v3, Acme.Token = v2025</c>. There a semicolon begins a comment, in MSBuild it separates.
    /// </summary>
    private const string BindingsKey = "patcontracts.bindings";

    /// <summary>The MSBuild property that binds the shipped models to another version.</summary>
    private const string VersionKey = "build_property.PatContractVersion";

    private readonly Compilation _compilation;
    private readonly ContractSet _contracts;
    private readonly string? _version;
    private readonly List<ModelBinding> _bindings = [];
    private readonly Dictionary<INamedTypeSymbol, BoundModel> _models = new(SymbolEqualityComparer.Default);

    private ModelBinder(Compilation compilation, ContractSet contracts, string? version)
    {
        _compilation = compilation;
        _contracts = contracts;
        _version = version;
    }

    /// <summary>Binds the models of a compilation as its attributes and options say.</summary>
    public static BoundModels Bind(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        AnalyzerConfigOptions global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        string? version = global.TryGetValue(VersionKey, out string? value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        ContractSet contracts = ContractSet.Of(options, cancellationToken);
        var binder = new ModelBinder(compilation, contracts, version);

        // What is nearest to the developer wins: configuration, then the compilation's own attributes, then those of its references.
        if (global.TryGetValue(BindingsKey, out string? configured)) binder.AddConfigured(configured);
        if (AttributeUsageScan.OfContractModel(compilation, cancellationToken)) binder.AddAttributed(compilation.Assembly, cancellationToken);
        (IReadOnlyList<IAssemblySymbol> declaring, IReadOnlyList<IAssemblySymbol> users) = References.Of($"{AttributeNamespace}.{AttributeName}", compilation);
        foreach (IAssemblySymbol reference in declaring) binder.AddReferenced(reference, cancellationToken);
        foreach (IAssemblySymbol reference in users) binder.AddReferenced(reference, cancellationToken);

        binder.AddNested();
        return new(compilation, contracts, binder._models, binder._bindings);
    }

    private void AddConfigured(string configured)
    {
        foreach (string entry in configured.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = entry.Split('=');
            if (sides.Length != 2) continue;

            string typeName = sides[0].Trim();
            Add(_compilation.GetTypesByMetadataName(typeName).FirstOrDefault(), typeName, sides[1].Trim(), Location.None, isConfigured: true);
        }
    }

    private void AddReferenced(IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        if (AttributeCarriers.In(assembly, AttributeName) is not { } carriers)
        {
            AddAttributed(assembly, cancellationToken);
            return;
        }

        if (carriers.IsOnAssembly) AddFromAssembly(assembly, cancellationToken);
        foreach (INamedTypeSymbol type in carriers.Types) AddFromType(type, cancellationToken);
    }

    private void AddAttributed(IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        AddFromAssembly(assembly, cancellationToken);
        foreach (INamedTypeSymbol type in TypesOf(assembly.GlobalNamespace))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MayBeAttributed(type, cancellationToken)) AddFromType(type, cancellationToken);
        }
    }

    private void AddFromAssembly(IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        foreach (AttributeData attribute in assembly.GetAttributes())
        {
            if (IsBinding(attribute) && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }, { Value: string contract }])
            {
                Add(type.OriginalDefinition, type.Name, contract, LocationOf(attribute, cancellationToken));
            }
        }
    }

    private void AddFromType(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (IsBinding(attribute) && attribute.ConstructorArguments is [{ Value: string contract }])
            {
                Add(type, type.Name, Versioned(type, attribute, contract), LocationOf(attribute, cancellationToken));
            }
        }
    }

    /// <summary>The shipped models follow the version the project chose: <c>v3-create</c> becomes <c>v2025-create</c>.</summary>
    private string Versioned(INamedTypeSymbol type, AttributeData attribute, string contract)
    {
        bool isShipped = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, attribute.AttributeClass?.ContainingAssembly)
            && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);
        if (!isShipped || _version is null) return contract;

        int dash = contract.IndexOf('-');
        return dash < 0 ? _version : _version + contract.Substring(dash);
    }

    private void Add(INamedTypeSymbol? type, string typeName, string contractName, Location location, bool isConfigured = false)
    {
        bool found = _contracts.TryGet(contractName, out Contract? contract);
        _bindings.Add(new(type, typeName, contractName, location, isConfigured, found));
        if (type is not null && found && !_models.ContainsKey(type)) AddModel(type, contractName, contract!.Root);
    }

    private void AddModel(INamedTypeSymbol type, string contractName, SchemaNode schema) =>
        _models.Add(type, ModelMembers.Of(type, contractName, schema));

    /// <summary>Walks from the models that somebody bound to the types of their members, breadth first. An explicit binding is never replaced.</summary>
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

    /// <summary>A look at the syntax first: binding attributes is dear, and most types have none of this name.</summary>
    private static bool MayBeAttributed(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty) return true;

        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is not MemberDeclarationSyntax declaration) continue;

            foreach (AttributeListSyntax list in declaration.AttributeLists)
            {
                if (list.Attributes.Count > 0) return true;
            }
        }

        return false;
    }

    private static Location LocationOf(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? Location.None;

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
