using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// Determines whether a project uses an attribute at all, including through an alias declared in one of its files. Searching the text is far cheaper than
/// binding the attributes of every type and member, and most projects use only the models of the library.
/// </summary>
internal static class AttributeUsageScan
{
    /// <summary>Whether any file contains the name <c>ContractModel</c>.</summary>
    public static bool OfContractModel(Compilation compilation, CancellationToken cancellationToken) =>
        Any(compilation, static file => file.ContractModel, cancellationToken);

    /// <summary>Whether any file contains the name <c>PayloadOf</c>.</summary>
    public static bool OfPayloadOf(Compilation compilation, CancellationToken cancellationToken) =>
        Any(compilation, static file => file.PayloadOf, cancellationToken);

    private static bool Any(Compilation compilation, Func<Uses, bool> isUsed, CancellationToken cancellationToken)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isUsed(FileText.Of(tree.GetText(cancellationToken)).Derive(typeof(Uses), static (_, text) => new Uses(text)))) return true;
        }

        return false;
    }

    /// <summary>The attributes that one file names, stored with its text: while one file is edited, the others are not searched again.</summary>
    private sealed class Uses
    {
        public Uses(FileText text)
        {
            string searched = text.Source.ToString();
            ContractModel = searched.IndexOf("ContractModel", StringComparison.Ordinal) >= 0;
            PayloadOf = searched.IndexOf("PayloadOf", StringComparison.Ordinal) >= 0;
        }

        public bool ContractModel { get; }

        public bool PayloadOf { get; }
    }
}
