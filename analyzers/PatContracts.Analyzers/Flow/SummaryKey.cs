using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Identifies a summary: a method, for objects of certain models. They are those of the parameter types, or of the arguments if these are more specific.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Models">The model of the object on which it is called, and those of its parameters.</param>
internal sealed record SummaryKey(IMethodSymbol Method, ImmutableArray<BoundModel?> Models)
{
    /// <summary>Returns the key of a method for the models of its parameter types.</summary>
    public static SummaryKey Of(IMethodSymbol method, BoundModels models)
    {
        ImmutableArray<BoundModel?>.Builder bound = ImmutableArray.CreateBuilder<BoundModel?>(method.Parameters.Length + 1);
        bound.Add(!method.IsStatic && models.TryGet(method.ContainingType, out BoundModel? own) ? own : null);
        foreach (IParameterSymbol parameter in method.Parameters) bound.Add(models.TryGet(parameter.Type, out BoundModel? model) ? model : null);
        return new(method, bound.MoveToImmutable());
    }

    public bool Equals(SummaryKey? other) => other is not null
        && SymbolEqualityComparer.Default.Equals(Method, other.Method)
        && Models.SequenceEqual(other.Models);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
}
