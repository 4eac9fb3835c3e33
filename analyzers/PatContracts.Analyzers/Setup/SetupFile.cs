using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Setup;

/// <summary>
/// A file that configures the analyzers: the project file, a <c>Directory.Build.*</c> that it imports, or a <c>.globalconfig</c>. The package's targets pass
/// these as additional files, so that an error in them is reported at its line.
/// </summary>
/// <param name="Path">The full path.</param>
/// <param name="Text">The text.</param>
/// <param name="IsProject">Whether it is the project file itself, whose folder is the base of relative paths.</param>
internal sealed record SetupFile(string Path, SourceText Text, bool IsProject)
{
    private const string Key = "build_metadata.AdditionalFiles.PatContractSetup";

    /// <summary>Whether it is a global analyzer configuration, not an MSBuild file.</summary>
    public bool IsConfiguration => Path.EndsWith(".globalconfig", StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder, with <c>/</c> as separator and at the end.</summary>
    public string Folder => NormalizePath(Path.Substring(0, Path.LastIndexOfAny(['/', '\\']) + 1));

    /// <summary>Returns the set-up files passed by the build.</summary>
    public static ImmutableArray<SetupFile> Of(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        ImmutableArray<SetupFile>.Builder files = ImmutableArray.CreateBuilder<SetupFile>();
        foreach (AdditionalText file in options.AdditionalFiles)
        {
            if (options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(Key, out string? kind)
                && !string.IsNullOrWhiteSpace(kind)
                && file.GetText(cancellationToken) is { } text)
            {
                files.Add(new(file.Path, text, kind == "project"));
            }
        }

        return files.ToImmutable();
    }

    /// <summary>The location of a part of the file.</summary>
    public Location At(TextSpan span) => Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));

    /// <summary>Returns a path with <c>/</c> as separator and without <c>.</c> and <c>..</c>.</summary>
    public static string NormalizePath(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part == "..") parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            else if (part != ".") parts.Add(part);
        }

        return string.Join("/", parts);
    }
}
