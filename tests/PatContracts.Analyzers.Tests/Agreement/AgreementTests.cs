using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>
/// Compares the analyzer with the validator. Thousands of generated constructions are analyzed and then executed on every branch. The members that are
/// assigned when an object first escapes are serialized and validated. Both must find the same members missing or null.
/// </summary>
[Trait(LongRun.Trait, LongRun.Long)]
public class AgreementTests
{
    private static readonly int Count = LongRun.Count(120, full: 1200);

    [Fact]
    public Task Analyzer_and_validator_agree_on_every_construction() => AssertAgreement(new Constructions(seed: 20260301));

    [Fact]
    public Task Analyzer_and_validator_agree_on_setters_filters_and_guards() => AssertAgreement(new GuardedConstructions(seed: 20260303));

    private static async Task AssertAgreement(IConstructions generator)
    {
        string[] groups = [.. Enumerable.Range(0, Count).Select(generator.Group)];
        CSharpCompilation compilation = Compile(generator.Model, groups);
        ImmutableArray<Diagnostic> errors = [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.Empty(errors.Take(5));

        ILookup<int, Diagnostic> reports = (await Analyze(compilation)).ToLookup(GroupOf);
        Assembly assembly = Load(compilation);
        var disagreements = new List<string>();
        int wrong = 0;
        for (int i = 0; i < Count; i++)
        {
            Outcome outcome = Run(assembly.GetType($"Generated.G{i}")!.GetMethod("M")!);
            if (outcome.Rejected > 0) wrong++;

            if (Compare(new(reports[i]), outcome) is { } difference) disagreements.Add($"{difference}\n{groups[i]}");
        }

        // If all the generated code were correct, or all of it wrong, the test would prove nothing.
        Assert.InRange(wrong, Count / 10, Count * 9 / 10);
        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements:\n{string.Join("\n", disagreements.Take(6))}");
    }

    private static CSharpCompilation Compile(string model, string[] groups)
    {
        const int PerFile = 100;
        IEnumerable<string> files = groups.Chunk(PerFile).Select(chunk =>
            $"#nullable enable\nusing PatContracts.Analyzers.Tests.Agreement;\nnamespace Generated;\n{string.Concat(chunk)}");
        return CSharpCompilation.Create(
            "Generated",
            files.Append(model).Select(source => CSharpSyntaxTree.ParseText(source, TestProject.ParseOptions)),
            TestProject.References.Add(MetadataReference.CreateFromFile(typeof(Recorder).Assembly.Location)),
            TestProject.CompilationOptions);
    }

    private static Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation) => compilation
        .WithAnalyzers([new PAT1001RequiredMemberMissing(), new PAT1002RequiredMemberMaybeMissing(), new PAT1003RequiredMemberNull()])
        .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    private static int GroupOf(Diagnostic diagnostic)
    {
        Assert.True(diagnostic.Id.StartsWith("PAT", StringComparison.Ordinal), diagnostic.GetMessage(CultureInfo.InvariantCulture));
        SyntaxNode root = diagnostic.Location.SourceTree!.GetRoot(TestContext.Current.CancellationToken);
        ClassDeclarationSyntax group = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()!;
        return int.Parse(group.Identifier.ValueText.AsSpan(1), CultureInfo.InvariantCulture);
    }

    private static Assembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return Assembly.Load(image.ToArray());
    }

    /// <summary>Runs a method with every combination of its arguments.</summary>
    private static Outcome Run(MethodInfo method)
    {
        var outcome = new Outcome();
        for (int bits = 0; bits < 32; bits++)
        {
            Recorder.Reset();
            Recorder.Take(Invoke(method, [.. Enumerable.Range(0, 5).Select(bit => (object)((bits >> bit & 1) == 1))]));
            if (Recorder.Shown is { } shown) outcome.Add(shown);
        }

        return outcome;
    }

    /// <summary>Returns the result of a method, or null if a guard throws.</summary>
    private static object? Invoke(MethodInfo method, object[] arguments)
    {
        try
        {
            return method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or ArgumentException)
        {
            return null;
        }
    }

    private static string? Compare(AnalyzerReport report, Outcome outcome)
    {
        if (outcome.Runs == 0) return null;
        foreach (string member in outcome.Contract.Required)
        {
            bool alwaysMissing = outcome.MissingIn(member) == outcome.Runs;
            bool sometimesMissing = outcome.MissingIn(member) > 0 && !alwaysMissing;
            bool everNull = outcome.NullIn(member) > 0;

            if (alwaysMissing != report.Missing.Contains(member)) return $"PAT1001 on {member}: {report}, but missing in {outcome.MissingIn(member)} of {outcome.Runs} runs";
            if (sometimesMissing && !report.MaybeMissing.Contains(member)) return $"no PAT1002 on {member}: {report}, but missing in {outcome.MissingIn(member)} of {outcome.Runs} runs";
            if (report.MaybeMissing.Contains(member) && !sometimesMissing && !everNull) return $"PAT1002 on {member}: {report}, but never missing nor null";
            if (report.Null.Contains(member) && !everNull) return $"PAT1003 on {member}: {report}, but never null";
            if (everNull && !report.Null.Contains(member) && !report.MaybeMissing.Contains(member)) return $"nothing on {member}: {report}, but null in {outcome.NullIn(member)} of {outcome.Runs} runs";
        }

        return null;
    }

    /// <summary>The members that the analyzer reports in one method, by JSON name.</summary>
    private sealed class AnalyzerReport(IEnumerable<Diagnostic> diagnostics)
    {
        private readonly Diagnostic[] _diagnostics = [.. diagnostics];

        public HashSet<string> Missing => Names("PAT1001", 1);

        public HashSet<string> MaybeMissing => Names("PAT1002", 1);

        public HashSet<string> Null => Names("PAT1003", 0);

        public override string ToString() =>
            _diagnostics.Length == 0 ? "silent" : string.Join("; ", _diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));

        /// <summary>The quoted names in the list that begins a message or ends before its verb.</summary>
        private HashSet<string> Names(string id, int from) =>
        [
            .. _diagnostics.Where(diagnostic => diagnostic.Id == id)
                .Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))
                .SelectMany(message => message[..(from == 1 ? message.IndexOf(" when ", StringComparison.Ordinal) : message.IndexOf(" must not be ", StringComparison.Ordinal))]
                    .Split('`').Where((_, index) => index % 2 == 1)),
        ];
    }

    /// <summary>The members that the validator finds missing or null in the objects of one method, over all its runs.</summary>
    private sealed class Outcome
    {
        private readonly Dictionary<string, int> _missing = [];
        private readonly Dictionary<string, int> _null = [];

        public SchemaNode Contract { get; } = PatContract.Catalog.Get("v3").Root;

        public int Runs { get; private set; }

        public int Rejected { get; private set; }

        public int MissingIn(string member) => _missing.GetValueOrDefault(member);

        public int NullIn(string member) => _null.GetValueOrDefault(member);

        public void Add(IReadOnlyDictionary<string, object?> shown)
        {
            Runs++;
            ContractValidationResult result = Contract.Validate(JsonSerializer.SerializeToUtf8Bytes(shown));
            if (!result.IsValid) Rejected++;

            // Only the validator decides whether a member is missing or null.
            foreach (string member in Contract.Required)
            {
                bool isRejected = result.Findings.Any(finding => finding.InstancePointer == "/" + member || (finding.InstancePointer.Length == 0 && finding.Message.Contains($"\"{member}\"", StringComparison.Ordinal)));
                if (!shown.TryGetValue(member, out object? value))
                {
                    Assert.False(result.IsValid);
                    _missing[member] = MissingIn(member) + 1;
                }
                else if (value is null && isRejected)
                {
                    _null[member] = NullIn(member) + 1;
                }
            }
        }
    }
}
