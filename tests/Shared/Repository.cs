namespace PatContracts.TestSupport;

/// <summary>The working copy that the tests run in, for tests that read its files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Returns the full path of a file or folder that is named relative to the root, with slashes.</summary>
    public static string File(string path) => Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Returns the text of a file that is named relative to the root.</summary>
    public static string Read(string path) => System.IO.File.ReadAllText(File(path));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "PatContracts.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("PatContracts.sln is in no folder above the tests.");
    }
}
