using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace PatContracts.Tests;

/// <summary>The arrows of docs/architecture.md, held against the project files.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Root = typeof(ArchitectureTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["PatContracts.Schema"] = [],
        ["PatContracts"] = ["PatContracts.Schema"],
        ["PatContracts.NJsonSchema"] = ["PatContracts"],
        ["PatContracts.Http"] = ["PatContracts"],
        ["PatContracts.Tool"] = ["PatContracts"],
        ["PatContracts.Analyzers"] = ["PatContracts.Schema"],
        ["PatContracts.CodeFixes"] = ["PatContracts.Analyzers"],
    };

    public static TheoryData<string> Projects => [.. ProductProjects().Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_those_below_it_and_to_no_others(string project)
    {
        string file = ProductProjects().Single(path => Path.GetFileNameWithoutExtension(path) == project);
        string[] references = [.. XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(Arrows[project], references);
    }

    [Fact]
    public void Every_product_project_has_its_place_in_the_drawing() =>
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), ProductProjects().Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    [Fact]
    public void The_engine_needs_no_package_where_the_runtime_is_modern()
    {
        XDocument project = XDocument.Load(Path.Combine(Root, "schema", "PatContracts.Schema", "PatContracts.Schema.csproj"));
        string[] packages = [.. project.Descendants("PackageReference")
            .Where(reference => reference.Attribute("PrivateAssets")?.Value != "all" && !(reference.Parent!.Attribute("Condition")?.Value ?? "").Contains("netstandard2.0", StringComparison.Ordinal))
            .Select(reference => reference.Attribute("Include")!.Value)];
        Assert.Empty(packages);
    }

    [Fact]
    public void The_engine_knows_no_personal_access_token()
    {
        string[] words = ["SailPoint", "personal access token", "personal-access-token", "lastUsed", "sp:scopes"];
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Root, "schema", "PatContracts.Schema"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(words, word => File.ReadAllText(file).Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Every_package_version_is_pinned()
    {
        Assert.All(
            XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion"),
            package => Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+(\\.[0-9]+)?$", package.Attribute("Version")!.Value));
    }

    private static string[] ProductProjects() =>
        [.. new[] { "schema", "analyzers" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))];
}
