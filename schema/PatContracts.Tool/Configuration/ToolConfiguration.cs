using System.Globalization;
using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Rules;

namespace PatContracts.Tool.Configuration;

/// <summary>The configuration of a repository in <c>pat-contracts.json</c>. Its schema is <see cref="ToolSchemas.Configuration"/>.</summary>
internal sealed class ToolConfiguration
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "pat-contracts.json";

    /// <summary>The folder that paths in the file are relative to.</summary>
    public required string Folder { get; init; }

    public IReadOnlyList<ConfiguredInputs> Inputs { get; private init; } = [];

    /// <summary>The schema files that the schemas of inputs can refer to.</summary>
    public IReadOnlyList<SchemaReference> References { get; private init; } = [];

    public RuleSeverity? FailOn { get; private init; }

    public RuleSeverity? Unknown { get; private init; }

    public DateTimeProfile? DateTimes { get; private init; }

    /// <summary>Whether inputs that are not UTF-8, or have a byte order mark, are unreadable.</summary>
    public bool RequiresUtf8 { get; private init; }

    public int? MaxFindings { get; private init; }

    public string? Baseline { get; private init; }

    /// <summary>The formats of standard output; empty if they are not configured.</summary>
    public IReadOnlyList<string> Formats { get; private init; } = [];

    /// <summary>The reports to write to files, with absolute paths.</summary>
    public IReadOnlyList<(string Format, string File)> Outputs { get; private init; } = [];

    public IReadOnlyDictionary<string, RuleSeverity> Severities { get; private init; } = new Dictionary<string, RuleSeverity>();

    /// <summary>
    /// Reads the specified file, or the nearest one in a folder and its parent folders within the repository. Returns an empty configuration if there is none.
    /// </summary>
    /// <exception cref="ToolException">The file cannot be read or violates its schema.</exception>
    public static ToolConfiguration Find(string? named, string folder)
    {
        string? found = named is null ? Nearest(folder) : Path.GetFullPath(named, folder);
        if (found is not { } path) return new ToolConfiguration { Folder = folder };
        string shown = named ?? Path.GetRelativePath(folder, path).Replace('\\', '/');
        byte[] bytes = ConfigurationFiles.ReadChecked(shown, path, "configuration", ToolSchemas.Configuration);
        RequireKnownNames(shown, bytes);
        using JsonDocument document = JsonDocument.Parse(bytes);
        JsonElement root = document.RootElement;
        return new ToolConfiguration
        {
            Folder = Path.GetDirectoryName(path)!,
            Inputs = [.. Elements(root, "inputs").Select(ReadInputs)],
            References = [.. Elements(root, "references").Select(reference => SchemaReference.Parse(reference.GetString()!, Path.GetDirectoryName(path)!))],
            FailOn = Severity(root, "failOn"),
            Unknown = Severity(root, "unknown"),
            DateTimes = Text(root, "dateTimes") switch { null => null, "lenient" => DateTimeProfile.Lenient, _ => DateTimeProfile.Strict },
            RequiresUtf8 = root.TryGetProperty("requireUtf8", out JsonElement requiresUtf8) && requiresUtf8.GetBoolean(),
            MaxFindings = root.TryGetProperty("maxFindings", out JsonElement limit) ? (int)limit.GetDouble() : null,
            Baseline = Text(root, "baseline"),
            Formats = [.. Elements(root, "formats").Select(static format => format.GetString()!)],
            Outputs = root.TryGetProperty("outputs", out JsonElement outputs)
                ? [.. outputs.EnumerateObject().Select(output => (output.Name, Path.GetFullPath(output.Value.GetString()!, Path.GetDirectoryName(path)!)))]
                : [],
            Severities = root.TryGetProperty("severities", out JsonElement severities)
                ? severities.EnumerateObject().ToDictionary(static rule => rule.Name, static rule => SeverityPolicy.Parse(rule.Value.GetString()!)!.Value, StringComparer.Ordinal)
                : new Dictionary<string, RuleSeverity>(),
        };
    }

    // A configuration applies only to its repository.
    private static string? Nearest(string folder)
    {
        for (string? candidate = folder; candidate is not null; candidate = Path.GetDirectoryName(candidate))
        {
            string path = Path.Combine(candidate, FileName);
            if (File.Exists(path)) return path;
            if (Path.Exists(Path.Combine(candidate, ".git"))) return null;
        }

        return null;
    }

    /// <exception cref="ToolException">A contract or a rule does not exist.</exception>
    private static void RequireKnownNames(string shown, byte[] bytes)
    {
        using JsonDocument document = JsonDocument.Parse(bytes);
        int index = 0;
        foreach (JsonElement inputs in Elements(document.RootElement, "inputs"))
        {
            if (Text(inputs, "contract") is { } contract && !ContractSource.BuiltIn.Names.Contains(contract, StringComparer.Ordinal))
            {
                throw ConfigurationFiles.ErrorAt(
                    shown, bytes, $"There is no contract \"{contract}\".{Suggestions.For(contract, ContractSource.BuiltIn.Names)}", atName: false, "inputs", index.ToString(CultureInfo.InvariantCulture), "contract");
            }

            index++;
        }

        if (!document.RootElement.TryGetProperty("severities", out JsonElement severities)) return;
        foreach (JsonProperty rule in severities.EnumerateObject())
        {
            if (RulePage.Unknown(rule.Name) is { } message) throw ConfigurationFiles.ErrorAt(shown, bytes, message, atName: true, "severities", rule.Name);
        }
    }

    private static ConfiguredInputs ReadInputs(JsonElement element) => new(
        [.. Elements(element, "paths").Select(static path => path.GetString()!)],
        [.. Elements(element, "exclude").Select(static path => path.GetString()!)],
        Text(element, "contract"),
        Text(element, "schema"));

    private static List<JsonElement> Elements(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement array) ? [.. array.EnumerateArray()] : [];

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static RuleSeverity? Severity(JsonElement parent, string name) => Text(parent, name) is { } severity ? SeverityPolicy.Parse(severity) : null;
}
