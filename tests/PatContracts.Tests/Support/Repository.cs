namespace PatContracts.Tests;

/// <summary>Files of the repository that tests read where they stand.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Samples { get; } = Path.Combine(Root, "samples", "payloads");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PatContracts.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("PatContracts.sln is in no folder above the tests.");
    }
}
