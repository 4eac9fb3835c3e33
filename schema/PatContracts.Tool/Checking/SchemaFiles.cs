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
/// Loads schema files of the user's own. A <c>$ref</c> finds the documents that were named, or are in a folder that was named, and nothing else: by their <c>$id</c>, by
/// the address they were given, or by their path relative to the schema that refers to them. Nothing is fetched.
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
        Source source = Read(shownPath, fullPath, dateTimes);
        try
        {
            return Contract.Load(source.Document, source.Options);
        }
        catch (ContractLoadException e)
        {
            string hint = e.Reason.Contains("leads nowhere", StringComparison.Ordinal) ? ". Other schema files are named with --ref" : "";
            string name = e.Document is { } uri && source.Shown.TryGetValue(uri, out string? path) ? path : e.Document ?? shownPath;
            throw ToolException.Configuration(FormattableString.Invariant($"{name}:{e.Line}:{e.Column}: {e.Reason} (at \"{e.Pointer}\"){hint}"));
        }
    }

    /// <summary>Finds what is certainly a mistake in a schema file.</summary>
    /// <param name="shownPath">The path as messages show it.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <exception cref="ToolException">The file, or one it may refer to, cannot be read.</exception>
    public IReadOnlyList<Finding> Lint(string shownPath, string fullPath)
    {
        Source source = Read(shownPath, fullPath, DateTimeProfile.Strict);
        return SchemaLinter.Lint(source.Document, source.Options);
    }

    /// <summary>A schema file and how to load it.</summary>
    /// <param name="Document">The file's bytes.</param>
    /// <param name="Options">The settings, with the documents that it may refer to.</param>
    /// <param name="Shown">The paths that messages show for the URIs of documents.</param>
    private sealed record Source(byte[] Document, ContractLoadOptions Options, Dictionary<string, string> Shown);

    private Source Read(string shownPath, string fullPath, DateTimeProfile dateTimes)
    {
        byte[] document = ConfigurationFiles.Read(shownPath, fullPath, "schema");
        var options = new ContractLoadOptions { DocumentName = shownPath, DateTimeProfile = dateTimes };
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        SchemaReference[] others =
            [.. references.SelectMany(Expand).Where(reference => reference.FullPath != fullPath).DistinctBy(static reference => (reference.FullPath, reference.Address))];
        if (others.Length > 0)
        {
            string folder = CommonFolder([fullPath, .. others.Select(static reference => reference.FullPath)]);
            options = options with { BaseUri = AddressOf(fullPath, folder), Registry = Register(others, folder, shown) };
        }

        return new Source(document, options, shown);
    }

    /// <summary>The files of a reference that is a folder; links out of it are not followed.</summary>
    private static IEnumerable<SchemaReference> Expand(SchemaReference reference)
    {
        if (!Directory.Exists(reference.FullPath)) return [reference];
        if (reference.Address is not null) throw ToolException.Usage($"{reference.ShownPath}: A folder has no URI; its files are known by their paths");
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System };
        return Directory.EnumerateFiles(reference.FullPath, "*.json", options).Order(StringComparer.Ordinal).Select(file =>
            new SchemaReference(Path.Combine(reference.ShownPath, Path.GetRelativePath(reference.FullPath, file)).Replace('\\', '/'), file, null));
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
