using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>No rule fails on code that is being typed in an editor.</summary>
[Trait(LongRun.Trait, LongRun.Long)]
public class IncompleteCodeTests
{
    public static TheoryData<int> Samples => [.. Enumerable.Range(0, IncompleteCodeSamples.All.Length)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task No_prefix_of_a_file_makes_a_rule_fail(int sample)
    {
        string source = IncompleteCodeSamples.All[sample];
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, TestProject.ParseOptions, cancellationToken: TestContext.Current.CancellationToken);
        SyntaxTree usings = CSharpSyntaxTree.ParseText(TestProject.Usings, TestProject.ParseOptions, cancellationToken: TestContext.Current.CancellationToken);
        bool isProgram = (await tree.GetRootAsync(TestContext.Current.CancellationToken)).ChildNodes().OfType<GlobalStatementSyntax>().Any();
        CSharpCompilationOptions options = TestProject.CompilationOptions.WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
        CSharpCompilation whole = CSharpCompilation.Create("Test", [usings, tree], TestProject.References, options);
        Assert.Empty(whole.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var failures = new List<string>();
        IEnumerable<int> ends = (await tree.GetRootAsync(TestContext.Current.CancellationToken)).DescendantTokens().Select(token => token.Span.End).Distinct();
        foreach (int end in LongRun.OneIn(8, ends, offset: sample))
        {
            var prefix = SourceText.From(source[..end]);
            CSharpCompilation compilation = whole.ReplaceSyntaxTree(tree, tree.WithChangedText(prefix));
            ImmutableArray<Diagnostic> diagnostics = await AllRules.Run(compilation);
            failures.AddRange(diagnostics.Where(diagnostic => diagnostic.Id == "AD0001").Select(diagnostic => $"{end}: {diagnostic.GetMessage(null)}"));
        }

        Assert.Empty(failures);
    }
}
