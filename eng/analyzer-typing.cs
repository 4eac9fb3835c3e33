// What a key costs in an editor: types into one file, and measures after each key what the analyzers take over the compiler's own diagnostics of that file.
//
// usage: run by eng/analyzer-cost.sh, with the file to type into, the folder of the analyzers, and the assemblies that the file needs.
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

const int Warmup = 20;
const int Keys = 60;
const string Typed = "int count = names.Length; Console.WriteLine(count); ";

string source = File.ReadAllText(args[0]);
Assembly assembly = Assembly.LoadFrom(Path.Combine(args[1], "PatContracts.Analyzers.dll"));
ImmutableArray<DiagnosticAnalyzer> analyzers =
[
    .. assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
];
IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(file) is "netstandard.dll" or "mscorlib.dll")
    .Concat(args.Skip(2))
    .Select(file => MetadataReference.CreateFromFile(file));
SyntaxTree tree = CSharpSyntaxTree.ParseText(SourceText.From(source), new(LanguageVersion.Latest), "Typed.cs");
SyntaxTree usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq; global using System.IO;", new(LanguageVersion.Latest));
var compilation = CSharpCompilation.Create("Typed", [tree, usings], references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
if (errors.Length > 0) throw new InvalidOperationException(errors[0].ToString());

var options = new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty);
int position = source.IndexOf("/* type here */", StringComparison.Ordinal);
var own = new List<double>();
var all = new List<double>();
for (int key = 0; key < Warmup + Keys; key++)
{
    SourceText text = await tree.GetTextAsync();
    SyntaxTree next = tree.WithChangedText(text.WithChanges(new TextChange(new(position++, 0), Typed[key % Typed.Length].ToString())));
    double without = Time(() => compilation.ReplaceSyntaxTree(tree, next), analyze: false);
    double with = Time(() => compilation.ReplaceSyntaxTree(tree, next), analyze: true);
    compilation = compilation.ReplaceSyntaxTree(tree, next);
    tree = next;
    if (key < Warmup) continue;

    own.Add(without);
    all.Add(with);
}

double[] over = [.. own.Zip(all, (one, other) => other - one).Order()];
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{source.Length / 1024} KB, {Keys} keys: the compiler {own.Order().ElementAt(Keys / 2):0.0} ms, the analyzers {over[Keys / 2]:0.0} ms over it (median), {over[Keys * 9 / 10]:0.0} ms (nine of ten)"));

double Time(Func<CSharpCompilation> edit, bool analyze)
{
    CSharpCompilation edited = edit();
    SyntaxTree typed = edited.SyntaxTrees[0];
    long start = Stopwatch.GetTimestamp();
    SemanticModel model = edited.GetSemanticModel(typed);
    _ = model.GetDiagnostics();
    if (analyze)
    {
        CompilationWithAnalyzers driver = edited.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        _ = driver.GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None).GetAwaiter().GetResult();
    }

    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
