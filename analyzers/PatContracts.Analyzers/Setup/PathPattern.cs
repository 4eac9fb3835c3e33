using System.Text;
using System.Text.RegularExpressions;

namespace PatContracts.Analyzers.Setup;

/// <summary>A path or pattern of an MSBuild item: <c>**</c> for folders, <c>*</c> and <c>?</c> within a name.</summary>
internal static class PathPattern
{
    /// <summary>Creates an expression that matches the full paths of a pattern relative to a folder, ignoring case.</summary>
    public static Regex Create(string folder, string pattern)
    {
        string normalized = pattern.Replace('\\', '/');
        bool isRooted = normalized.StartsWith("/", StringComparison.Ordinal) || (normalized.Length > 1 && normalized[1] == ':');
        string path = SetupFile.NormalizePath(isRooted ? normalized : folder + normalized);

        var regex = new StringBuilder("^");
        for (int i = 0; i < path.Length; i++)
        {
            bool isFolders = string.CompareOrdinal(path, i, "**", 0, 2) == 0;
            if (isFolders && i + 2 < path.Length && path[i + 2] == '/')
            {
                regex.Append("(.*/)?");
                i += 2;
            }
            else if (isFolders)
            {
                regex.Append(".*");
                i++;
            }
            else if (path.Length == i + 3 && string.CompareOrdinal(path, i, "*.*", 0, 3) == 0)
            {
                // As on Windows, this includes files without an extension.
                regex.Append("[^/]*");
                i += 2;
            }
            else
            {
                regex.Append(path[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return new Regex(regex.Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    }
}
