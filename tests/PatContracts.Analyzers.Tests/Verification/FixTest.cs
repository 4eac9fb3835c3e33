using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>Applies one fix to the diagnostics of one rule, one at a time and all at once in the document, the project and the solution.</summary>
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

    /// <summary>The source under test, with markup.</summary>
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

    /// <summary>The version of C#. Before C# 10, the sources contain their own usings.</summary>
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
