using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>An additional file with the metadata of a payload or a contract, for compilations that are run without the test library.</summary>
internal sealed class MemoryFile(string path, string text, string key, string value) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

    public static MemoryFile Payload(string path, string text, string contract) => new(path, text, "PatContract", contract);

    public static MemoryFile Schema(string path, string text, string name) => new(path, text, "PatContractSchema", name);

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;

    /// <summary>Returns the options that the compiler passes to analyzers.</summary>
    public static AnalyzerOptions Options(params MemoryFile[] files) => new([.. files], new Provider());

    private Metadata Configuration => new("build_metadata.AdditionalFiles." + key, value);

    private sealed class Provider : AnalyzerConfigOptionsProvider
    {
        private static readonly Metadata Nothing = new("", "");

        public override AnalyzerConfigOptions GlobalOptions => Nothing;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Nothing;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => ((MemoryFile)textFile).Configuration;
    }

    private sealed class Metadata(string name, string text) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = name.Equals(key, StringComparison.OrdinalIgnoreCase) ? text : null;
            return value is not null;
        }
    }
}
