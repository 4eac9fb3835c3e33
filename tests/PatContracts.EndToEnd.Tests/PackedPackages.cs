using System.IO.Compression;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The packages as they were packed, in the folder that the environment names.</summary>
internal static class PackedPackages
{
    public const string Variable = "PATCONTRACTS_PACKAGES";

    public static string Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : throw new InvalidOperationException($"Set {Variable} to the folder that `dotnet pack` filled.");

    /// <summary>The version that all packages of one run have.</summary>
    public static string Version { get; } = FindVersion();

    public static string PathOf(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");

    /// <summary>The package's files, without what every package has, in ordinal order; the version is left out of names.</summary>
    public static string[] Tree(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(PathOf(id));
        return [.. package.Entries
            .Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The text of one file of a package.</summary>
    public static string ReadText(string id, string path)
    {
        using ZipArchive package = ZipFile.OpenRead(PathOf(id));
        using var reader = new StreamReader(package.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    private static string FindVersion()
    {
        const string First = "PatContracts.Schema.";
        string[] versions = [.. Directory.GetFiles(Folder, First + "*.nupkg").Select(path => Path.GetFileNameWithoutExtension(path)[First.Length..])];
        return versions.Length == 1
            ? versions[0]
            : throw new InvalidOperationException($"{Folder} holds {versions.Length} versions of PatContracts.Schema; there must be one.");
    }
}
