using System.Text.Json;
using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>A schema document that others may refer to.</summary>
/// <param name="ShownPath">The path as messages show it.</param>
/// <param name="FullPath">The absolute path.</param>
/// <param name="Address">The URI that others know it by; null where its place among the files, or its own <c>$id</c>, says it.</param>
internal sealed record SchemaReference(string ShownPath, string FullPath, Uri? Address)
{
    /// <summary>Reads <c>FILE</c> or <c>URI=FILE</c>.</summary>
    public static SchemaReference Parse(string given, string folder)
    {
        int equals = given.IndexOf('=', StringComparison.Ordinal);
        // One letter before the colon is a Windows drive.
        bool hasAddress = equals > 2 && given.IndexOf(':', StringComparison.Ordinal) is > 1 and int colon && colon < equals;
        if (hasAddress && Uri.TryCreate(given[..equals], UriKind.Absolute, out Uri? address) && equals < given.Length - 1)
        {
            return new SchemaReference(given[(equals + 1)..], Path.GetFullPath(given[(equals + 1)..], folder), address);
        }

        return new SchemaReference(given, Path.GetFullPath(given, folder), null);
    }
}

/// <summary>
/// Loads schema files of the user's own. A <c>$ref</c> finds the documents that were named, and nothing else: by their <c>$id</c>, by the address they were given, or
/// by their path relative to the schema that refers to them. Nothing is looked for on disk or on the network.
/// </summary>
internal sealed class SchemaFiles(IReadOnlyList<SchemaReference> references)
{
    // Documents without an identifier are known by their place below the folder that they have in common, so that findings do not hold this machine's paths.
    private const string Root = "schema:///";

    /// <summary>Loads a schema file.</summary>
    /// <param name="shownPath">The path as messages show it.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <param name="dateTimes">How date-times are judged.</param>
    /// <exception cref="ToolException">The file, or one it refers to, cannot be read or is no schema.</exception>
    public Contract Load(string shownPath, string fullPath, DateTimeProfile dateTimes = DateTimeProfile.Strict)
    {
        byte[] document = ConfigurationFiles.Read(shownPath, fullPath, "schema");
        var options = new ContractLoadOptions { DocumentName = shownPath, DateTimeProfile = dateTimes };
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        SchemaReference[] others = [.. references.Where(reference => reference.FullPath != fullPath).DistinctBy(static reference => (reference.FullPath, reference.Address))];
        if (others.Length > 0)
        {
            string folder = CommonFolder([fullPath, .. others.Select(static reference => reference.FullPath)]);
            options = options with { BaseUri = AddressOf(fullPath, folder), Registry = Register(others, folder, shown) };
        }

        try
        {
            return Contract.Load(document, options);
        }
        catch (ContractLoadException e)
        {
            string hint = e.Reason.Contains("leads nowhere", StringComparison.Ordinal) ? ". Other schema files are named with --ref" : "";
            string name = e.Document is { } uri && shown.TryGetValue(uri, out string? path) ? path : e.Document ?? shownPath;
            throw ToolException.Configuration(FormattableString.Invariant($"{name}:{e.Line}:{e.Column}: {e.Reason} (at \"{e.Pointer}\"){hint}"));
        }
    }

    private static SchemaRegistry Register(SchemaReference[] others, string folder, Dictionary<string, string> shown)
    {
        var registry = new SchemaRegistry();
        foreach (SchemaReference reference in others)
        {
            byte[] document = ConfigurationFiles.Read(reference.ShownPath, reference.FullPath, "schema");
            Uri address = reference.Address ?? AddressOf(reference.FullPath, folder);
            try
            {
                registry.Add(address, document);
            }
            catch (ArgumentException)
            {
                throw ToolException.Usage($"Two schema files have the address {address.OriginalString}");
            }

            shown[address.OriginalString.TrimEnd('#')] = reference.ShownPath;
            if (IdOf(document) is { } id) shown[id.TrimEnd('#')] = reference.ShownPath;
        }

        return registry;
    }

    private static Uri AddressOf(string fullPath, string folder)
    {
        string relative = Path.GetRelativePath(folder, fullPath).Replace('\\', '/');
        // Only what would end the path is escaped; the registry knows that a character and its percent-encoding are the same.
        return new Uri(Root + relative.Replace("%", "%25", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal));
    }

    private static string CommonFolder(IReadOnlyList<string> paths)
    {
        string folder = Path.GetDirectoryName(paths[0])!;
        while (Path.GetDirectoryName(folder) is { } parent && !paths.All(path => path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            folder = parent;
        }

        return folder;
    }

    private static string? IdOf(byte[] document)
    {
        try
        {
            using JsonDocument schema = JsonDocument.Parse(document);
            return schema.RootElement.ValueKind == JsonValueKind.Object && schema.RootElement.TryGetProperty("$id", out JsonElement id) && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (JsonException)
        {
            // The engine says it better, when something refers to the document.
            return null;
        }
    }
}
