// Measures the cost of a key in an editor: types into one file, and measures after each key how much longer the diagnostics of the file take with the
// analyzers. As in an editor, the compiler's own diagnostics come from the compiler's analyzer, in one run with the others. An analyzer that registers for
// object creations and does nothing is measured as well: its cost is that of the first analyzer of operations, whichever it is.
//
// usage: run by eng/analyzer-cost.sh, with the file to type into, the folder of the analyzers, and the assemblies that the file references.
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

var compilerAnalyzer = (DiagnosticAnalyzer)Activator.CreateInstance(
    typeof(CSharpCompilation).Assembly.GetType("Microsoft.CodeAnalysis.Diagnostics.CSharp.CSharpCompilerDiagnosticAnalyzer", throwOnError: true)!,
    nonPublic: true)!;
var options = new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty);
int position = source.IndexOf("/* type here */", StringComparison.Ordinal);
var own = new List<double>();
var idle = new List<double>();
var all = new List<double>();
for (int key = 0; key < Warmup + Keys; key++)
{
    SourceText text = await tree.GetTextAsync();
    SyntaxTree next = tree.WithChangedText(text.WithChanges(new TextChange(new(position++, 0), Typed[key % Typed.Length].ToString())));
    double without = Time(() => compilation.ReplaceSyntaxTree(tree, next), [compilerAnalyzer]);
    double withIdle = Time(() => compilation.ReplaceSyntaxTree(tree, next), [compilerAnalyzer, new IdleAnalyzer()]);
    double with = Time(() => compilation.ReplaceSyntaxTree(tree, next), [compilerAnalyzer, .. analyzers]);
    compilation = compilation.ReplaceSyntaxTree(tree, next);
    tree = next;
    if (key < Warmup) continue;

    own.Add(without);
    idle.Add(withIdle);
    all.Add(with);
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{source.Length / 1024} KB, {Keys} keys, medians: the compiler {Median(own):0.0} ms; over it, an idle analyzer {MedianOver(own, idle):0.0} ms, the analyzers {MedianOver(own, all):0.0} ms; the analyzers over the idle one {MedianOver(idle, all):0.0} ms"));

static double Median(IEnumerable<double> values) => values.Order().ElementAt(Keys / 2);

static double MedianOver(List<double> values, List<double> others) => Median(values.Zip(others, (one, other) => other - one));

double Time(Func<CSharpCompilation> edit, ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    CSharpCompilation edited = edit();
    SyntaxTree typed = edited.SyntaxTrees[0];
    long start = Stopwatch.GetTimestamp();
    CompilationWithAnalyzers driver = edited.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
    _ = driver.GetAnalyzerSemanticDiagnosticsAsync(edited.GetSemanticModel(typed), null, CancellationToken.None).GetAwaiter().GetResult();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

#pragma warning disable RS1036, RS2008 // This analyzer is not shipped.
/// <summary>Registers an action like every rule for operations, and does nothing in it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class IdleAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new("IDLE", "Idle", "Idle", "Idle", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(static _ => { }, OperationKind.ObjectCreation);
    }
}
