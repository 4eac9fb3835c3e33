using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Rules;

/// <summary>Positions in a body, by the value that the code uses there.</summary>
internal sealed class PathPositions
{
    private readonly Dictionary<ValuePath, List<int>> _positions = [];

    /// <summary>Adds the position of an operation.</summary>
    public void Add(ValuePath path, IOperation operation)
    {
        int position = operation.Syntax.SpanStart;
        if (!_positions.TryGetValue(path, out List<int>? known)) _positions.Add(path, known = []);

        // Operations are nearly always visited in source order.
        if (known.Count == 0 || known[known.Count - 1] < position) known.Add(position);
        else if (known.BinarySearch(position) is var index and < 0) known.Insert(~index, position);
    }

    /// <summary>Returns the last position in a span at which the code uses a value, or −1.</summary>
    public int LastIn(TextSpan span, ValuePath path)
    {
        if (!_positions.TryGetValue(path, out List<int>? known)) return -1;

        int next = known.BinarySearch(span.End);
        if (next < 0) next = ~next;
        return next > 0 && known[next - 1] >= span.Start ? known[next - 1] : -1;
    }
}
