using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>The payload, schema and configuration files of a project, as the build passes them to the compiler.</summary>
internal sealed class ProjectFiles
{
    private readonly List<(string Path, string Text)> _files = [];
    private readonly List<DiagnosticResult> _expected = [];
    private readonly StringBuilder _configuration = new("is_global = true\n");
    private readonly StringBuilder _sections = new();

    /// <summary>Adds a payload file. Without a contract, it has the metadata of a default item.</summary>
    public ProjectFiles Payload(string path, string text, string? contract = null) => Add(path, text, "PatContract", contract);

    /// <summary>Adds a contract of the project.</summary>
    public ProjectFiles Schema(string path, string text, string name, string? dialect = null, string? pointer = null) =>
        Schemas(path, text, (name, dialect, pointer));

    /// <summary>Adds a file with several contracts, with metadata as the targets of the package join it.</summary>
    public ProjectFiles Schemas(string path, string text, params (string Name, string? Dialect, string? Pointer)[] contracts)
    {
        Add(path, text, "PatContractSchema", Joined(contracts.Select(static contract => contract.Name)));
        _sections.Append("build_metadata.AdditionalFiles.PatContractDialect = ").Append(Joined(contracts.Select(static contract => contract.Dialect))).Append('\n');
        _sections.Append("build_metadata.AdditionalFiles.PatContractPointer = ").Append(Joined(contracts.Select(static contract => contract.Pointer))).Append('\n');
        return this;
    }

    private static string Joined(IEnumerable<string?> values) => string.Join('|', values.Select(static value => Uri.EscapeDataString(value ?? "")));

    /// <summary>Adds a file that configures the analyzers, as the targets of the package pass it.</summary>
    public ProjectFiles Setup(string path, string text, string kind) => Add(path, text, "PatContractSetup", kind);

    /// <summary>Adds the project file.</summary>
    public ProjectFiles Project(string body) => Setup("Test.csproj", body, "project");

    /// <summary>Adds a line to the global configuration, and passes the configuration as a file with that line as its second one.</summary>
    public ProjectFiles ConfigureInFile(string line) => Configure(line).Setup(".globalconfig", "is_global = true\n" + line, "configuration");

    /// <summary>Adds a line to the global configuration.</summary>
    public ProjectFiles Configure(string line)
    {
        _configuration.Append(line).Append('\n');
        return this;
    }

    /// <summary>Adds an expected diagnostic in a file that cannot contain markup. Lines and columns are one-based.</summary>
    public ProjectFiles Expect(DiagnosticDescriptor rule, string path, int line, int column, int endColumn, params object[] arguments)
    {
        DiagnosticResult result = new DiagnosticResult(rule.Id, rule.DefaultSeverity).WithSpan("/0/" + path, line, column, line, endColumn);
        _expected.Add(arguments.Length == 0 ? result : result.WithArguments(arguments));
        return this;
    }

    public async Task Run<TRule>(string source = "", Action<RuleTest<TRule>>? configure = null)
        where TRule : DiagnosticAnalyzer, new()
    {
        var test = new RuleTest<TRule> { Source = source };
        Apply(test.TestState, test.ExpectedDiagnostics);
        configure?.Invoke(test);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Adds the files and the expected diagnostics to a test.</summary>
    public void Apply(SolutionState state, List<DiagnosticResult> expected)
    {
        foreach ((string path, string text) in _files) state.AdditionalFiles.Add(("/0/" + path, SourceText.From(text, Encoding.UTF8)));
        state.AnalyzerConfigFiles.Add(("/.globalconfig", _configuration.ToString() + _sections));
        expected.AddRange(_expected);
    }

    private ProjectFiles Add(string path, string text, string key, string? value)
    {
        _files.Add((path, text));
        _sections.Append("[/0/").Append(path).Append("]\nbuild_metadata.AdditionalFiles.").Append(key).Append(" = ").Append(value).Append('\n');
        return this;
    }
}
