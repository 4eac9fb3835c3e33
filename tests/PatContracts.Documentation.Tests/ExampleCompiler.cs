using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PatContracts.Documentation.Tests;

/// <summary>Compiles and runs examples like the SDK: with implicit usings, nullable annotations, and the source generator for JSON.</summary>
internal static class ExampleCompiler
{
    /// <summary>The program around a fragment: an example without a using directive, which shows a few lines of a larger program.</summary>
    private const string FragmentUsings = """
        global using PatContracts;
        global using PatContracts.AspNetCore;
        global using PatContracts.Http;
        global using PatContracts.Schema;
        global using PatContracts.Yaml;
        """;

    private const string FragmentStart = """
        var builder = WebApplication.CreateBuilder(args);
        var services = builder.Services;
        var app = builder.Build();

        """;

    /// <summary>The warnings that the SDK disables: references to older versions of assemblies.</summary>
    private static readonly KeyValuePair<string, ReportDiagnostic>[] NotReported =
        [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Compiles an example. Pages with <c>WebApplication</c> refer to projects of the web SDK, which has more implicit usings.</summary>
    /// <returns>The assembly, and the errors and warnings of the compiler.</returns>
    public static (byte[] Assembly, string[] Problems) Compile(Example example)
    {
        bool isFragment = Example.IsProgram(example.Code) && !example.Code.StartsWith("using ", StringComparison.Ordinal);
        bool isWeb = isFragment || Repository.Read(example.Page).Contains("WebApplication.", StringComparison.Ordinal);
        string[] sources = [ImplicitUsings.Sdk, isWeb ? ImplicitUsings.Web : "", isFragment ? FragmentUsings : "", isFragment ? FragmentStart + example.Code : example.Code];
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            $"Example-{Path.GetFileNameWithoutExtension(example.Page)}-{example.Line}",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            References,
            new CSharpCompilationOptions(
                Example.IsProgram(example.Code) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: NotReported));
        CSharpGeneratorDriver.Create([.. JsonGenerators().Select(GeneratorExtensions.AsSourceGenerator)], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _);

        using var assembly = new MemoryStream();
        string[] problems = [.. complete.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];
        return (assembly.ToArray(), problems);
    }

    /// <summary>Runs a program in a folder and returns its output. The folder and the output belong to the process, so only one program runs at a time.</summary>
    public static async Task<string> RunAsync(byte[] assembly, string folder)
    {
        TextWriter console = Console.Out;
        string current = Environment.CurrentDirectory;
        using var output = new StringWriter();
        try
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = folder;
            MethodInfo main = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(assembly)).EntryPoint!;
            if (main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]) is Task task) await task;
        }
        finally
        {
            Environment.CurrentDirectory = current;
            Console.SetOut(console);
        }

        return output.ToString();
    }

    private static IEnumerable<IIncrementalGenerator> JsonGenerators() =>
        Assembly.LoadFrom(typeof(ExampleCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "JsonGenerator").Value!)
            .GetTypes().Where(type => type.GetCustomAttribute<GeneratorAttribute>() is not null).Select(type => (IIncrementalGenerator)Activator.CreateInstance(type)!);
}
