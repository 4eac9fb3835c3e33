using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// Whether a project names an attribute at all. An alias names it too, where it is made. To search the text is far cheaper than to bind the
/// attributes of every type and member, and most projects use only what the library binds.
/// </summary>
internal static class AttributeUsageScan
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeMentions> Cache = new();

    /// <summary>Whether some file names <c>ContractModel</c>.</summary>
    public static bool OfContractModel(Compilation compilation, CancellationToken cancellationToken) =>
        Any(compilation, static tree => tree.ContractModel, cancellationToken);

    /// <summary>Whether some file names <c>PayloadOf</c>.</summary>
    public static bool OfPayloadOf(Compilation compilation, CancellationToken cancellationToken) =>
        Any(compilation, static tree => tree.PayloadOf, cancellationToken);

    private static bool Any(Compilation compilation, Func<TreeMentions, bool> isMentioned, CancellationToken cancellationToken)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isMentioned(Cache.GetValue(tree, static tree => new(tree)))) return true;
        }

        return false;
    }

    /// <summary>What one file names. Files outlive compilations: while one is edited, the others are not searched again.</summary>
    private sealed class TreeMentions
    {
        public TreeMentions(SyntaxTree tree)
        {
            string text = tree.GetText().ToString();
            ContractModel = text.IndexOf("ContractModel", StringComparison.Ordinal) >= 0;
            PayloadOf = text.IndexOf("PayloadOf", StringComparison.Ordinal) >= 0;
        }

        public bool ContractModel { get; }

        public bool PayloadOf { get; }
    }
}
