using System.IO.Enumeration;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Enumerates the files in a folder and its subfolders. Links to folders are not followed, because they can form a cycle. Attributes come from the enumeration
/// and are not read again, because a file may have been deleted by then.
/// </summary>
/// <param name="root">The absolute path of the folder.</param>
/// <param name="enters">Returns whether to search a folder with this name.</param>
internal sealed class FolderSearch(string root, Func<string, bool> enters)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false };

    /// <summary>The folders that could not be read so far, with paths relative to the root.</summary>
    public List<InputProblem> Problems { get; } = [];

    /// <summary>Returns whether a folder is searched only if it is specified explicitly: hidden folders (<c>.git</c>) and <c>node_modules</c>.</summary>
    public static bool IsIgnored(string name) => name.StartsWith('.') || name == "node_modules";

    /// <summary>Returns the files, in ordinal order of their paths.</summary>
    /// <param name="depth">The maximum number of nested folders to search.</param>
    public IEnumerable<FoundFile> Files(int depth) => Files("", depth);

    private IEnumerable<FoundFile> Files(string relative, int depth)
    {
        foreach (Entry entry in Entries(relative))
        {
            string path = relative.Length == 0 ? entry.Name : relative + "/" + entry.Name;
            if (!entry.IsFolder)
            {
                yield return new FoundFile(path, entry.IsLink);
            }
            else if (depth > 0 && !entry.IsLink && enters(entry.Name))
            {
                foreach (FoundFile file in Files(path, depth - 1)) yield return file;
            }
        }
    }

    private Entry[] Entries(string relative)
    {
        try
        {
            Entry[] entries =
            [
                .. new FileSystemEnumerable<Entry>(
                    Path.Combine(root, relative),
                    static (ref FileSystemEntry entry) => new Entry(
                        entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0),
                    Everything),
            ];
            Array.Sort(entries, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
            return entries;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // .NET decodes a byte that is not UTF-8 as a replacement character, and then cannot find the folder.
            bool isForeignName = e is DirectoryNotFoundException && relative.Contains('\uFFFD', StringComparison.Ordinal);
            Problems.Add(new InputProblem(relative, $"The folder cannot be read: {(isForeignName ? "its name is not UTF-8" : PathExpansion.Reason(e))}"));
            return [];
        }
    }

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink);
}
