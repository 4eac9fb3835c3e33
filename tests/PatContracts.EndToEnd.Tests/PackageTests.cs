using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The contents of the packages, and their metadata.</summary>
public sealed partial class PackageTests
{
    public static TheoryData<string> Packages => [.. PackedPackages.Ids];

    /// <summary>The packages that contain assemblies to compile against.</summary>
    public static TheoryData<string> Libraries => [.. PackedPackages.Ids.Where(id => PackedPackages.Tree(PackedPackages.PathOf(id)).Any(IsLibrary))];

    [Fact]
    public void Every_package_has_its_snapshot_and_every_snapshot_its_package() =>
        Assert.Equal(Directory.GetFiles(Snapshots).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal), PackedPackages.Ids);

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_matches_its_snapshot(string id)
    {
        string description = Describe(id);
        if (Environment.GetEnvironmentVariable("PATCONTRACTS_UPDATE_DOCS") is not null)
            File.WriteAllText(Repository.File($"tests/PatContracts.EndToEnd.Tests/Snapshots/{id}.txt"), description);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(Snapshots, id + ".txt")), description);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_metadata(string id)
    {
        XElement metadata = PackedPackages.Metadata(id);
        Assert.Equal(id, metadata.Element("id")!.Value);
        Assert.Equal(PackedPackages.Version, metadata.Element("version")!.Value);
        Assert.Equal("The PatContracts maintainers", metadata.Element("authors")!.Value);
        Assert.Equal(("expression", "MIT"), (metadata.Element("license")!.Attribute("type")!.Value, metadata.Element("license")!.Value));
        Assert.Contains("(c)", metadata.Element("copyright")!.Value, StringComparison.Ordinal);
        Assert.Equal("README.md", metadata.Element("readme")!.Value);
        string[] tags = metadata.Element("tags")!.Value.Split(' ');
        Assert.All(new[] { "json-schema", "validation", "sailpoint" }, tag => Assert.Contains(tag, tags));
        Assert.Equal(RepositoryUrl, metadata.Element("projectUrl")!.Value);
        XElement repository = metadata.Element("repository")!;
        Assert.Equal(("git", RepositoryUrl), (repository.Attribute("type")!.Value, repository.Attribute("url")!.Value));
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);
    }

    [Fact]
    public void Every_package_has_its_own_description()
    {
        string[] descriptions = [.. PackedPackages.Ids.Select(id => PackedPackages.Metadata(id).Element("description")!.Value)];
        Assert.All(descriptions, description => Assert.InRange(description.Length, 40, 300));
        Assert.DoesNotContain("Package Description", descriptions);
        Assert.Equal(descriptions.Length, descriptions.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_contains_README_with_absolute_links(string id)
    {
        string inPackage = System.Text.Encoding.UTF8.GetString(PackedPackages.ReadBytes(PackedPackages.PathOf(id), "README.md"));
        string readme = Repository.Read("README.md");
        Assert.NotEmpty(Link().Matches(inPackage));
        Assert.All(Link().Matches(inPackage), link => Assert.StartsWith("https://", link.Groups["target"].Value, StringComparison.Ordinal));
        Assert.Equal(readme.Trim(), inPackage.Replace($"]({RepositoryUrl}/blob/main/", "](", StringComparison.Ordinal).Trim());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_refer_to_the_sources_of_the_commit_in_the_package(string id)
    {
        string commit = PackedPackages.Metadata(id).Element("repository")!.Attribute("commit")!.Value;
        string[] symbols = [.. PackedPackages.Tree(PackedPackages.SymbolsOf(id)).Where(name => name.EndsWith(".pdb", StringComparison.Ordinal))];
        Assert.Equal(PackedPackages.Tree(PackedPackages.PathOf(id)).Where(IsLibrary), symbols.Select(name => Path.ChangeExtension(name, ".dll")));
        foreach (string pdb in symbols)
        {
            var sources = new PackedSymbols(PackedPackages.ReadBytes(PackedPackages.SymbolsOf(id), pdb));
            // Each file is in the repository at that commit, or the symbols contain its text, as for the output of source generators.
            string[] documents = [.. sources.Documents.Where(document => !sources.IsEmbedded(document))];
            Assert.NotEmpty(documents);
            Assert.All(documents, document => Assert.StartsWith(
                $"https://raw.githubusercontent.com/patcontracts/patcontracts/{commit}/schema/",
                sources.UrlOf(document) ?? "nowhere",
                StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_same_sources_produce_the_same_assemblies(string id)
    {
        string[] own = [.. PackedPackages.Tree(PackedPackages.PathOf(id))
            .Where(path => path.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileName(path).StartsWith("pat", StringComparison.OrdinalIgnoreCase))];
        Assert.NotEmpty(own);
        Assert.All(own, path => Assert.True(new PackedAssembly(id, path).IsReproducible, path));
    }

    /// <summary>SECURITY.md promises that loading a schema and validating fetch nothing.</summary>
    [Theory]
    [InlineData("PatContracts.Schema")]
    [InlineData("PatContracts")]
    public void The_engine_the_library_and_the_analyzers_do_not_use_the_network(string id)
    {
        string[] assemblies = [.. PackedPackages.Tree(PackedPackages.PathOf(id)).Where(path => path.EndsWith(".dll", StringComparison.Ordinal))];
        Assert.NotEmpty(assemblies);
        Assert.All(assemblies, path => Assert.DoesNotContain(new PackedAssembly(id, path).UsedTypes, type => type.StartsWith("System.Net.", StringComparison.Ordinal)));
    }

    private const string RepositoryUrl = "https://github.com/patcontracts/patcontracts";

    private static string Snapshots => Path.Combine(AppContext.BaseDirectory, "Snapshots");

    /// <summary>Lists the files of a package and of its symbols, and its dependencies, one on each line.</summary>
    private static string Describe(string id)
    {
        XElement[] groups = [.. PackedPackages.Metadata(id).Element("dependencies")?.Elements("group") ?? []];
        IEnumerable<string> dependencies = groups.SelectMany(group => group.Elements("dependency")
            .Select(DescribeDependency)
            .DefaultIfEmpty("nothing")
            .Select(dependency => $"{group.Attribute("targetFramework")!.Value} needs {dependency}"));
        IEnumerable<string> types = PackedPackages.Metadata(id).Descendants("packageType").Select(type => $"is a {type.Attribute("name")!.Value}");
        IEnumerable<string> lines =
        [
            .. types,
            .. dependencies,
            .. PackedPackages.Tree(PackedPackages.PathOf(id)),
            .. PackedPackages.Tree(PackedPackages.SymbolsOf(id))
                .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal))
                .Select(name => "symbols: " + name),
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string DescribeDependency(XElement dependency)
    {
        string version = dependency.Attribute("version")!.Value.Replace(PackedPackages.Version, "(this version)", StringComparison.Ordinal);
        return $"{dependency.Attribute("id")!.Value} {version}, without {dependency.Attribute("exclude")?.Value ?? "nothing"}";
    }

    private static bool IsLibrary(string path) => path.StartsWith("lib/", StringComparison.Ordinal) && path.EndsWith(".dll", StringComparison.Ordinal);

    [GeneratedRegex(@"\]\((?<target>[^)]+)\)")]
    private static partial Regex Link();
}
