using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>A project of many members, made of the variants of shapes: each in a file and a namespace of its own.</summary>
internal sealed partial class RealisticProject
{
    private static readonly Lazy<byte[]> Libraries = new(CompileLibraries);

    private RealisticProject(IEnumerable<Shape> shapes, int variants) =>
        Files = [.. shapes.SelectMany((shape, index) => Enumerable.Range(0, Math.Min(variants, shape.VariantCount)).Select(variant => new ProjectFile(
            string.Create(CultureInfo.InvariantCulture, $"{index:D3}-{variant}.cs"),
            string.Create(CultureInfo.InvariantCulture, $"namespace Acme.Shape{index}Variant{variant};\n\n{shape.Variant(variant)}"),
            $"{shape.Name}, variant {variant}")))];

    public IReadOnlyList<ProjectFile> Files { get; }

    /// <summary>What the project has beside its members.</summary>
    public static string Common { get; } = Read("Common.cs");

    /// <summary>The assembly that it references beside the framework and the product.</summary>
    public static byte[] LibrariesImage => Libraries.Value;

    /// <summary>A project of shapes; of each shape at most this many variants.</summary>
    public static RealisticProject Of(IEnumerable<Shape> shapes, int variants) => new(shapes, variants);

    /// <summary>The mistakes that the lines are marked with.</summary>
    public IEnumerable<Mistake> Mistakes => Marked(Mark());

    /// <summary>What the rules are known to get wrong, whichever way: lines that end in <c>//? PAT1001: the reason</c>.</summary>
    public IEnumerable<Mistake> KnownGaps => Marked(Gap());

    /// <summary>The project for the compiler that the tests reference, which is the oldest one supported.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "Realistic",
        [Parse("Common.cs", Common), .. Files.Select(file => Parse(file.Path, file.Source))],
        [.. TestProject.References, MetadataReference.CreateFromImage(LibrariesImage)],
        TestProject.CompilationOptions);

    /// <summary>What a diagnostic says, with the shape that it is in.</summary>
    public string Describe(Mistake mistake)
    {
        ProjectFile? file = Files.FirstOrDefault(file => file.Path == mistake.Path);
        return file is null ? mistake.ToString() : $"{mistake.Rule} {file.Shape}: {file.Source.Split('\n')[mistake.Line - 1].Trim()}";
    }

    private IEnumerable<Mistake> Marked(Regex mark) => Files.SelectMany(file => file.Source.Split('\n').SelectMany((line, index) =>
        mark.Match(line) is { Success: true } match
            ? match.Groups["rules"].Value.Split(' ').Select(rule => new Mistake(file.Path, index + 1, rule))
            : []));

    private static byte[] CompileLibraries()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Libraries",
            [Parse("Libraries.cs", Read("Libraries.cs"))],
            TestProject.Framework,
            TestProject.CompilationOptions);
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }

    private static SyntaxTree Parse(string path, string source) => CSharpSyntaxTree.ParseText(source, TestProject.ParseOptions, path);

    private static string Read(string name) => Repository.Read("tests/PatContracts.Analyzers.Tests/Realistic/Project/" + name);

    [GeneratedRegex(@"//! (?<rules>PAT\d{4}( PAT\d{4})*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();

    [GeneratedRegex(@"//\? (?<rules>PAT\d{4}): .+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Gap();
}

/// <summary>A file of the project, and the variant that it was made of.</summary>
internal sealed record ProjectFile(string Path, string Source, string Shape);

/// <summary>A rule at a line.</summary>
internal sealed record Mistake(string Path, int Line, string Rule);
