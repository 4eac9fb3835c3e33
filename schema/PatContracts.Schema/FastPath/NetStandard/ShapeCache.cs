using System.Diagnostics.CodeAnalysis;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;

namespace PatContracts.Schema.FastPath;

/// <summary>Replaces the cache on runtimes without vectors.</summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The members are those of the cache.")]
internal sealed class ShapeCache
{
    public ShapeCache(int nodeCount) => _ = nodeCount;

    public ShapeRunner Run(ReadOnlySpan<byte> json, bool onOneLine, ValidationOptions options) => new(json.Length);

    public void Record(PlanNode node, ReadOnlySpan<byte> value, ValidationOptions options, EvaluationContext context)
    {
    }
}
