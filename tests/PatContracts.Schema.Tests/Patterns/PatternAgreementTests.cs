using System.Text;
using CsCheck;
using PatContracts.Schema.Patterns;
using Xunit;

namespace PatContracts.Schema.Tests.Patterns;

/// <summary>All matchers agree with the simple reference matcher on generated patterns and texts.</summary>
[Trait(LongRun.Trait, LongRun.Long)]
public sealed class PatternAgreementTests
{
    private static readonly int Iterations = LongRun.Count(5_000, full: 50_000);

    [Fact]
    public void Every_matcher_agrees_with_the_reference_on_regular_patterns() =>
        Gen.Select(PatternGenerator.Regular, PatternGenerator.Text.Array[1, 4]).Sample(
            (source, texts) =>
            {
                ParsedPattern parsed = Parse(source);
                PatternMatcher?[] matchers =
                [
                    LiteralMatcher.TryBuild(parsed.Root),
                    StepMatcher.TryBuild(parsed.Root),
                    PositionMatcher.TryBuild(parsed),
                    new AutomatonMatcher(AutomatonProgram.TryCompile(parsed, int.MaxValue)!),
                    new BacktrackingMatcher(parsed),
                    new DeferredMatcher(parsed),
                ];
                // The second time, the automaton has its states.
                return texts.Concat(texts).All(text => matchers.All(matcher => matcher is null || Agrees(matcher, parsed, text)));
            },
            iter: Iterations,
            print: pair => $"{pair.Item1} on {string.Join(" , ", pair.Item2)}");

    [Fact]
    public void Backtracking_agrees_with_the_reference_on_all_patterns() =>
        Gen.Select(PatternGenerator.Any, PatternGenerator.Text.Array[1, 4]).Sample(
            (source, texts) =>
            {
                ParsedPattern parsed = Parse(source);
                var matcher = new BacktrackingMatcher(parsed);
                return texts.All(text => Agrees(matcher, parsed, text));
            },
            iter: 2 * Iterations,
            print: pair => $"{pair.Item1} on {string.Join(" , ", pair.Item2)}");

    private static bool Agrees(PatternMatcher matcher, ParsedPattern parsed, string text)
    {
        bool? expected = ReferenceMatcher.IsMatch(parsed, text);
        PatternBudget budget = PatternBudget.OfSteps(10_000_000);
        return expected is null || matcher.Match(Encoding.UTF8.GetBytes(text), ref budget) == (expected.Value ? PatternMatch.Yes : PatternMatch.No);
    }

    private static ParsedPattern Parse(string source)
    {
        Assert.True(PatternParser.TryParse(source, out ParsedPattern? parsed, out string? error), $"{source}: {error}");
        return parsed!;
    }
}
