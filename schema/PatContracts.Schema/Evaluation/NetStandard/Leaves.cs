using PatContracts.Schema.Compilation;

namespace PatContracts.Schema.Evaluation;

/// <summary>Confirms nothing: without vectors, no form can be read faster than by evaluating it.</summary>
internal static class Leaves
{
    public static int Read(ReadOnlySpan<byte> json, int position, in Leaf leaf) => -1;
}
