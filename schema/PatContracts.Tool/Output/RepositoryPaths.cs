using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>Paths as a code hosting service knows them: relative to the repository, wherever in it the command runs.</summary>
internal static class RepositoryPaths
{
    private const string GitHub = "GITHUB_WORKSPACE";
    private const string GitLab = "CI_PROJECT_DIR";

    /// <summary>The path for annotations of GitHub.</summary>
    public static string ForGitHub(InputResult result) => Relative(result, Environment.GetEnvironmentVariable(GitHub)) ?? result.Path;

    /// <summary>The path for a report of GitLab.</summary>
    public static string ForGitLab(InputResult result) => Relative(result, Environment.GetEnvironmentVariable(GitLab)) ?? result.Path;

    /// <summary>The path below the repository of whichever service runs the command; null outside of one.</summary>
    public static string? OfAnyService(InputResult result) =>
        Relative(result, Environment.GetEnvironmentVariable(GitHub)) ?? Relative(result, Environment.GetEnvironmentVariable(GitLab));

    private static string? Relative(InputResult result, string? root)
    {
        if (string.IsNullOrEmpty(root) || result.FullPath is null) return null;
        string relative = Path.GetRelativePath(root, result.FullPath).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }
}
