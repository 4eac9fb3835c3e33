using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>The cost of looking up a model or member does not depend on the number of bound models. Comparisons are counted, not timed.</summary>
public class BindingCostTests
{
    [Fact]
    public void Looking_up_a_model_or_a_member_does_not_depend_on_the_number_of_models()
    {
        long few = Comparisons(models: 4);
        Assert.Equal(few, Comparisons(models: 300));

        // A type is resolved once, and then found with one hash code and at most one comparison.
        Assert.InRange(few, 1, 2 * 3 * Rounds);
    }

    private const int Rounds = 100;

    /// <summary>Counts comparisons for repeated look-ups of the model of the last type, one of its members, and a type that is not bound.</summary>
    private static long Comparisons(int models)
    {
        string source = string.Concat(Enumerable.Range(0, models).Select(i => $"[ContractModel(\"v3\")] public class Model{i} {{ public string? Id {{ get; set; }} }}\n"));
        CSharpCompilation compilation = TestProject.Compile(source, "public class Unbound { public string? Id { get; set; } }");
        BoundModels bound = ContractContext.Of(compilation, new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty)).Models;

        var counter = new CountingComparer();
        var counted = new BoundModels(compilation, bound.Contracts, bound.All.ToDictionary(ITypeSymbol (model) => model.Type, counter), bound.Bindings);
        INamedTypeSymbol last = compilation.GetTypeByMetadataName($"Model{models - 1}")!;
        INamedTypeSymbol unbound = compilation.GetTypeByMetadataName("Unbound")!;
        ISymbol id = last.GetMembers("Id").Single();
        LookUp();
        counter.Count = 0;
        for (int i = 0; i < Rounds; i++) LookUp();
        return counter.Count;

        void LookUp()
        {
            Assert.True(counted.TryGet(last, out _));
            Assert.True(counted.TryGetMember(id, out _, out _));
            Assert.False(counted.TryGet(unbound, out _));
        }
    }

    private sealed class CountingComparer : IEqualityComparer<ITypeSymbol>
    {
        public long Count { get; set; }

        public bool Equals(ITypeSymbol? x, ITypeSymbol? y)
        {
            Count++;
            return SymbolEqualityComparer.Default.Equals(x, y);
        }

        public int GetHashCode(ITypeSymbol obj)
        {
            Count++;
            return SymbolEqualityComparer.Default.GetHashCode(obj);
        }
    }
}
