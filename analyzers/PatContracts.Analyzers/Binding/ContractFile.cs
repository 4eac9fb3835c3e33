using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>Reads the metadata of an additional file: whether it contains contracts of the project, a payload, or neither.</summary>
internal static class ContractFile
{
    private const string SchemaKey = "build_metadata.AdditionalFiles.PatContractSchema";
    private const string DialectKey = "build_metadata.AdditionalFiles.PatContractDialect";
    private const string PointerKey = "build_metadata.AdditionalFiles.PatContractPointer";
    private const string PayloadKey = "build_metadata.AdditionalFiles.PatContract";
    private const string SchemaEnding = ".schema";
    private const string PayloadEnding = ".pat.json";

    /// <summary>Returns the contracts of the project in a file, one for each of its items; empty if it is not a contract file.</summary>
    public static IReadOnlyList<ContractEntry> ContractsOf(AdditionalText file, AnalyzerConfigOptionsProvider options)
    {
        AnalyzerConfigOptions metadata = options.GetOptions(file);
        string[] names = Entries(metadata, SchemaKey);
        string[] dialects = Entries(metadata, DialectKey);
        string[] pointers = Entries(metadata, PointerKey);
        return [.. names.Select((name, index) => new ContractEntry(NameOf(name), At(dialects, index), At(pointers, index)))];

        static string? At(string[] entries, int index) => index < entries.Length && entries[index].Length > 0 ? entries[index] : null;
    }

    // Without a Name, the build passes the file name, such as access-profile.schema; the extension is not part of the contract's name.
    private static string NameOf(string name) =>
        name.EndsWith(SchemaEnding, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - SchemaEnding.Length) : name;

    // The build joins the items of one file, and percent-encodes characters that are not allowed in the compiler's configuration.
    private static string[] Entries(AnalyzerConfigOptions metadata, string key) =>
        Value(metadata, key) is { } joined ? [.. joined.Split('|').Select(static entry => Uri.UnescapeDataString(entry.Trim()))] : [];

    /// <summary>Returns the name of the contract to which a payload file has to conform, or null if the file is not a payload.</summary>
    /// <remarks>A payload item without a contract uses the project's version; an unknown version is one error, not one for each payload.</remarks>
    public static string? PayloadContract(AdditionalText file, AnalyzerConfigOptionsProvider options, KnownContracts contracts)
    {
        string? name = Value(options.GetOptions(file), PayloadKey) is { } encoded ? Uri.UnescapeDataString(encoded) : null;
        if (name is null && file.Path.EndsWith(PayloadEnding, StringComparison.OrdinalIgnoreCase)) name = contracts.ChosenVersion ?? ContractNames.Latest;
        return name is not null && name == contracts.ChosenVersion && contracts.IsVersionUnknown ? ContractNames.Latest : name;
    }

    /// <summary>The names of the dialects, for suggestions.</summary>
    public static readonly IReadOnlyList<string> Dialects = ["v1", "2020-12", "2019-09", "draft-07", "draft-06", "draft-04", "openapi-3.1", "openapi-3.0"];

    /// <summary>Returns the name of a dialect.</summary>
    public static string NameOf(Dialect dialect) => Dialects.First(name => DialectOf(name) == dialect);

    /// <summary>Returns the dialect with a name, or null if there is none.</summary>
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

    private static string? Value(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out string? value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
