namespace PatContracts.Tool.Output;

/// <summary>Paths as a code hosting service knows them: relative to the repository, wherever in it the command runs.</summary>
internal static class RepositoryPaths
{
    private const string GitHub = "GITHUB_WORKSPACE";
    private const string GitLab = "CI_PROJECT_DIR";

    /// <summary>The path for annotations of GitHub.</summary>
    /// <param name="path">The path as reports show it.</param>
    /// <param name="fullPath">The absolute path; null for standard input.</param>
    public static string ForGitHub(string path, string? fullPath) => Relative(fullPath, GitHub) ?? path;

    /// <summary>The path for a report of GitLab.</summary>
    /// <inheritdoc cref="ForGitHub"/>
    public static string ForGitLab(string path, string? fullPath) => Relative(fullPath, GitLab) ?? path;

    /// <summary>The path below the repository of whichever service runs the command; null outside of one.</summary>
    public static string? OfAnyService(string? fullPath) => Relative(fullPath, GitHub) ?? Relative(fullPath, GitLab);

    private static string? Relative(string? fullPath, string variable)
    {
        string? root = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(root) || fullPath is null) return null;
        string relative = Path.GetRelativePath(root, fullPath).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }
}
