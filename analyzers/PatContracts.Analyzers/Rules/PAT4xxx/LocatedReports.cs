using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers.Rules;

/// <summary>Reports errors known at the start of a compilation in the action of the file that contains them, so that they are live in an editor.</summary>
internal static class LocatedReports
{
    /// <summary>Calls <paramref name="report"/> for each entry when its source file or additional file is analyzed.</summary>
    public static void Register<T>(
        CompilationStartAnalysisContext context,
        IEnumerable<(Location? Location, T Entry)> entries,
        Action<T, Location, Action<Diagnostic>> report)
    {
        (Location Location, T Entry)[] located = [.. entries.Where(entry => entry.Location is not null).Select(entry => (entry.Location!, entry.Entry))];
        ILookup<SyntaxTree, (Location Location, T Entry)> inSource = located
            .Where(entry => entry.Location.SourceTree is not null)
            .ToLookup(entry => entry.Location.SourceTree!);
        if (inSource.Count > 0)
        {
            context.RegisterSyntaxTreeAction(tree =>
            {
                foreach ((Location location, T entry) in inSource[tree.Tree]) report(entry, location, tree.ReportDiagnostic);
            });
        }

        ILookup<string, (Location Location, T Entry)> inFiles = located
            .Where(entry => entry.Location.Kind == LocationKind.ExternalFile)
            .ToLookup(entry => entry.Location.GetLineSpan().Path, StringComparer.Ordinal);
        if (inFiles.Count > 0)
        {
            context.RegisterAdditionalFileAction(file =>
            {
                foreach ((Location location, T entry) in inFiles[file.AdditionalFile.Path]) report(entry, location, file.ReportDiagnostic);
            });
        }
    }
}
