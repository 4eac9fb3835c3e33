using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Setup;

/// <summary>
/// Analyzer configuration keys that look like keys of this product but have no effect, in any file: the build does not pass every file.
/// </summary>
internal static class AnalyzerConfigKeys
{
    private const string Prefix = "patcontract";

    /// <summary>Returns the global keys, and the keys of the first source file, that the product does not read.</summary>
    public static IEnumerable<string> Of(AnalyzerOptions options, Compilation compilation)
    {
        AnalyzerConfigOptionsProvider provider = options.AnalyzerConfigOptionsProvider;
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        keys.UnionWith(Prefixed(provider.GlobalOptions));
        bool isBound = keys.Remove(BindingEntry.Key);

        // A section of an .editorconfig applies to source files, and nearly always to all of them.
        if (compilation.SyntaxTrees.FirstOrDefault() is { } first) keys.UnionWith(Prefixed(provider.GetOptions(first)));
        if (isBound) keys.Remove(BindingEntry.Key);

        return keys.OrderBy(static key => key, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Prefixed(AnalyzerConfigOptions options)
    {
        try
        {
            return [.. options.Keys.Where(static key => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))];
        }
        catch (NotImplementedException)
        {
            // A host may provide options that can only be read by name.
            return [];
        }
    }
}
