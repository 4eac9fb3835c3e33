using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Fuzz;

/// <summary>No rule throws on nested constructs of C# around the code that the rules analyze.</summary>
[Trait(LongRun.Trait, LongRun.Long)]
public class SyntaxFuzzTests
{
    private const int ClassesPerCompilation = 250;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task No_rule_fails_on_a_construct_inside_another() =>
        AssertNoFailure(LongRun.OneIn(80, new FuzzProject(seed: 20261128).Pairs(), full: 2));

    [Fact]
    public Task No_rule_fails_on_three_nested_constructs() =>
        AssertNoFailure(new FuzzProject(seed: 20261129).Random(LongRun.Count(50, full: 1_500)));

    private static async Task AssertNoFailure(IEnumerable<string> classes)
    {
        var failures = new List<string>();
        foreach (string[] chunk in classes.Chunk(ClassesPerCompilation))
        {
            CSharpCompilation compilation = FuzzProject.Compile(chunk);
            string[] errors = [.. compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Describe)];
            Assert.True(errors.Length == 0, string.Join("\n", errors.Take(10)));
            ImmutableArray<Diagnostic> diagnostics = await AllRules.Run(AllRules.SwitchOn(compilation));
            Assert.NotEmpty(diagnostics);
            failures.AddRange(diagnostics.Where(diagnostic => diagnostic.Id == "AD0001").Select(Describe));
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n{string.Join("\n\n", failures.Take(6))}");
    }

    private static string Describe(Diagnostic diagnostic)
    {
        string line = diagnostic.Location.SourceTree?.GetText(Cancellation).Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";
        return $"{diagnostic.GetMessage(null)}\n{line}";
    }
}
