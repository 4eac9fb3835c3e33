using Microsoft.Extensions.FileSystemGlobbing;

namespace PatContracts.Tool.Inputs;

/// <summary>A path that was asked for and cannot be looked into.</summary>
internal sealed record InputProblem(string Path, string Message);

/// <summary>
/// Makes the files to read out of what the command line or the configuration names: files, folders, globs (<c>*</c>, <c>**</c>) and
/// <c>-</c>. The order is that of the arguments, ordinal within each; a file named twice is read once.
/// </summary>
internal sealed class PathExpansion(string root)
{
    // What a folder is searched for. Schemas and the configuration file are JSON too, but no payloads.
    private static readonly string[] PayloadExtensions = [".json", ".ndjson", ".jsonl", ".har", ".json.gz", ".ndjson.gz", ".jsonl.gz", ".har.gz"];
    private static readonly string[] NoPayloads = [".schema.json", "pat-contracts.json"];

    private readonly HashSet<string> _seen = new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    // Counts what is named again as well: a glob that names known files only is no mistake.
    private int _matches;

    /// <summary>The files found so far.</summary>
    public List<InputFile> Files { get; } = [];

    /// <summary>Folders and files that could not be looked at.</summary>
    public List<InputProblem> Problems { get; } = [];

    /// <summary>Arguments that name nothing.</summary>
    public List<string> Unmatched { get; } = [];

    /// <summary>Adds what one argument names.</summary>
    /// <param name="argument">A path, a glob, or <c>-</c> for standard input.</param>
    /// <param name="exclude">Globs of files to leave out, relative to the root.</param>
    public void Add(string argument, IReadOnlyList<string>? exclude = null)
    {
        int before = _matches + Problems.Count;
        if (argument == "-")
        {
            if (_seen.Add("-")) Files.Add(InputFile.StandardInput);
            return;
        }

        string full = Path.GetFullPath(argument, root);
        if (File.Exists(full)) AddFile(Shown(argument), full);
        else if (Directory.Exists(full)) AddFolder(argument, full, exclude);
        else if (argument.Contains('*', StringComparison.Ordinal)) AddGlob(argument, exclude);
        if (_matches + Problems.Count == before) Unmatched.Add(argument);
    }

    /// <summary>Ends the run when an argument named nothing.</summary>
    /// <exception cref="ToolException">An argument named nothing.</exception>
    public void RequireMatches()
    {
        if (Unmatched.Count == 0) return;
        throw ToolException.Usage(string.Join("; ", Unmatched.Select(WhyUnmatched)));
    }

    private string WhyUnmatched(string argument)
    {
        if (Directory.Exists(Path.GetFullPath(argument, root))) return $"\"{argument}\" holds no payload file ({string.Join(", ", PayloadExtensions[..4].Select(static extension => "*" + extension))}, also packed as .gz)";
        if (argument.Contains('*', StringComparison.Ordinal)) return $"\"{argument}\" matches no file";
        string hint = argument.AsSpan().ContainsAny('?', '[', '{') ? "; in globs, * and ** have a meaning and nothing else" : "";
        return $"There is no file or folder \"{argument}\"{hint}";
    }

    private void AddFolder(string argument, string full, IReadOnlyList<string>? exclude)
    {
        Matcher? excluded = Excluding(exclude);
        foreach (string relative in Walk(full, "", int.MaxValue, Shown(argument)))
        {
            if (IsPayloadName(relative)) AddUnlessExcluded(Join(Shown(argument), relative), Path.Combine(full, relative), excluded);
        }
    }

    private void AddGlob(string argument, IReadOnlyList<string>? exclude)
    {
        string[] parts = argument.Replace('\\', '/').Split('/');
        int fixedParts = Array.FindIndex(parts, static part => part.Contains('*', StringComparison.Ordinal));
        string folder = string.Join('/', parts[..fixedParts]);
        string pattern = string.Join('/', parts[fixedParts..]);
        string full = Path.GetFullPath(folder.Length == 0 && fixedParts > 0 ? "/" : folder, root);
        if (!Directory.Exists(full)) return;

        Matcher matcher = NewMatcher();
        matcher.AddInclude(pattern);
        Matcher? excluded = Excluding(exclude);
        int depth = pattern.Contains("**", StringComparison.Ordinal) ? int.MaxValue : parts.Length - fixedParts - 1;
        foreach (string relative in Walk(full, "", depth, folder))
        {
            if (matcher.Match(relative).HasMatches) AddUnlessExcluded(Join(folder, relative), Path.Combine(full, relative), excluded);
        }
    }

    private void AddUnlessExcluded(string shown, string full, Matcher? excluded)
    {
        if (excluded is null || !excluded.Match(Path.GetRelativePath(root, full).Replace('\\', '/')).HasMatches) AddFile(shown, full);
    }

    private void AddFile(string shown, string full)
    {
        _matches++;
        if (_seen.Add(full)) Files.Add(InputFile.Of(shown, full));
    }

    /// <summary>All files below a folder as relative paths with <c>/</c>, in ordinal order. Links to folders are not followed: they can lead in a circle.</summary>
    private IEnumerable<string> Walk(string folder, string relative, int depth, string shownRoot)
    {
        string[] entries;
        try
        {
            entries = Directory.GetFileSystemEntries(Path.Combine(folder, relative));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            Problems.Add(new InputProblem(Join(shownRoot, relative), $"The folder cannot be read: {Reason(e)}"));
            yield break;
        }

        Array.Sort(entries, StringComparer.Ordinal);
        foreach (string entry in entries)
        {
            string name = Path.GetFileName(entry);
            string below = Join(relative, name);
            FileAttributes attributes = File.GetAttributes(entry);
            if ((attributes & FileAttributes.Directory) == 0)
            {
                yield return below;
                continue;
            }

            if (depth == 0 || name.StartsWith('.') || name == "node_modules" || (attributes & FileAttributes.ReparsePoint) != 0) continue;
            foreach (string file in Walk(folder, below, depth - 1, shownRoot)) yield return file;
        }
    }

    private static Matcher? Excluding(IReadOnlyList<string>? patterns)
    {
        if (patterns is null or []) return null;
        Matcher matcher = NewMatcher();
        foreach (string pattern in patterns) matcher.AddInclude(pattern);
        return matcher;
    }

    private static Matcher NewMatcher() => new(OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static bool IsPayloadName(string path)
    {
        foreach (string ending in NoPayloads)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return false;
        }

        foreach (string ending in PayloadExtensions)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string Shown(string argument)
    {
        string shown = argument.Replace('\\', '/');
        while (shown.StartsWith("./", StringComparison.Ordinal) && shown.Length > 2) shown = shown[2..];
        return shown == "." ? "" : shown;
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : folder.TrimEnd('/') + "/" + name;

    /// <summary>Why the system refuses, without its own wording.</summary>
    public static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "it is not there",
        InvalidDataException => "its gzip data is damaged or cut off",
        PathTooLongException => "its path is too long",
        _ => "the system reports a read error",
    };
}
