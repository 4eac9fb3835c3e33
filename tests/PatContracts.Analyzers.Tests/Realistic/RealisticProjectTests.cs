using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>Every rule at once over a project as teams write it: silent on hundreds of members without a mistake, and each plain mistake found.</summary>
public class RealisticProjectTests
{
    private static readonly RealisticProject Members = RealisticProject.Of(Shape.In("Members"), variants: 3);
    private static readonly RealisticProject Mistakes = RealisticProject.Of(Shape.In("Mistakes"), variants: 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void There_are_enough_members_shapes_and_mistakes()
    {
        int members = Members.Files.Sum(file => CSharpSyntaxTree.ParseText(file.Source, cancellationToken: Cancellation).GetRoot(Cancellation)
            .DescendantNodes().OfType<MemberDeclarationSyntax>().Count(member => member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax));
        Assert.InRange(members, 400, int.MaxValue);
        Assert.InRange(Shape.In("Members").Count, 60, int.MaxValue);
        Assert.InRange(Mistakes.Mistakes.Count(), 200, int.MaxValue);
    }

    [Fact]
    public async Task Members_without_a_mistake_are_silent()
    {
        RealisticProject project = RealisticProject.Of(Shape.In("Members").Where(shape => !shape.IsNewSyntax), variants: 3);
        AssertNone(project, "reported", await Analyze(project, isEveryRuleOn: false));
    }

    /// <summary>An ordinary run compiles the shapes that only this compiler reads; a long run all of them.</summary>
    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public async Task Members_without_a_mistake_are_silent_in_the_installed_compiler()
    {
        RealisticProject project = LongRun.IsOn ? Members : RealisticProject.Of(Shape.In("Members").Where(shape => shape.IsNewSyntax), variants: 1);
        AssertNone(project, "reported", await InstalledCompiler.AnalyzeAsync(project, Cancellation));
    }

    [Fact]
    public async Task Plain_mistakes_are_found_and_nothing_else()
    {
        HashSet<Mistake> found = [.. await Analyze(Mistakes, isEveryRuleOn: true)];
        AssertNone(Mistakes, "missed", Mistakes.Mistakes.Except(found));
        AssertNone(Mistakes, "reported", found.Except(Mistakes.Mistakes));
    }

    private static async Task<Mistake[]> Analyze(RealisticProject project, bool isEveryRuleOn)
    {
        Compilation compilation = project.Compile();
        Assert.Empty(compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20));
        ImmutableArray<Diagnostic> diagnostics = await AllRules.Run(isEveryRuleOn ? AllRules.SwitchOn(compilation) : compilation);
        return [.. diagnostics.Select(diagnostic => new Mistake(
            diagnostic.Location.GetLineSpan().Path,
            diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1,
            diagnostic.Id))];
    }

    private static void AssertNone(RealisticProject project, string what, IEnumerable<Mistake> mistakes)
    {
        string[] lines = [.. mistakes.Except(project.KnownGaps).Select(project.Describe).Order(StringComparer.Ordinal)];
        Assert.True(lines.Length == 0, string.Create(CultureInfo.InvariantCulture, $"{lines.Length} {what}:\n{string.Join('\n', lines)}"));
    }
}
