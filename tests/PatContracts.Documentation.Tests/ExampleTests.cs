using System.Text.RegularExpressions;
using Xunit;

namespace PatContracts.Documentation.Tests;

/// <summary>
/// The C# code in README and in the pages compiles without warnings, and prints the output that they show. The pages of the rules have separate tests, with the
/// analyzers. The end-to-end tests execute README with the packed packages.
/// </summary>
public sealed partial class ExampleTests
{
    public static TheoryData<string, int> Examples => [.. All.Select(example => (example.Page, example.Line))];

    private static IEnumerable<Example> All =>
        Directory.GetFiles(Repository.File("docs"), "*.md").Select(path => "docs/" + Path.GetFileName(path)).Order(StringComparer.Ordinal).Prepend("README.md").SelectMany(Example.Of);

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_compiles_and_prints_what_its_page_shows(string page, int line)
    {
        Example example = Example.Of(page).Single(example => example.Line == line);

        (byte[] assembly, string[] problems) = ExampleCompiler.Compile(example);

        Assert.Empty(problems);
        if (example.Output is null) return;
        string folder = Directory.CreateTempSubdirectory("example-").FullName;
        try
        {
            foreach (string file in (string[])["token.json", "access-profile.schema.json"]) File.WriteAllText(Path.Combine(folder, file), Example.File("README.md", file));
            string output = await ExampleCompiler.RunAsync(assembly, folder);
            Assert.Equal(example.Output.TrimEnd(), output.ReplaceLineEndings("\n").TrimEnd());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Programs_in_README_and_getting_started_are_run()
    {
        Assert.Equal(2, All.Count(example => example is { Page: "README.md", Output: not null }));
        Assert.Equal(2, All.Count(example => example is { Page: "docs/getting-started.md", Output: not null }));
    }

    [Fact]
    public void The_programs_of_README_need_one_using() =>
        Assert.All(All.Where(example => example is { Page: "README.md", Output: not null }), program => Assert.Equal(1, UsingDirective().Count(program.Code)));

    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
