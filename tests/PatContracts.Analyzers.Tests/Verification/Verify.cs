using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>Shortcuts for the usual tests.</summary>
internal static class Verify
{
    /// <summary>Verifies that the rule reports the marked locations and no others.</summary>
    public static Task Rule<TRule>(string source)
        where TRule : DiagnosticAnalyzer, new() =>
        new RuleTest<TRule> { Source = source }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Verifies that the rule reports the marked locations and the expected diagnostics, including their messages.</summary>
    public static Task Rule<TRule>(string source, params DiagnosticResult[] expected)
        where TRule : DiagnosticAnalyzer, new()
    {
        var test = new RuleTest<TRule> { Source = source };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Verifies the result of the fix; <paramref name="action"/> selects one of several fixes.</summary>
    public static Task Fix<TRule, TFix>(string before, string after, int action = 0)
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        new FixTest<TRule, TFix> { Before = before, After = after, CodeActionIndex = action }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Verifies the result of the fix in another version of C#, whose sources contain their own usings.</summary>
    public static Task FixIn<TRule, TFix>(LanguageVersion language, string before, string after, int action = 0)
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        new FixTest<TRule, TFix> { Before = before, After = after, LanguageVersion = language, CodeActionIndex = action }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Verifies that the rule reports the marked locations and that no fix is offered.</summary>
    public static Task NoFix<TRule, TFix>(string source)
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        Fix<TRule, TFix>(source, source);
}
