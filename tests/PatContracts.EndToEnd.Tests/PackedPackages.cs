using System.IO.Compression;
using System.Xml.Linq;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The packed packages, in the folder that an environment variable specifies.</summary>
internal static class PackedPackages
{
    public const string Variable = "PATCONTRACTS_PACKAGES";

    public static string Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : throw new InvalidOperationException($"Set {Variable} to the folder that `dotnet pack` filled.");

    /// <summary>The version that all packages of one run have.</summary>
    public static string Version { get; } = FindVersion();

    /// <summary>The ids of all packages in the folder.</summary>
    public static string[] Ids { get; } =
    [
        .. Directory.GetFiles(Folder, $"*.{Version}.nupkg")
            .Select(path => Path.GetFileName(path)[..^$".{Version}.nupkg".Length])
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");

    public static string SymbolsOf(string id) => Path.ChangeExtension(PathOf(id), ".snupkg");

    /// <summary>Returns the files of a package or symbol package in ordinal order, without those of the package format.</summary>
    public static string[] Tree(string path)
    {
        using ZipArchive package = ZipFile.OpenRead(path);
        return [.. package.Entries
            .Select(entry => entry.FullName)
            .Where(name => name.Split('/')[0] is not ("_rels" or "package" or "[Content_Types].xml"))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads one file of a package or symbol package.</summary>
    public static byte[] ReadBytes(string path, string entry)
    {
        using ZipArchive package = ZipFile.OpenRead(path);
        using Stream stream = package.GetEntry(entry)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Returns the metadata in the nuspec file of a package.</summary>
    public static XElement Metadata(string id)
    {
        using var nuspec = new MemoryStream(ReadBytes(PathOf(id), id + ".nuspec"));
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        // The namespace depends on the features that the package uses, and makes no difference here.
        foreach (XElement element in metadata.DescendantsAndSelf()) element.Name = element.Name.LocalName;
        return metadata;
    }

    private static string FindVersion()
    {
        const string First = "PatContracts.Schema.";
        string[] versions = [.. Directory.GetFiles(Folder, First + "*.nupkg").Select(path => Path.GetFileNameWithoutExtension(path)[First.Length..])];
        return versions.Length == 1
            ? versions[0]
            : throw new InvalidOperationException($"{Folder} contains {versions.Length} versions of PatContracts.Schema; expected one.");
    }
}
