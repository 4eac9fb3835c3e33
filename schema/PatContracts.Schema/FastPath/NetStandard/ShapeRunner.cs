using System.Diagnostics.CodeAnalysis;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;

namespace PatContracts.Schema.FastPath;

/// <summary>Never confirms anything.</summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The members are those of the runner with vectors.")]
internal readonly ref struct ShapeRunner(int length)
{
    public EvaluationContext Context { get; } = EvaluationContext.Rent(length);

    public int PlainEnd => 0;

    public int TryAccept(PlanNode node, int position, int depth) => -1;

    public int AcceptElements(PlanNode node, int position, int depth, ref int count) => position;

    public int AcceptLines(PlanNode node, int position, ref int count, out bool isDeclined)
    {
        isDeclined = false;
        return position;
    }

    public void Dispose() => Context.Return();
}
