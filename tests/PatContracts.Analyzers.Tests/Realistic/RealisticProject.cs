using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>A project of many members, generated from the variants of templates: each in its own file and namespace.</summary>
internal sealed partial class RealisticProject
{
    private static readonly Lazy<byte[]> Libraries = new(CompileLibraries);

    private RealisticProject(IEnumerable<CodeTemplate> templates, int variants) =>
        Files = [.. templates.SelectMany((template, index) => Enumerable.Range(0, Math.Min(variants, template.VariantCount)).Select(variant => new ProjectFile(
            string.Create(CultureInfo.InvariantCulture, $"{index:D3}-{variant}.cs"),
            string.Create(CultureInfo.InvariantCulture, $"namespace Acme.Template{index}Variant{variant};\n\n{template.Variant(variant)}"),
            $"{template.Name}, variant {variant}")))];

    public IReadOnlyList<ProjectFile> Files { get; }

    /// <summary>The types that the members of the project share.</summary>
    public static string Common { get; } = Read("Common.cs");

    /// <summary>The library that the project references.</summary>
    public static byte[] LibrariesImage => Libraries.Value;

    /// <summary>Creates a project from templates, with a maximum number of variants for each template.</summary>
    public static RealisticProject Of(IEnumerable<CodeTemplate> templates, int variants) => new(templates, variants);

    /// <summary>The mistakes that are marked in the source.</summary>
    public IEnumerable<Mistake> Mistakes => Marked(MistakeMark());

    /// <summary>Known wrong or missing diagnostics: lines that end with <c>//? PAT1001: the reason</c>.</summary>
    public IEnumerable<Mistake> KnownLimitations => Marked(LimitationMark());

    /// <summary>Compiles the project with the compiler that the tests reference, which is the oldest supported one.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "Realistic",
        [Parse("Common.cs", Common), .. Files.Select(file => Parse(file.Path, file.Source))],
        [.. TestProject.References, MetadataReference.CreateFromImage(LibrariesImage)],
        TestProject.CompilationOptions);

    /// <summary>Describes a mistake with the template and the line that contain it.</summary>
    public string Describe(Mistake mistake)
    {
        ProjectFile? file = Files.FirstOrDefault(file => file.Path == mistake.Path);
        return file is null ? mistake.ToString() : $"{mistake.Rule} {file.Template}: {file.Source.Split('\n')[mistake.Line - 1].Trim()}";
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
    private static partial Regex MistakeMark();

    [GeneratedRegex(@"//\? (?<rules>PAT\d{4}): .+$", RegexOptions.ExplicitCapture)]
    private static partial Regex LimitationMark();
}
