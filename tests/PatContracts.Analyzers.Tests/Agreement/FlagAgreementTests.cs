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
/// PAT2001 against what happens: generated methods that set the flag here and there are analysed, and then run on every branch with a probe at each
/// assignment. An assignment is reported when it took back, in every run that reached it, what was set before and had not been shown since.
/// </summary>
[Trait(LongRun.Trait, LongRun.Long)]
public partial class FlagAgreementTests
{
    private static readonly int Count = LongRun.Count(150, full: 1500);
    private static readonly string[] LeftAlone = ["Show", "Mark", "^=", "&&"];

    [Fact]
    public async Task Rule_and_runs_agree_on_every_assignment()
    {
        var generator = new Generator(seed: 20260302);
        string[] methods = [.. Enumerable.Range(0, Count).Select(generator.Method)];
        CSharpCompilation analysed = Compile(methods);
        CSharpCompilation probed = Compile(methods.Select(method => Marker().Replace(method, "FlagProbe.At($1);")));
        Assert.Empty(probed.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5));

        HashSet<int> reported = await Analyze(analysed);
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

                // What some branch passes on, what is flipped whatever it was, what two tests of one variable decide, and a default that is refined under a
                // condition, the rule may leave alone.
                bool mustBeReported = isContradiction
                    && !generator.Refinements.Contains(site)
                    && !LeftAlone.Any(text => methods[i].Contains(text, StringComparison.Ordinal))
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

    /// <summary>The assignments that were reached, and whether each of them contradicted in every run that reached it.</summary>
    private static IEnumerable<(int Site, bool IsContradiction)> Run(MethodInfo method)
    {
        var verdicts = new Dictionary<int, bool>();
        for (int bits = 0; bits < 32; bits++)
        {
            FlagProbe.Reset();
            method.Invoke(null, [.. Enumerable.Range(0, 5).Select(bit => (object)((bits >> bit & 1) == 1))]);
            foreach ((int site, bool isContradiction) in FlagProbe.Writes) verdicts[site] = verdicts.GetValueOrDefault(site, true) && isContradiction;
        }

        return verdicts.Select(verdict => (verdict.Key, verdict.Value));
    }

    private static bool TestsTwice(string method) => Test().Matches(method).CountBy(match => match.Groups[1].Value).Any(tests => tests.Value > 1);

    [GeneratedRegex(@"(?:if \(|switch \(|&& |= )!?([abce])\b(?! \+)")]
    private static partial Regex Test();

    [GeneratedRegex(@"/\*@(\d+)\*/")]
    private static partial Regex Marker();

    /// <summary>Makes methods that set the flag of one token.</summary>
    private sealed class Generator(int seed)
    {
        private readonly Random _random = new(seed);
        private int _sites;
        private int _branches;

        /// <summary>The assignments of true under a condition.</summary>
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

        /// <summary>The value of the assignment that has just begun.</summary>
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

/// <summary>Keeps what generated code does to the flag of its one token. The analyzer sees it as another assembly's, so that showing is an escape.</summary>
public static class FlagProbe
{
    [ThreadStatic]
    private static List<(int Site, bool IsContradiction)>? _writes;

    [ThreadStatic]
    private static int _site;

    [ThreadStatic]
    private static bool? _unseen;

    /// <summary>The assignments since <see cref="Reset"/>, and whether each took back what was set and not shown before.</summary>
    internal static IReadOnlyList<(int Site, bool IsContradiction)> Writes => _writes!;

    /// <summary>The assignment that comes next.</summary>
    public static void At(int site) => _site = site;

    /// <summary>The flag is set. Helpers have no site of their own.</summary>
    public static void Set(bool value)
    {
        if (_site != 0) _writes!.Add((_site, _unseen == !value));
        (_unseen, _site) = (value, 0);
    }

    /// <summary>Other code sees the token.</summary>
    public static void Show(object token) => _unseen = token is null ? _unseen : null;

    internal static void Reset() => (_writes, _site, _unseen) = ([], 0, null);
}
