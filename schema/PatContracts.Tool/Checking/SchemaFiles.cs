using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Yaml;

namespace PatContracts.Tool.Checking;

/// <summary>
/// Loads schema files in JSON or YAML: <c>order.schema.json</c>, <c>openapi.yaml#/components/schemas/Token</c>, <c>openapi.yaml#GET /tokens 200</c>.
/// A <c>$ref</c> can refer to the specified documents and to documents in specified folders: by their <c>$id</c>, by their specified URI, or by their path
/// relative to the referring schema. If the path has an address or a root folder is specified, it can also refer to other files in that folder. The network
/// is never accessed.
/// </summary>
internal sealed class SchemaFiles(SchemaFileOptions options)
{
    // Documents without an identifier are addressed by their path relative to their common folder, so that findings do not contain absolute paths.
    private const string Root = "schema:///";

    private readonly List<SchemaWarning> _warnings = [];

    /// <summary>The warnings about the schemas that have been loaded.</summary>
    public IReadOnlyList<SchemaWarning> Warnings => [.. _warnings.DistinctBy(static warning => warning.ToString())];

    /// <summary>The absolute paths of the files and folders that a schema can refer to.</summary>
    public IEnumerable<string> References => options.References.Select(static reference => reference.FullPath);

    /// <summary>Returns whether a path, without the address in the document, names an existing file.</summary>
    public static bool Exists(string path) => File.Exists(PathOf(Path.GetFullPath(path)));

    /// <summary>Returns the path of a schema file without the address in the document.</summary>
    public static string PathOf(string fullPath) => Split(fullPath).Path;

    /// <summary>Loads a schema.</summary>
    /// <param name="shownPath">The path in messages, with the address in the document if there is one.</param>
    /// <param name="fullPath">The absolute path, with the same address.</param>
    /// <param name="dateTimes">The profile of valid date-times.</param>
    /// <exception cref="ToolException">The file, or a file that it refers to, cannot be read or is not a valid schema.</exception>
    public Contract Load(string shownPath, string fullPath, DateTimeProfile dateTimes = DateTimeProfile.Strict)
    {
        Source source = Read(shownPath, fullPath, dateTimes);
        try
        {
            var contract = Contract.Load(source.Document, source.Options);
            foreach (ContractWarning warning in contract.Warnings)
            {
                string shown = Shown(warning.Document, source);
                string file = shown == source.Options.DocumentName ? PathOf(fullPath) : Path.GetFullPath(shown);
                _warnings.Add(new SchemaWarning(shown, File.Exists(file) ? file : null, warning));
            }

            return contract;
        }
        catch (ContractLoadException e)
        {
            string hint = e.Reason.Contains("cannot be resolved", StringComparison.Ordinal) ? ". Specify other schema files with --ref" : "";
            throw ToolException.Configuration(FormattableString.Invariant($"{Shown(e.Document, source)}:{e.Line}:{e.Column}: {e.Reason} (at \"{e.Pointer}\"){hint}"));
        }
    }

    /// <summary>Returns the path of a document in messages.</summary>
    private string Shown(string? document, Source source) => document switch
    {
        { } uri when source.Shown.TryGetValue(uri, out string? known) => known,
        { } uri when uri.StartsWith(Root, StringComparison.Ordinal) => Path.Join(options.RootFolder ?? Path.GetDirectoryName(source.Options.DocumentName), Uri.UnescapeDataString(uri[Root.Length..])),
        { } other => other,
        null => source.Options.DocumentName!,
    };

    /// <summary>Loads a schema and returns it as a self-contained document.</summary>
    /// <inheritdoc cref="Load"/>
    /// <exception cref="ToolException">
    /// The file, or a file that it refers to, cannot be read or is not a valid schema, or the schema cannot be extracted from its document.
    /// </exception>
    public ReadOnlyMemory<byte> Bundle(string shownPath, string fullPath)
    {
        Contract contract = Load(shownPath, fullPath);
        try
        {
            return contract.Bundle();
        }
        catch (InvalidOperationException e)
        {
            throw ToolException.Usage(e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Returns the certain mistakes in a schema file.</summary>
    /// <param name="shownPath">The path in messages.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <exception cref="ToolException">The file, or a file that it can refer to, cannot be read.</exception>
    public IReadOnlyList<Finding> Lint(string shownPath, string fullPath)
    {
        Source source = Read(shownPath, fullPath, DateTimeProfile.Strict);
        return SchemaLinter.Lint(source.Document, source.Options);
    }

    /// <summary>A schema file and the options to load it with.</summary>
    /// <param name="Document">The content of the file.</param>
    /// <param name="Options">The options, including the documents that it can refer to.</param>
    /// <param name="Shown">The paths of documents in messages, by their URIs.</param>
    private sealed record Source(byte[] Document, ContractLoadOptions Options, Dictionary<string, string> Shown);

    private Source Read(string shownPath, string fullPath, DateTimeProfile dateTimes)
    {
        (string path, string? pointer) = Split(fullPath);
        string shownFile = pointer is null ? shownPath : shownPath[..^(pointer.Length + 1)];
        byte[] document = ConfigurationFiles.Read(shownFile, path, "schema");
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        var load = new ContractLoadOptions
        {
            DocumentName = shownFile,
            DateTimeProfile = dateTimes,
            Converter = YamlConverter.Instance,
            Dialect = options.Dialect,
            // The number sign is followed by a fragment or an operation.
            Pointer = pointer is null or "" ? null : pointer.Contains(' ', StringComparison.Ordinal) && pointer[0] != '/' ? pointer : "#" + pointer,
        };
        SchemaReference[] others =
            [.. options.References.SelectMany(Expand).Where(reference => reference.FullPath != path).DistinctBy(static reference => (reference.FullPath, reference.Address))];
        bool seesFolder = pointer is not null || options.RootFolder is not null;
        string folder = seesFolder ? Path.GetFullPath(options.RootFolder ?? Path.GetDirectoryName(path)!)
            : CommonFolder([path, .. others.Select(static reference => reference.FullPath)]);
        if (seesFolder && !IsIn(path, folder)) throw ToolException.Usage($"{shownFile} is not in the folder {options.RootFolder}");
        if (seesFolder || others.Length > 0)
        {
            load = load with { BaseUri = AddressOf(path, folder), Registry = Register(seesFolder ? SchemaRegistry.FromFolder(folder) : new SchemaRegistry(), others, folder, shown) };
        }

        return new Source(document, load, shown);
    }

    /// <summary>Returns the files of a reference to a folder. Links are not followed.</summary>
    private static IEnumerable<SchemaReference> Expand(SchemaReference reference)
    {
        if (!Directory.Exists(reference.FullPath)) return [reference];
        if (reference.Address is not null) throw ToolException.Usage($"{reference.ShownPath}: A folder cannot have a URI; its files are addressed by their paths");
        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System };
        return Directory.EnumerateFiles(reference.FullPath, "*", enumeration).Where(IsSchemaName).Order(StringComparer.Ordinal).Select(file =>
            new SchemaReference(Path.Join(reference.ShownPath, Path.GetRelativePath(reference.FullPath, file)).Replace('\\', '/'), file, null));
    }

    private static bool IsSchemaName(string path) => Path.GetExtension(path) is ".json" or ".yaml" or ".yml";

    // The name of a file can contain a number sign.
    private static (string Path, string? Pointer) Split(string path)
    {
        int sign = path.IndexOf('#', StringComparison.Ordinal);
        return sign < 0 || File.Exists(path) ? (path, null) : (path[..sign], path[(sign + 1)..]);
    }

    private static bool IsIn(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static SchemaRegistry Register(SchemaRegistry registry, SchemaReference[] others, string folder, Dictionary<string, string> shown)
    {
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
                throw ToolException.Usage($"Two schema files have the same address: {address.OriginalString}");
            }

            shown[address.OriginalString.TrimEnd('#')] = reference.ShownPath;
            if (IdOf(document) is { } id) shown[id.TrimEnd('#')] = reference.ShownPath;
        }

        return registry;
    }

    private static Uri AddressOf(string fullPath, string folder)
    {
        string relative = Path.GetRelativePath(folder, fullPath).Replace('\\', '/');
        // Only characters that would end the path are escaped; the registry treats a character and its percent-encoding as equal.
        return new Uri(Root + relative.Replace("%", "%25", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal));
    }

    private static string CommonFolder(IReadOnlyList<string> paths)
    {
        string folder = Path.GetDirectoryName(paths[0])!;
        while (Path.GetDirectoryName(folder) is { } parent && !paths.All(path => IsIn(path, folder)))
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
            // If a schema refers to the document, the engine reports the error with its location.
            return null;
        }
    }
}
