using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>
/// Runs one rule on one source file, with nullable reference types, implicit usings and a reference to the product. Markup in the source states the expected
/// diagnostics: <c>{|PAT1001:new()|}</c>. Without markup, no diagnostic is expected.
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

    /// <summary>The source under test, with markup.</summary>
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
