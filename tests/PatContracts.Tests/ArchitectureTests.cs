using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace PatContracts.Tests;

/// <summary>Compares the arrows of docs/architecture.md with the project files.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["PatContracts.Schema"] = [],
        ["PatContracts"] = ["PatContracts.Schema"],
        ["PatContracts.Yaml"] = ["PatContracts.Schema"],
        ["PatContracts.NJsonSchema"] = ["PatContracts"],
        ["PatContracts.Http"] = ["PatContracts"],
        ["PatContracts.AspNetCore"] = ["PatContracts.Http"],
        ["PatContracts.AspNetCore.OpenApi"] = ["PatContracts.AspNetCore"],
        ["PatContracts.OpenTelemetry"] = ["PatContracts.Http"],
        ["PatContracts.Tool"] = ["PatContracts", "PatContracts.Yaml"],
        ["PatContracts.Analyzers"] = ["PatContracts.Schema"],
        ["PatContracts.CodeFixes"] = ["PatContracts.Analyzers"],
    };

    public static TheoryData<string> Projects => [.. ProductProjects().Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_the_projects_below_it(string project)
    {
        string file = ProductProjects().Single(path => Path.GetFileNameWithoutExtension(path) == project);
        string[] references = [.. XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(Arrows[project], references);
    }

    [Fact]
    public void Every_product_project_is_in_the_drawing() =>
        Assert.Equal(
            Arrows.Keys.Order(StringComparer.Ordinal),
            ProductProjects().Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_one_file_reads_without_bounds_checks()
    {
        var use = new Regex(@"\bUnsafe\.|LoadUnsafe|StoreUnsafe|MemoryMarshal\.(GetReference|GetArrayDataReference|CreateSpan|CreateReadOnlySpan)");
        string[] users = [.. new[] { "schema", "analyzers" }
            .SelectMany(folder => Directory.GetFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => use.IsMatch(line)))
            .Select(file => Path.GetFileName(file)!)];
        Assert.Equal("Unchecked.cs", Assert.Single(users));
    }

    [Fact]
    public void Payload_text_returns_to_the_shared_pool_in_three_files_that_clear_it()
    {
        var use = new Regex(@"ArrayPool<(byte|char)>");
        string[] users = [.. Directory.GetFiles(Repository.File("schema"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => use.IsMatch(line)))
            .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(["BodyBuffer.cs", "InputBuffer.cs", "PayloadPool.cs"], users);
    }

    /// <summary>The steps of the engine in order. Each depends only on earlier steps. Files outside the folders may depend on all of them.</summary>
    private static readonly string[] EngineSteps =
    [
        "Text", "Patterns", "Formats", "Vocabulary", "Documents", "Compilation", "Evaluation", "FastPath", "Validation", "Streaming", "Introspection", "Comparison",
        "Linting", "OpenApi", "Reading",
    ];

    /// <summary>Each folder, with the later steps, which it must not depend on.</summary>
    public static TheoryData<string, string> Folders
    {
        get
        {
            var folders = new TheoryData<string, string>();
            for (int i = 0; i < EngineSteps.Length - 1; i++) folders.Add("schema/PatContracts.Schema/" + EngineSteps[i], string.Join(' ', EngineSteps.Skip(i + 1)));
            folders.Add("analyzers/PatContracts.Analyzers/Binding", "Setup Flow Literals Payloads Rules");
            folders.Add("analyzers/PatContracts.Analyzers/Setup", "Flow Literals Payloads Rules");
            folders.Add("analyzers/PatContracts.Analyzers/Literals", "Flow Payloads Rules");
            folders.Add("analyzers/PatContracts.Analyzers/Flow", "Literals Payloads Rules");
            folders.Add("analyzers/PatContracts.Analyzers/Payloads", "Flow Rules");
            return folders;
        }
    }

    [Fact]
    public void Every_folder_of_the_engine_is_a_step()
    {
        // Findings contains public types of the root namespace. Metaschemas contains documents, and NetStandard replaces newer framework types.
        string[] others = ["Findings", "Metaschemas", "NetStandard", "Properties", "PublicAPI", "bin", "obj"];
        Assert.Equal(
            EngineSteps.Order(StringComparer.Ordinal),
            Directory.GetDirectories(Repository.File("schema/PatContracts.Schema")).Select(path => Path.GetFileName(path)!).Except(others).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_does_not_depend_on_later_steps(string folder, string above)
    {
        // A using directive, or a name qualified by the folder's namespace.
        string project = folder.Split('/')[1];
        var use = new Regex($@"(?<![\w.]|\[)(using (static )?{Regex.Escape(project)}\.({above.Replace(' ', '|')})[;.]|({Regex.Escape(project)}\.)?({above.Replace(' ', '|')})\.[A-Z]\w+[\s.(<\[{{?])");
        string[] files = Directory.GetFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            foreach (string line in File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            {
                // Only namespaces of other libraries that are written from their root could look the same.
                bool isForeign = line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith($"using {project}.", StringComparison.Ordinal);
                if (!isForeign) Assert.DoesNotMatch(use, line);
            }
        });
    }

    [Fact]
    public void The_engine_has_no_dependencies_on_modern_runtimes()
    {
        XDocument project = XDocument.Load(Repository.File("schema/PatContracts.Schema/PatContracts.Schema.csproj"));
        string[] packages = [.. project.Descendants("PackageReference")
            .Where(reference => reference.Attribute("PrivateAssets")?.Value != "all")
            .Where(reference => !(reference.Parent!.Attribute("Condition")?.Value ?? "").Contains("netstandard2.0", StringComparison.Ordinal))
            .Select(reference => reference.Attribute("Include")!.Value)];
        Assert.Empty(packages);
    }

    [Fact]
    public void The_engine_does_not_refer_to_personal_access_tokens()
    {
        string[] words = ["SailPoint", "personal access token", "personal-access-token", "lastUsed", "sp:scopes"];
        string[] files = [.. Directory.EnumerateFiles(Repository.File("schema/PatContracts.Schema"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(words, word => File.ReadAllText(file).Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Every_package_version_is_pinned()
    {
        XElement file = XDocument.Load(Repository.File("Directory.Packages.props")).Root!;
        Dictionary<string, string> properties = file.Elements("PropertyGroup").Elements().ToDictionary(property => $"$({property.Name.LocalName})", property => property.Value);
        Assert.All(file.Descendants("PackageVersion"), package =>
        {
            string version = package.Attribute("Version")!.Value;
            Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+(\.[0-9]+)?$", properties.GetValueOrDefault(version, version));
        });
    }

    [Fact]
    public void Package_versions_are_in_one_file()
    {
        string[] projects = [.. new[] { "schema", "analyzers", "tests", "samples" }
            .SelectMany(folder => Directory.GetFiles(Repository.File(folder), "*.csproj", SearchOption.AllDirectories))];
        Assert.All(projects, project => Assert.All(
            XDocument.Load(project).Descendants("PackageReference"),
            package => Assert.Matches(@"^(\$\(\w+\))?$", package.Attribute("Version")?.Value ?? package.Attribute("VersionOverride")?.Value ?? "")));
    }

    [Fact]
    public void A_public_type_has_a_file_of_its_name()
    {
        var type = new Regex(@"^public ((sealed|static|abstract|readonly|partial|ref) )*(class|struct|record struct|record|enum|interface|delegate \S+) (?<name>\w+)", RegexOptions.Multiline);
        (string File, string Type)[] types = [.. new[] { "schema", "analyzers" }
            .SelectMany(folder => Directory.GetFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => type.Matches(File.ReadAllText(file)).Select(match => (Path.GetFileName(file), match.Groups["name"].Value)))];
        Assert.InRange(types.Length, 100, int.MaxValue);
        Assert.DoesNotContain(types, found => found.File.Split('.')[0] != found.Type);
    }

    [Fact]
    public void A_type_name_means_one_thing_in_the_product()
    {
        var type = new Regex(@"^(public|internal) ((sealed|static|abstract|readonly|partial|ref|unsafe) )*(class|struct|record struct|record|enum|interface) (?<name>\w+)(?<generic><)?", RegexOptions.Multiline);
        // A folder named NetStandard contains other implementations of the same types. A part of a class is named after it: Name.Part.cs.
        (string Project, string Name)[] types = [.. new[] { "schema", "analyzers" }
            .SelectMany(folder => Directory.GetFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "NetStandard"))
            .SelectMany(file => type.Matches(File.ReadAllText(file)).Select(match =>
                (Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar)[1], match.Groups["name"].Value + match.Groups["generic"].Value)))
            .Distinct()];
        Assert.InRange(types.Length, 500, int.MaxValue);
        Assert.Empty(types.GroupBy(found => found.Name).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(found => found.Project))}"));
    }

    private static string[] ProductProjects() =>
        [.. new[] { "schema", "analyzers" }.SelectMany(folder => Directory.GetFiles(Repository.File(folder), "*.csproj", SearchOption.AllDirectories))];
}
