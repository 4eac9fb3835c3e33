namespace PatContracts.Tool.Output;

/// <summary>Makes paths relative to the repository, as code hosting services require, regardless of the current folder.</summary>
internal static class RepositoryPaths
{
    private const string GitHub = "GITHUB_WORKSPACE";
    private const string GitLab = "CI_PROJECT_DIR";

    /// <summary>Returns the path for GitHub annotations.</summary>
    /// <param name="path">The path in reports.</param>
    /// <param name="fullPath">The absolute path; null for standard input.</param>
    public static string ForGitHub(string path, string? fullPath) => Relative(fullPath, GitHub) ?? path;

    /// <summary>Returns the path for GitLab reports.</summary>
    /// <inheritdoc cref="ForGitHub"/>
    public static string ForGitLab(string path, string? fullPath) => Relative(fullPath, GitLab) ?? path;

    /// <summary>Returns the path relative to the repository of the service that runs the command, or null.</summary>
    public static string? OfAnyService(string? fullPath) => Relative(fullPath, GitHub) ?? Relative(fullPath, GitLab);

    private static string? Relative(string? fullPath, string variable)
    {
        string? root = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(root) || fullPath is null) return null;
        string relative = Path.GetRelativePath(root, fullPath).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }
}
