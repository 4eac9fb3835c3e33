using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// The bound models of one compilation. Found once, shared by all rules, and let go with the compilation.
/// </summary>
internal sealed class BoundModels
{
    private static readonly ConditionalWeakTable<Compilation, ConditionalWeakTable<AnalyzerOptions, BoundModels>> Cache = new();

    private readonly Dictionary<INamedTypeSymbol, BoundModel> _models;
    private readonly BoundModel[] _all;
    private readonly ConcurrentDictionary<ITypeSymbol, BoundModel?> _found = new(SymbolEqualityComparer.Default);

    internal BoundModels(
        Compilation compilation,
        ContractSet contracts,
        Dictionary<INamedTypeSymbol, BoundModel> models,
        IReadOnlyList<ModelBinding> bindings)
    {
        Compilation = compilation;
        Contracts = contracts;
        _models = models;
        _all = [.. models.Values];
        Bindings = bindings;
    }

    /// <summary>The compilation.</summary>
    public Compilation Compilation { get; }

    /// <summary>The contracts its models can be bound to.</summary>
    public ContractSet Contracts { get; }

    /// <summary>Whether no type at all is bound.</summary>
    public bool IsEmpty => _models.Count == 0;

    /// <summary>Every bound model, nested ones included.</summary>
    public IReadOnlyList<BoundModel> All => _all;

    /// <summary>The bindings as they were written, those that name no usable contract included (PAT4004).</summary>
    public IReadOnlyList<ModelBinding> Bindings { get; }

    /// <summary>The models of a compilation, as its attributes and options bind them.</summary>
    public static BoundModels Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        ConditionalWeakTable<AnalyzerOptions, BoundModels> byOptions = Cache.GetOrCreateValue(compilation);
        if (byOptions.TryGetValue(options, out BoundModels? models)) return models;

        models = ModelBinder.Bind(compilation, options, cancellationToken);
        return byOptions.GetValue(options, _ => models);
    }

    /// <summary>The model of a type, or of the nearest type it derives from. <c>Nullable&lt;T&gt;</c> is seen through.</summary>
    public bool TryGet(ITypeSymbol? type, [NotNullWhen(true)] out BoundModel? model)
    {
        if (type is null or { SpecialType: not SpecialType.None })
        {
            model = null;
            return false;
        }

        // Asked of nearly every operation: one look-up, whether there are two models or two hundred.
        if (!_found.TryGetValue(type, out model)) _found.TryAdd(type, model = Find(type));
        return model is not null;
    }

    private BoundModel? Find(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        if (type is ITypeParameterSymbol parameter) type = parameter.ConstraintTypes.FirstOrDefault(constraint => constraint.TypeKind == TypeKind.Class);

        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_models.TryGetValue(current.OriginalDefinition, out BoundModel? model)) return model;
        }

        return null;
    }

    /// <summary>Whether a method returns an object of a bound model: by itself, later (a task) or among others (a tuple).</summary>
    public bool IsBroughtBy(IMethodSymbol method) => TryGet(method.ReturnType, out _)
        || (method.ReturnType is INamedTypeSymbol { TypeArguments: [var inner], Name: "Task" or "ValueTask" } && TryGet(inner, out _))
        || (method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => TryGet(element.Type, out _)));

    /// <summary>The member of a bound model that a property or field is.</summary>
    public bool TryGetMember(ISymbol? symbol, [NotNullWhen(true)] out BoundModel? model, [NotNullWhen(true)] out BoundMember? member)
    {
        member = null;
        model = null;
        return symbol is IPropertySymbol or IFieldSymbol
            && symbol.ContainingType is { } type
            && TryGet(type, out model)
            && model.TryGetMember(symbol, out member);
    }
}
