using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>What the build says of an additional file: a contract of the project, a payload, or neither.</summary>
internal static class ContractFile
{
    private const string SchemaKey = "build_metadata.AdditionalFiles.PatContractSchema";
    private const string DialectKey = "build_metadata.AdditionalFiles.PatContractDialect";
    private const string PayloadKey = "build_metadata.AdditionalFiles.PatContract";
    private const string VersionKey = "build_property.PatContractVersion";
    private const string SchemaEnding = ".schema";
    private const string PayloadEnding = ".pat.json";

    /// <summary>The name under which a file is a contract of the project, or null where it is none.</summary>
    /// <remarks>The build takes the name from the file where the project gives none: <c>access-profile.schema</c>, whose ending says nothing.</remarks>
    public static string? ContractName(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        Value(options.GetOptions(file), SchemaKey) is { } name && name.EndsWith(SchemaEnding, StringComparison.OrdinalIgnoreCase)
            ? name.Substring(0, name.Length - SchemaEnding.Length)
            : Value(options.GetOptions(file), SchemaKey);

    /// <summary>The name of the contract that a payload file has to keep, or null where the file is no payload.</summary>
    public static string? PayloadContract(AdditionalText file, AnalyzerConfigOptionsProvider options)
    {
        if (Value(options.GetOptions(file), PayloadKey) is { } named) return named;
        if (!file.Path.EndsWith(PayloadEnding, StringComparison.OrdinalIgnoreCase)) return null;
        return Value(options.GlobalOptions, VersionKey) ?? "v3";
    }

    /// <summary>The dialect the build chose for a schema file; null leaves it to the file's own <c>$schema</c>.</summary>
    public static Dialect? DialectOf(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        Value(options.GetOptions(file), DialectKey)?.ToUpperInvariant() switch
        {
            "2020-12" => Dialect.Draft202012,
            "2019-09" => Dialect.Draft201909,
            "DRAFT-07" or "DRAFT7" => Dialect.Draft7,
            "DRAFT-06" or "DRAFT6" => Dialect.Draft6,
            "DRAFT-04" or "DRAFT4" => Dialect.Draft4,
            "OPENAPI-3.0" or "OPENAPI30" => Dialect.OpenApi30,
            _ => null,
        };

    private static string? Value(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out string? value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>One version of a schema file of the project.</summary>
internal sealed record ContractSource(string Path, string Name, Dialect? Dialect, SourceText Text);
