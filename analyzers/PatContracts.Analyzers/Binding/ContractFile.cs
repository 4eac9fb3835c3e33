using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>What the metadata of an additional file make it: a contract of the project, a payload, or neither.</summary>
internal static class ContractFile
{
    private const string SchemaKey = "build_metadata.AdditionalFiles.PatContractSchema";
    private const string DialectKey = "build_metadata.AdditionalFiles.PatContractDialect";
    private const string PointerKey = "build_metadata.AdditionalFiles.PatContractPointer";
    private const string PayloadKey = "build_metadata.AdditionalFiles.PatContract";
    private const string SchemaEnding = ".schema";
    private const string PayloadEnding = ".pat.json";

    /// <summary>The name under which a file is a contract of the project, or null where it is none.</summary>
    /// <remarks>The build takes the name from the file where the project gives none: <c>access-profile.schema</c>, whose ending says nothing.</remarks>
    public static string? ContractName(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        Value(options.GetOptions(file), SchemaKey) is { } name && name.EndsWith(SchemaEnding, StringComparison.OrdinalIgnoreCase)
            ? name.Substring(0, name.Length - SchemaEnding.Length)
            : Value(options.GetOptions(file), SchemaKey);

    /// <summary>The name of the contract that a payload file has to conform to, or null if the file is no payload.</summary>
    /// <remarks>A payload item without a contract has the chosen version; an unknown version is one error, not one for each payload.</remarks>
    public static string? PayloadContract(AdditionalText file, AnalyzerConfigOptionsProvider options, KnownContracts contracts)
    {
        string? name = Value(options.GetOptions(file), PayloadKey);
        if (name is null && file.Path.EndsWith(PayloadEnding, StringComparison.OrdinalIgnoreCase)) name = contracts.ChosenVersion ?? ContractNames.Latest;
        return name is not null && name == contracts.ChosenVersion && contracts.IsVersionUnknown ? ContractNames.Latest : name;
    }

    /// <summary>The dialect that the project names for a schema file; null leaves it to the file's own <c>$schema</c>.</summary>
    public static Dialect? DialectOf(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        Value(options.GetOptions(file), DialectKey) is { } name ? DialectOf(name) : null;

    /// <summary>The dialect that the project names for a schema file if there is none of that name, else null.</summary>
    public static string? UnknownDialect(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        Value(options.GetOptions(file), DialectKey) is { } name && DialectOf(name) is null ? name : null;

    /// <summary>The names of dialects, for suggestions.</summary>
    public static readonly IReadOnlyList<string> Dialects = ["v1", "2020-12", "2019-09", "draft-07", "draft-06", "draft-04", "openapi-3.1", "openapi-3.0"];

    /// <summary>The dialect of a name, or null if there is none.</summary>
    public static Dialect? DialectOf(string name) =>
        name.ToUpperInvariant() switch
        {
            "V1" => Dialect.V1,
            "2020-12" => Dialect.Draft202012,
            "2019-09" => Dialect.Draft201909,
            "DRAFT-07" or "DRAFT7" => Dialect.Draft7,
            "DRAFT-06" or "DRAFT6" => Dialect.Draft6,
            "DRAFT-04" or "DRAFT4" => Dialect.Draft4,
            "OPENAPI-3.1" or "OPENAPI31" => Dialect.OpenApi31,
            "OPENAPI-3.0" or "OPENAPI30" => Dialect.OpenApi30,
            _ => null,
        };

    /// <summary>The schema in the file that is the contract, as the project names it; null if the file is that schema.</summary>
    public static string? PointerOf(AdditionalText file, AnalyzerConfigOptionsProvider options) => Value(options.GetOptions(file), PointerKey);

    private static string? Value(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out string? value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>One version of a schema file of the project.</summary>
internal sealed record SchemaText(string Path, string Name, Dialect? Dialect, string? Pointer, SourceText Text);
