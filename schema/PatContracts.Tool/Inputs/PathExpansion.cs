using System.IO.Enumeration;
using Microsoft.Extensions.FileSystemGlobbing;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Expands the paths on the command line or in the configuration (files, folders, globs with <c>*</c> and <c>**</c>, and <c>-</c>) to the files to read. Files
/// are in the order of the arguments, and in ordinal order within each argument. A file that is specified twice is read once.
/// </summary>
/// <param name="root">The folder that paths are relative to.</param>
/// <param name="ownFiles">
/// Absolute paths of files and folders that the run itself uses (schemas, baselines, reports). They are read as payloads only if they are specified.
/// </param>
internal sealed class PathExpansion(string root, IEnumerable<string>? ownFiles = null)
{
    // The extensions of payloads in a folder. Schemas and the configuration file are JSON, but not payloads.
    private static readonly string[] PayloadExtensions = [".json", ".ndjson", ".jsonl", ".har", ".json.gz", ".ndjson.gz", ".jsonl.gz", ".har.gz"];
    private static readonly string[] NoPayloads = [".schema.json", "pat-contracts.json"];

    private static readonly StringComparer PathComparer = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private readonly HashSet<string> _ownFiles = new(ownFiles ?? [], PathComparer);
    private readonly HashSet<string> _seen = new(PathComparer);
    private readonly List<string> _unmatched = [];

    // Includes files that were found before: a glob that matches only such files is not an error.
    private int _matches;

    /// <summary>The files found so far.</summary>
    public List<InputFile> Files { get; } = [];

    /// <summary>The folders and files that could not be read.</summary>
    public List<InputProblem> Problems { get; } = [];

    /// <summary>Adds the files of one argument.</summary>
    /// <param name="argument">A path, a glob, or <c>-</c> for standard input.</param>
    /// <param name="exclude">The globs of files to exclude, relative to the root.</param>
    public void Add(string argument, IReadOnlyList<string>? exclude = null)
    {
        int before = _matches + Problems.Count;
        if (argument == "-")
        {
            if (_seen.Add("-")) Files.Add(InputFile.StandardInput);
            return;
        }

        string full = Path.GetFullPath(argument, root);
        if (Directory.Exists(full)) AddFolder(argument, full, exclude);
        else if (File.Exists(full)) AddFile(InputFile.Named(Shown(argument), full));
        else if (IsGlob(argument)) AddGlob(new Glob(argument, root), exclude);
        if (_matches + Problems.Count == before) _unmatched.Add(WhyUnmatched(argument, exclude));
    }

    /// <summary>Throws if an argument matched no file.</summary>
    /// <exception cref="ToolException">An argument matched no file.</exception>
    public void RequireMatches()
    {
        if (_unmatched.Count > 0) throw ToolException.Usage(string.Join("; ", _unmatched));
    }

    private static bool IsGlob(string argument) => argument.Contains('*', StringComparison.Ordinal);

    private string WhyUnmatched(string argument, IReadOnlyList<string>? exclude)
    {
        string full = Path.GetFullPath(argument, root);
        if (Directory.Exists(full))
        {
            string extensions = string.Join(", ", PayloadExtensions[..4].Select(static extension => "*" + extension));
            string? ignored = FirstIgnored(Shown(argument), full, int.MaxValue, IsPayload, exclude);
            return $"\"{argument}\" contains no payload files ({extensions}, also compressed as .gz){Except(ignored)}";
        }

        if (IsGlob(argument))
        {
            var glob = new Glob(argument, root);
            return $"\"{argument}\" matches no file{Except(Directory.Exists(glob.Folder) ? FirstIgnored(glob.Shown, glob.Folder, glob.Depth, glob.IsMatch, exclude) : null)}";
        }

        string hint = argument.AsSpan().ContainsAny('?', '[', '{') ? "; globs support only * and **" : "";
        return $"There is no file or folder \"{argument}\"{hint}";
    }

    private static string Except(string? ignored) => ignored is null ? "" : $", except in \"{ignored}\": hidden folders and node_modules are searched only if they are specified";

    /// <summary>Returns the first ignored folder that contains a match, or null.</summary>
    private string? FirstIgnored(string shown, string folder, int depth, Func<string, bool> isMatch, IReadOnlyList<string>? exclude)
    {
        Matcher? excluded = Excluding(exclude);
        var search = new FolderSearch(folder, static _ => true);
        string? match = search.Files(depth).Select(static file => file.Path)
            .FirstOrDefault(relative => isMatch(relative) && !IsOwn(folder, relative) && !IsExcluded(Path.Combine(folder, relative), excluded));
        if (match is null) return null;
        string[] parts = match.Split('/');
        int ignored = Array.FindIndex(parts, static part => FolderSearch.IsIgnored(part));
        return ignored < 0 ? null : Join(shown, string.Join('/', parts[..(ignored + 1)]));
    }

    private void AddFolder(string argument, string full, IReadOnlyList<string>? exclude)
    {
        Matcher? excluded = Excluding(exclude);
        var search = new FolderSearch(full, static name => !FolderSearch.IsIgnored(name));
        string shown = Shown(argument);
        foreach (FoundFile file in search.Files(int.MaxValue))
        {
            if (IsPayload(file.Path) && !IsOwn(full, file.Path)) AddFound(file, Join(shown, file.Path), Path.Combine(full, file.Path), excluded);
        }

        AddProblems(search, shown);
    }

    private void AddGlob(Glob glob, IReadOnlyList<string>? exclude)
    {
        if (!Directory.Exists(glob.Folder)) return;
        Matcher? excluded = Excluding(exclude);
        var search = new FolderSearch(glob.Folder, name => !FolderSearch.IsIgnored(name) || glob.Names(name));
        foreach (FoundFile file in search.Files(glob.Depth))
        {
            if (glob.IsMatch(file.Path) && !IsOwn(glob.Folder, file.Path)) AddFound(file, Join(glob.Shown, file.Path), Path.Combine(glob.Folder, file.Path), excluded);
        }

        AddProblems(search, glob.Shown);
    }

    private void AddProblems(FolderSearch search, string shownFolder) =>
        Problems.AddRange(search.Problems.Select(problem => problem with { Path = Join(shownFolder, problem.Path) }));

    private void AddFound(FoundFile file, string shown, string full, Matcher? excluded)
    {
        if (!IsExcluded(full, excluded)) AddFile(InputFile.Found(shown, full, file.IsLink));
    }

    private bool IsExcluded(string full, Matcher? excluded) => excluded?.Match(Path.GetRelativePath(root, full).Replace('\\', '/')).HasMatches == true;

    private void AddFile(InputFile file)
    {
        _matches++;
        if (_seen.Add(file.FullPath!)) Files.Add(file);
    }

    private static Matcher? Excluding(IReadOnlyList<string>? patterns)
    {
        if (patterns is null or []) return null;
        Matcher matcher = NewMatcher();
        foreach (string pattern in patterns) matcher.AddInclude(pattern);
        return matcher;
    }

    private static Matcher NewMatcher() => new(OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static bool IsPayload(string relative) =>
        !Array.Exists(NoPayloads, ending => relative.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && Array.Exists(PayloadExtensions, ending => relative.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns whether the run itself uses a file, or a folder that contains it within the searched folder.</summary>
    private bool IsOwn(string folder, string relative)
    {
        if (_ownFiles.Count == 0) return false;
        for (string? path = relative; path is { Length: > 0 }; path = Path.GetDirectoryName(path))
        {
            if (_ownFiles.Contains(Path.GetFullPath(path, folder))) return true;
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

    /// <summary>Returns the reason of an exception, without the message of the operating system.</summary>
    public static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnreadableFileException unreadable => unreadable.Message,
        InvalidDataException => "its gzip data is corrupt or truncated",
        PathTooLongException => "its path is too long",
        _ => "a read error occurred",
    };

    /// <summary>A path with wildcards, split into the folder before the first wildcard and the pattern.</summary>
    private sealed class Glob
    {
        private readonly Matcher _matcher = NewMatcher();
        private readonly string[] _pattern;

        public Glob(string argument, string root)
        {
            string[] parts = argument.Replace('\\', '/').Split('/');
            int fixedParts = Array.FindIndex(parts, static part => part.Contains('*', StringComparison.Ordinal));
            _pattern = parts[fixedParts..];
            Shown = string.Join('/', parts[..fixedParts]);
            Folder = Path.GetFullPath(Shown.Length == 0 && fixedParts > 0 ? "/" : Shown, root);
            Depth = _pattern.Any(static part => part.Contains("**", StringComparison.Ordinal)) ? int.MaxValue : _pattern.Length - 1;
            _matcher.AddInclude(string.Join('/', _pattern));
        }

        /// <summary>The folder as specified in the argument.</summary>
        public string Shown { get; }

        /// <summary>The absolute path of the folder.</summary>
        public string Folder { get; }

        /// <summary>The maximum number of nested folders above a match.</summary>
        public int Depth { get; }

        /// <summary>Returns whether a file matches, by its path relative to the folder.</summary>
        public bool IsMatch(string relative) => _matcher.Match(relative).HasMatches;

        /// <summary>Returns whether the pattern explicitly includes an ignored folder.</summary>
        public bool Names(string folder) => Array.Exists(
            _pattern[..^1], part => FolderSearch.IsIgnored(part) && FileSystemName.MatchesSimpleExpression(part, folder, OperatingSystem.IsWindows()));
    }
}
