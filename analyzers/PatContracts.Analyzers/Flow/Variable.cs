using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>A local variable or parameter, and its value.</summary>
internal sealed class Variable(ISymbol symbol, FlowValue value)
{
    public ISymbol Symbol { get; } = symbol;

    public FlowValue Value { get; } = value;
}
