using System.Text.RegularExpressions;
using Xunit;

namespace PatContracts.Tests;

/// <summary>Compares the pages of the repository with its files.</summary>
public sealed partial class DocumentTests
{
    /// <summary>Projects whose folders docs/architecture.md lists.</summary>
    private static readonly string[] Listed =
    [
        "schema/PatContracts.Schema", "schema/PatContracts", "schema/PatContracts.Http", "schema/PatContracts.AspNetCore", "schema/PatContracts.Tool", "analyzers/PatContracts.Analyzers",
    ];

    /// <summary>Folders without code, which the SDK requires or creates.</summary>
    private static readonly string[] Unlisted = ["bin", "obj", "Properties", "PublicAPI", "build"];

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith('.') && !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_in_a_page_refers_to_an_existing_file(string page)
    {
        string folder = Path.GetDirectoryName(Repository.File(page))!;
        string[] missing = [.. Link().Matches(Repository.Read(page))
            .Select(link => link.Groups["path"].Value)
            .Where(path => !Path.Exists(Path.Combine(folder, path)))];
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("CONTRIBUTING.md", 25)]
    [InlineData("docs/conformance.md", 2)]
    public void A_path_in_a_page_exists(string page, int atLeast)
    {
        string[] paths = [.. Code().Matches(Repository.Read(page))
            .Select(code => code.Groups["text"].Value)
            .Where(text => TopFolders.Any(folder => text.StartsWith(folder + "/", StringComparison.Ordinal)) || RootFile().IsMatch(text))];
        Assert.True(paths.Length >= atLeast, $"only {paths.Length} paths were found");
        Assert.DoesNotContain(paths, path => !IsThere(path));
    }

    [Fact]
    public void The_architecture_lists_every_folder_of_the_product()
    {
        string page = Repository.Read("docs/architecture.md");
        IEnumerable<string> folders = Listed
            .SelectMany(project => Directory.GetDirectories(Repository.File(project)))
            .Select(folder => Path.GetFileName(folder))
            .Except(Unlisted, StringComparer.Ordinal);
        Assert.All(folders, folder => Assert.Contains($"{folder}/`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_architecture_shows_every_project_of_the_product()
    {
        string page = Repository.Read("docs/architecture.md");
        string drawing = page[..page.IndexOf("Arrows point in one direction", StringComparison.Ordinal)];
        IEnumerable<string> projects = new[] { "schema", "analyzers" }
            .SelectMany(folder => Directory.GetDirectories(Repository.File(folder)))
            .Select(path => Path.GetFileName(path));
        Assert.All(projects, project => Assert.Matches($@"{Regex.Escape(project)}[^.\w]", drawing));
    }

    [Fact]
    public void Every_decision_is_listed()
    {
        string folder = Repository.File("docs/decisions");
        string list = File.ReadAllText(Path.Combine(folder, "README.md"));
        IEnumerable<string> entries = Directory.GetFiles(folder, "*.md")
            .Where(path => Path.GetFileName(path) != "README.md")
            .Select(path => $"- [{File.ReadLines(path).First()[2..]}]({Path.GetFileName(path)})");
        IEnumerable<string> listed = list.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal));
        Assert.Equal(entries.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string[] TopFolders => [.. Directory.GetDirectories(Repository.Root).Select(folder => Path.GetFileName(folder))];

    /// <summary>Whether a path exists. A star, or the number of a rule such as PATnnnn, matches any text.</summary>
    private static bool IsThere(string path)
    {
        string[] parts = path.TrimEnd('/').Replace("PATnnnn", "PAT*", StringComparison.Ordinal).Replace("PATnxxx", "PAT?xxx", StringComparison.Ordinal).Split('/');
        IEnumerable<string> found = [Repository.Root];
        foreach (string part in parts) found = [.. found.Where(Directory.Exists).SelectMany(folder => Directory.GetFileSystemEntries(folder, part))];
        return found.Any();
    }

    [GeneratedRegex(@"\]\((?<path>[^)#:\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("`(?<text>[^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(README|CHANGELOG|SECURITY|CONTRIBUTING)\.md$|^Directory\.\w+\.(props|targets)$|^\.ci/run$")]
    private static partial Regex RootFile();
}
