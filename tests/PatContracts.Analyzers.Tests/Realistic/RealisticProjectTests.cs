using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>All rules on a realistic project: none reports hundreds of members without a mistake, and each plain mistake is reported.</summary>
public class RealisticProjectTests
{
    private static readonly RealisticProject Members = RealisticProject.Of(CodeTemplate.In("Members"), variants: 3);
    private static readonly RealisticProject Mistakes = RealisticProject.Of(CodeTemplate.In("Mistakes"), variants: 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_project_has_enough_members_templates_and_mistakes()
    {
        int members = Members.Files.Sum(file => CSharpSyntaxTree.ParseText(file.Source, cancellationToken: Cancellation).GetRoot(Cancellation)
            .DescendantNodes().OfType<MemberDeclarationSyntax>().Count(member => member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax));
        Assert.InRange(members, 400, int.MaxValue);
        Assert.InRange(CodeTemplate.In("Members").Count, 60, int.MaxValue);
        Assert.InRange(Mistakes.Mistakes.Count(), 200, int.MaxValue);
    }

    [Fact]
    public async Task Members_without_a_mistake_are_not_reported()
    {
        RealisticProject project = RealisticProject.Of(CodeTemplate.In("Members").Where(template => !template.IsNewSyntax), variants: 3);
        AssertNone(project, "reported", await Analyze(project, isEveryRuleOn: false));
    }

    /// <summary>An ordinary run compiles the templates that only this compiler can parse; a long run compiles all of them.</summary>
    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public async Task Members_without_a_mistake_are_not_reported_by_the_installed_compiler()
    {
        RealisticProject project = LongRun.IsOn ? Members : RealisticProject.Of(CodeTemplate.In("Members").Where(template => template.IsNewSyntax), variants: 1);
        AssertNone(project, "reported", await InstalledCompiler.AnalyzeAsync(project, Cancellation));
    }

    [Fact]
    public async Task Exactly_the_marked_mistakes_are_reported()
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
        string[] lines = [.. mistakes.Except(project.KnownLimitations).Select(project.Describe).Order(StringComparer.Ordinal)];
        Assert.True(lines.Length == 0, string.Create(CultureInfo.InvariantCulture, $"{lines.Length} {what}:\n{string.Join('\n', lines)}"));
    }
}
