using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>The bound models of one compilation.</summary>
internal sealed class BoundModels
{
    private readonly Dictionary<ITypeSymbol, BoundModel> _models;
    private readonly BoundModel[] _all;
    private readonly HashSet<string> _memberNames;

    // Rules look up the model of a type for every operation. Types already looked up take one dictionary access, however many models there are.
    private readonly ConcurrentDictionary<ITypeSymbol, BoundModel?> _resolved;

    internal BoundModels(
        Compilation compilation,
        KnownContracts contracts,
        Dictionary<ITypeSymbol, BoundModel> models,
        IReadOnlyList<ModelBinding> bindings)
    {
        Compilation = compilation;
        Contracts = contracts;
        _models = models;
        _resolved = new(models.Comparer);
        _all = [.. models.Values];
        _memberNames = new(_all.SelectMany(static model => model.Members).Select(static member => member.Symbol.Name), StringComparer.Ordinal);
        FlagNames = _all.Select(static model => model.ManagedFlag?.Symbol.Name).OfType<string>().Distinct(StringComparer.Ordinal).ToImmutableArray();
        HasNullableFlag = _all.Any(static model => model.ManagedFlag?.Type.IsNullableBoolean() == true);
        Bindings = bindings;
    }

    /// <summary>The compilation.</summary>
    public Compilation Compilation { get; }

    /// <summary>The contracts to which models can be bound.</summary>
    public KnownContracts Contracts { get; }

    /// <summary>Whether no type at all is bound.</summary>
    public bool IsEmpty => _models.Count == 0;

    /// <summary>The C# names of the managed flags. Comparing names first avoids comparing symbols for nearly every assignment.</summary>
    public ImmutableArray<string> FlagNames { get; }

    /// <summary>Whether a model has a managed flag that can be null.</summary>
    public bool HasNullableFlag { get; }

    /// <summary>All bound models, including nested ones.</summary>
    public IReadOnlyList<BoundModel> All => _all;

    /// <summary>The bindings as written, including those without a usable contract (PAT4004).</summary>
    public IReadOnlyList<ModelBinding> Bindings { get; }

    /// <summary>Gets the model of a type or of its nearest bound base type; for <c>Nullable&lt;T&gt;</c>, the model of <c>T</c>.</summary>
    public bool TryGet(ITypeSymbol? type, [NotNullWhen(true)] out BoundModel? model)
    {
        model = null;
        if (type is null or { SpecialType: not SpecialType.None }) return false;
        if (!_resolved.TryGetValue(type, out model)) _resolved.TryAdd(type, model = Resolve(type));

        return model is not null;
    }

    /// <summary>Whether a method returns an object of a bound model: directly, or in a task or tuple.</summary>
    public bool IsReturnedBy(IMethodSymbol method) => TryGet(method.ReturnType, out _)
        || (method.ReturnType is INamedTypeSymbol { TypeArguments: [var inner], Name: "Task" or "ValueTask" } && TryGet(inner, out _))
        || (method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => TryGet(element.Type, out _)));

    /// <summary>Gets the member of a bound model for a property or field.</summary>
    public bool TryGetMember(ISymbol? symbol, [NotNullWhen(true)] out BoundModel? model, [NotNullWhen(true)] out BoundMember? member)
    {
        member = null;
        model = null;
        return symbol is IPropertySymbol or IFieldSymbol
            && _memberNames.Contains(symbol.Name)
            && symbol.ContainingType is { } type
            && TryGet(type, out model)
            && model.TryGetMember(symbol, out member);
    }

    private BoundModel? Resolve(ITypeSymbol type)
    {
        ITypeSymbol? plain = type switch
        {
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0],
            ITypeParameterSymbol parameter => parameter.ConstraintTypes.FirstOrDefault(constraint => constraint.TypeKind == TypeKind.Class),
            _ => type,
        };
        for (var current = plain as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_models.TryGetValue(current.OriginalDefinition, out BoundModel? model)) return model;
        }

        return null;
    }
}
