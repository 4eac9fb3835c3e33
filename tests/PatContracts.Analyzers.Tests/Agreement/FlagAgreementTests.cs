using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>
/// Compares PAT2001 with the execution. Generated methods that assign the flag are analyzed, and then executed on every branch with a probe at each
/// assignment. An assignment must be reported if, in every run that reaches it, it changes a value that was assigned before and has not been used since.
/// </summary>
[Trait(LongRun.Trait, LongRun.Long)]
public partial class FlagAgreementTests
{
    private static readonly int Count = LongRun.Count(150, full: 1500);
    private static readonly string[] Ignored = ["Show", "Mark", "^=", "&&"];

    [Fact]
    public async Task Analyzer_and_execution_agree_on_every_assignment()
    {
        var generator = new Generator(seed: 20260302);
        string[] methods = [.. Enumerable.Range(0, Count).Select(generator.Method)];
        CSharpCompilation analyzed = Compile(methods);
        CSharpCompilation probed = Compile(methods.Select(method => Marker().Replace(method, "FlagProbe.At($1);")));
        Assert.Empty(probed.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5));

        HashSet<int> reported = await Analyze(analyzed);
        using var image = new MemoryStream();
        Assert.True(probed.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        Type generated = Assembly.Load(image.ToArray()).GetType("Generated")!;

        var disagreements = new List<string>();
        int contradictions = 0;
        for (int i = 0; i < Count; i++)
        {
            foreach ((int site, bool isContradiction) in Run(generated.GetMethod($"M{i}")!))
            {
                if (isContradiction) contradictions++;

                // The rule may ignore a flag that some branch passes on, a toggle, an assignment that depends on two tests of one variable, and a default
                // that is conditionally overwritten.
                bool mustBeReported = isContradiction
                    && !generator.Refinements.Contains(site)
                    && !Ignored.Any(text => methods[i].Contains(text, StringComparison.Ordinal))
                    && !TestsTwice(methods[i]);
                if (reported.Contains(site) ? !isContradiction : mustBeReported) disagreements.Add($"@{site} {(isContradiction ? "contradicts and is not reported" : "is reported")}\n{methods[i]}");
            }
        }

        Assert.InRange(contradictions, Count / 10, Count * 4);
        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements:\n{string.Join("\n", disagreements.Take(5))}");
    }

    private static CSharpCompilation Compile(IEnumerable<string> methods) => CSharpCompilation.Create(
        "Generated",
        [
            CSharpSyntaxTree.ParseText(
                $$"""
                using PatContracts.Analyzers.Tests.Agreement;

                [PatContracts.ContractModel("v3")]
                public record Token
                {
                    private bool _managed;
                    public string Id { get; set; } = "";
                    public string Name { get; set; } = "";
                    public bool Managed { get => _managed; set { _managed = value; FlagProbe.Set(value); } }
                }

                public static class Generated
                {
                {{string.Concat(methods)}}
                    private static void Mark(Token token, bool to) { if (to) token.Managed = true; else token.Managed = false; }
                    private static void MarkManaged(Token token) => token.Managed = true;
                }
                """,
                TestProject.ParseOptions),
        ],
        TestProject.References.Add(MetadataReference.CreateFromFile(typeof(FlagProbe).Assembly.Location)),
        TestProject.CompilationOptions);

    private static async Task<HashSet<int>> Analyze(CSharpCompilation compilation)
    {
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new PAT2001ManagedFlagContradiction()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        SourceText text = await compilation.SyntaxTrees[0].GetTextAsync(TestContext.Current.CancellationToken);
        return
        [
            .. diagnostics.Select(diagnostic =>
            {
                Assert.Equal("PAT2001", diagnostic.Id);
                string line = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).Start, diagnostic.Location.SourceSpan.Start));
                return int.Parse(Marker().Matches(line)[^1].Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            }),
        ];
    }

    /// <summary>Returns the assignments that were reached, and whether each of them is a contradiction in every run that reaches it.</summary>
    private static IEnumerable<(int Site, bool IsContradiction)> Run(MethodInfo method)
    {
        var results = new Dictionary<int, bool>();
        for (int bits = 0; bits < 32; bits++)
        {
            FlagProbe.Reset();
            method.Invoke(null, [.. Enumerable.Range(0, 5).Select(bit => (object)((bits >> bit & 1) == 1))]);
            foreach ((int site, bool isContradiction) in FlagProbe.Writes) results[site] = results.GetValueOrDefault(site, true) && isContradiction;
        }

        return results.Select(result => (result.Key, result.Value));
    }

    private static bool TestsTwice(string method) => Test().Matches(method).CountBy(match => match.Groups[1].Value).Any(tests => tests.Value > 1);

    [GeneratedRegex(@"(?:if \(|switch \(|&& |= )!?([abce])\b(?! \+)")]
    private static partial Regex Test();

    [GeneratedRegex(@"/\*@(\d+)\*/")]
    private static partial Regex Marker();

    /// <summary>Generates methods that assign the flag of one token.</summary>
    private sealed class Generator(int seed)
    {
        private readonly Random _random = new(seed);
        private int _sites;
        private int _branches;

        /// <summary>The conditional assignments of true.</summary>
        public HashSet<int> Refinements { get; } = [];

        public string Method(int number)
        {
            var lines = new StringBuilder();
            lines.AppendLine(CultureInfo.InvariantCulture, $"    public static object M{number}(bool a, bool b, bool c, bool d, bool e)\n    {{");
            if (Chance(60)) lines.AppendLine(CultureInfo.InvariantCulture, $"        {Site()} var t = new Token {{ Managed = {Value()} }};");
            else lines.AppendLine("        var t = new Token();");
            for (int i = _random.Next(1, 4); i > 0; i--) Add(lines, depth: 2);
            return lines.AppendLine("        return t;\n    }").ToString();
        }

        private void Add(StringBuilder lines, int depth)
        {
            switch (_random.Next(depth > 0 ? 12 : 6))
            {
                case 3:
                    lines.AppendLine(CultureInfo.InvariantCulture, $"        {Site()} t.Managed {Pick("|=", "&=", "^=")} {Value()};");
                    break;
                case 4:
                    lines.AppendLine(CultureInfo.InvariantCulture, $"        {Site()} t = t with {{ Managed = {Value()} }};");
                    break;
                case 5:
                    lines.AppendLine(Chance(50) ? "        FlagProbe.Show(t);" : "        t.Name = \"x\";");
                    break;
                case 6 or 7:
                    lines.AppendLine(CultureInfo.InvariantCulture, $"        if ({Pick("a", "b", "c", "!a", "!b", "a && b")})\n        {{");
                    _branches++;
                    Add(lines, depth - 1);
                    lines.AppendLine("        }\n        else\n        {");
                    Add(lines, depth - 1);
                    lines.AppendLine("        }");
                    _branches--;
                    break;
                case 8:
                    _branches++;
                    lines.AppendLine(CultureInfo.InvariantCulture, $"        if ({Pick("a", "b", "c")}) {{ {Site()} t.Managed = {Value()}; }}");
                    _branches--;
                    break;
                case 9:
                    if (_branches > 0) Refinements.Add(_sites + 1);
                    lines.AppendLine(CultureInfo.InvariantCulture, $"        {Site()} t.Managed = {Pick("a", "b")} ? true : {Value()};");
                    break;
                case 10:
                    lines.AppendLine(Chance(50) ? "        MarkManaged(t);" : "        Mark(t, d);");
                    break;
                case 11:
                    _branches++;
                    lines.AppendLine(CultureInfo.InvariantCulture, $"        switch (e) {{ case true: {Site()} t.Managed = {Value()}; break; default: t.Name = \"y\"; break; }}");
                    _branches--;
                    break;
                default:
                    lines.AppendLine(CultureInfo.InvariantCulture, $"        {Site()} t.Managed = {Value()};");
                    break;
            }
        }

        private string Site() => string.Create(CultureInfo.InvariantCulture, $"/*@{++_sites}*/");

        /// <summary>Returns the value for the assignment that was begun last.</summary>
        private string Value()
        {
            bool value = Chance(50);
            if (value && _branches > 0) Refinements.Add(_sites);
            return value ? "true" : "false";
        }

        private bool Chance(int percent) => _random.Next(100) < percent;

        private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
    }
}
