using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>Compares variables: symbols like the compiler does; texts, which represent elements such as <c>array[i]</c>, by content.</summary>
internal sealed class VariableComparer : IEqualityComparer<object>
{
    public static readonly VariableComparer Instance = new();

    bool IEqualityComparer<object>.Equals(object x, object y) =>
        ReferenceEquals(x, y) || (x is ISymbol left && y is ISymbol right ? SymbolEqualityComparer.Default.Equals(left, right) : x.Equals(y));

    public int GetHashCode(object obj) => obj is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : obj.GetHashCode();
}
