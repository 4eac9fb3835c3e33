using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Yaml;

namespace PatContracts.Tool.Checking;

/// <summary>A schema document that others may refer to.</summary>
/// <param name="ShownPath">The path as messages show it.</param>
/// <param name="FullPath">The absolute path.</param>
/// <param name="Address">The URI that others know it by; null if its path among the files, or its own <c>$id</c>, is that URI.</param>
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

/// <summary>How schema files are read.</summary>
/// <param name="References">Documents that a schema may refer to, beside those of its folder.</param>
/// <param name="Dialect">Overrides the dialect that a document names.</param>
/// <param name="RootFolder">The folder in which documents may refer to other files, as it was given; null if none was.</param>
internal sealed record SchemaFileOptions(IReadOnlyList<SchemaReference> References, Dialect? Dialect = null, string? RootFolder = null);

/// <summary>
/// Loads schemas from files of the user's own, in JSON or YAML: <c>order.schema.json</c>, <c>openapi.yaml#/components/schemas/Token</c>,
/// <c>openapi.yaml#GET /tokens 200</c>. A <c>$ref</c> finds the documents that were named, or are in a folder that was named: by their <c>$id</c>, by the address they were given, or by their path
/// relative to the schema that refers to them. A document with an address after its path, or with a root folder, finds the other files of its folder as well.
/// Nothing is looked for on the network.
/// </summary>
internal sealed class SchemaFiles(SchemaFileOptions options)
{
    // Documents without an identifier are known by their path below the folder that they have in common, so that findings do not hold this machine's paths.
    private const string Root = "schema:///";

    private readonly List<SchemaWarning> _warnings = [];

    /// <summary>The warnings about the schemas loaded so far.</summary>
    public IReadOnlyList<SchemaWarning> Warnings => [.. _warnings.DistinctBy(static warning => warning.ToString())];

    /// <summary>Absolute paths of the files, and folders of files, that a schema may refer to.</summary>
    public IEnumerable<string> References => options.References.Select(static reference => reference.FullPath);

    /// <summary>Whether a file is meant, alone or with an address in it.</summary>
    public static bool Exists(string path) => File.Exists(PathOf(Path.GetFullPath(path)));

    /// <summary>The path of a schema's file, without the address in the document.</summary>
    public static string PathOf(string fullPath) => Split(fullPath).Path;

    /// <summary>Loads a schema.</summary>
    /// <param name="shownPath">The path as messages show it, and the address in the document if there is one.</param>
    /// <param name="fullPath">The same with the absolute path.</param>
    /// <param name="dateTimes">Which texts are date-times.</param>
    /// <exception cref="ToolException">The file, or one it refers to, cannot be read or is no schema.</exception>
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
            string hint = e.Reason.Contains("cannot be resolved", StringComparison.Ordinal) ? ". Other schema files are named with --ref" : "";
            throw ToolException.Configuration(FormattableString.Invariant($"{Shown(e.Document, source)}:{e.Line}:{e.Column}: {e.Reason} (at \"{e.Pointer}\"){hint}"));
        }
    }

    /// <summary>The path that messages show for a document.</summary>
    private string Shown(string? document, Source source) => document switch
    {
        { } uri when source.Shown.TryGetValue(uri, out string? known) => known,
        { } uri when uri.StartsWith(Root, StringComparison.Ordinal) => Path.Join(options.RootFolder ?? Path.GetDirectoryName(source.Options.DocumentName), Uri.UnescapeDataString(uri[Root.Length..])),
        { } other => other,
        null => source.Options.DocumentName!,
    };

    /// <summary>Loads a schema and returns it as one document that refers to nothing outside of it.</summary>
    /// <inheritdoc cref="Load"/>
    /// <exception cref="ToolException">The file, or one it refers to, cannot be read or is no schema, or the schema is one that cannot be cut out of its document.</exception>
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
            // What follows the number sign is a fragment, or an operation.
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

    /// <summary>The files of a reference that is a folder; links out of it are not followed.</summary>
    private static IEnumerable<SchemaReference> Expand(SchemaReference reference)
    {
        if (!Directory.Exists(reference.FullPath)) return [reference];
        if (reference.Address is not null) throw ToolException.Usage($"{reference.ShownPath}: A folder has no URI; its files are known by their paths");
        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System };
        return Directory.EnumerateFiles(reference.FullPath, "*", enumeration).Where(IsSchemaName).Order(StringComparer.Ordinal).Select(file =>
            new SchemaReference(Path.Join(reference.ShownPath, Path.GetRelativePath(reference.FullPath, file)).Replace('\\', '/'), file, null));
    }

    private static bool IsSchemaName(string path) => Path.GetExtension(path) is ".json" or ".yaml" or ".yml";

    // A name may contain a number sign itself.
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
            // The engine reports it, with its location, if something refers to the document.
            return null;
        }
    }
}
