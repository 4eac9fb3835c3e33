using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>
/// Runs one rule over one source, which may be what is usual in a project: nullable, with implicit usings, and referencing the product.
/// What is expected is marked in the source: <c>{|PAT1001:new()|}</c>. A source without marks must be silent.
/// </summary>
internal sealed class RuleTest<TRule> : CSharpAnalyzerTest<TRule, DefaultVerifier>
    where TRule : DiagnosticAnalyzer, new()
{
    public RuleTest()
    {
        ReferenceAssemblies = TestProject.NoPackages;
        TestState.AdditionalReferences.AddRange(TestProject.References);
        TestState.Sources.Add(("/0/Usings.cs", TestProject.Usings));
    }

    /// <summary>The source under test.</summary>
    public required string Source
    {
        init => TestState.Sources.Add(("/0/Test.cs", value));
    }

    /// <summary>Lines of a global configuration, such as <c>patcontracts.bindings = Acme.Pat = v3</c>.</summary>
    public string GlobalConfig
    {
        init => TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + value));
    }

    protected override CompilationOptions CreateCompilationOptions() => TestProject.CompilationOptions;

    protected override ParseOptions CreateParseOptions() => TestProject.ParseOptions;
}

/// <summary>Applies one fix to what one rule reports, one diagnostic at a time and all of them in the document, the project and the solution.</summary>
internal sealed class FixTest<TRule, TFix> : CSharpCodeFixTest<TRule, TFix, DefaultVerifier>
    where TRule : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private readonly LanguageVersion _languageVersion = LanguageVersion.Latest;

    public FixTest()
    {
        ReferenceAssemblies = TestProject.NoPackages;
        TestState.AdditionalReferences.AddRange(TestProject.References);
        TestState.Sources.Add(("/0/Usings.cs", TestProject.Usings));
        FixedState.Sources.Add(("/0/Usings.cs", TestProject.Usings));
    }

    /// <summary>The source under test, marked.</summary>
    public required string Before
    {
        init => TestState.Sources.Add(("/0/Test.cs", value));
    }

    /// <summary>The source after the fix.</summary>
    public required string After
    {
        init => FixedState.Sources.Add(("/0/Test.cs", value));
    }

    /// <summary>Lines of a global configuration.</summary>
    public string GlobalConfig
    {
        init => TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + value));
    }

    /// <summary>The version of C#. Before C# 10 the sources have their own usings.</summary>
    public LanguageVersion LanguageVersion
    {
        get => _languageVersion;
        init
        {
            _languageVersion = value;
            if (value >= LanguageVersion.CSharp10) return;

            foreach (SolutionState state in (SolutionState[])[TestState, FixedState])
            {
                for (int i = state.Sources.Count - 1; i >= 0; i--)
                {
                    if (state.Sources[i].filename == "/0/Usings.cs") state.Sources.RemoveAt(i);
                }
            }
        }
    }

    protected override CompilationOptions CreateCompilationOptions() => _languageVersion >= LanguageVersion.CSharp8
        ? TestProject.CompilationOptions
        : TestProject.CompilationOptions.WithNullableContextOptions(NullableContextOptions.Disable);

    protected override ParseOptions CreateParseOptions() => TestProject.ParseOptions.WithLanguageVersion(_languageVersion);
}

/// <summary>The short forms that most tests want.</summary>
internal static class Verify
{
    /// <summary>The rule reports the marked locations and no others.</summary>
    public static Task Rule<TRule>(string source)
        where TRule : DiagnosticAnalyzer, new() =>
        new RuleTest<TRule> { Source = source }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The rule reports the marked locations and the expected diagnostics, whose messages are compared.</summary>
    public static Task Rule<TRule>(string source, params DiagnosticResult[] expected)
        where TRule : DiagnosticAnalyzer, new()
    {
        var test = new RuleTest<TRule> { Source = source };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The fix turns the one source into the other; <paramref name="action"/> chooses among several offers.</summary>
    public static Task Fix<TRule, TFix>(string before, string after, int action = 0)
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        new FixTest<TRule, TFix> { Before = before, After = after, CodeActionIndex = action }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The same in another version of C#, whose sources have their own usings.</summary>
    public static Task FixIn<TRule, TFix>(LanguageVersion language, string before, string after, int action = 0)
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        new FixTest<TRule, TFix> { Before = before, After = after, LanguageVersion = language, CodeActionIndex = action }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The rule reports the marked locations, and the fix offers nothing for them.</summary>
    public static Task NoFix<TRule, TFix>(string source)
        where TRule : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        Fix<TRule, TFix>(source, source);
}
