namespace PatContracts.Schema.Documents;

/// <summary>A folder whose files refer to one another by relative paths. No file outside it is read.</summary>
internal sealed class SchemaFolder(string folder)
{
    // Findings and errors name documents by their URI, which must not reveal paths on the machine.
    private const string Root = UriReference.DefaultBase;

    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>The reason that an existing file could not be read, or null.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>Returns the URI of a file in the folder.</summary>
    public Uri UriOf(string path)
    {
        string full = Path.GetFullPath(path);
        string start = _folder[_folder.Length - 1] == Path.DirectorySeparatorChar ? _folder : _folder + Path.DirectorySeparatorChar;
        StringComparison comparison = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (!full.StartsWith(start, comparison)) throw new ArgumentException($"The file {path} is not in the folder {folder}.", nameof(path));
        return new Uri(Root + string.Join("/", full.Substring(start.Length).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)));
    }

    /// <summary>Returns the file of a URI, or null.</summary>
    public RegisteredSchema? Find(string uri)
    {
        if (!uri.StartsWith(Root, StringComparison.Ordinal)) return null;
        string[] segments = [.. uri.Substring(Root.Length).Split('/').Select(Uri.UnescapeDataString)];
        if (segments.Any(static segment => segment is "" or "." or ".." || segment.IndexOfAny(['/', '\\', ':', '\0']) >= 0)) return null;
        string path = Path.Combine([_folder, .. segments]);
        try
        {
            return File.Exists(path) ? new RegisteredSchema(uri, File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Unreadable = uri.Substring(Root.Length) + " cannot be read";
            return null;
        }
    }

    /// <summary>Returns whether a relative reference leads outside the folder.</summary>
    public static bool IsOutside(string baseUri, string reference)
    {
        string path = UriReference.SplitFragment(reference).Uri;
        if (!baseUri.StartsWith(Root, StringComparison.Ordinal) || path.Length == 0 || path[0] == '/' || path.Contains(':')) return false;
        // The last segment of the base is the document itself.
        int depth = baseUri.Substring(Root.Length).Split('/').Length - 1;
        foreach (string segment in path.Split('/'))
        {
            if (segment is "" or ".") continue;
            depth += segment == ".." || string.Equals(segment, "%2E%2E", StringComparison.OrdinalIgnoreCase) ? -1 : 1;
            if (depth < 0) return true;
        }

        return false;
    }
}
